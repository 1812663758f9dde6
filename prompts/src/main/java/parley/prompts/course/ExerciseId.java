package parley.prompts.course;

/**
 * Names one putting of an item: the item's id, and for a parametric item the seed that its values come from, as
 * {@code solve-two-steps~4711}. An item without parameters is named by its id alone.
 *
 * @param itemId the item's id as the course has it
 * @param seed the seed, or -1 for none; 0 to {@value #MAX_SEED}
 */
public record ExerciseId(String itemId, int seed) {

    /** Seeds beyond this are not needed for variety, and short ids read better in transcripts. */
    public static final int MAX_SEED = 99_999;

    private static final char MARK = '~';

    public ExerciseId {
        if (itemId.indexOf(MARK) >= 0 || seed < -1 || seed > MAX_SEED) {
            throw new IllegalArgumentException("not an exercise id");
        }
    }

    /** Reads an id; anything after the mark that is no seed belongs to no exercise, and is dropped. */
    public static ExerciseId parse(String text) {
        int mark = text.indexOf(MARK);
        if (mark < 0) {
            return new ExerciseId(text, -1);
        }
        String digits = text.substring(mark + 1);
        boolean seed =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return new ExerciseId(text.substring(0, mark), seed ? Integer.parseInt(digits) : -1);
    }

    /** The item's id of an exercise id in text. */
    public static String itemIdOf(String text) {
        return parse(text).itemId();
    }

    /** As it travels: in moves, in the journal, in suites. */
    @Override
    public String toString() {
        return seed < 0 ? itemId : itemId + MARK + seed;
    }
}
