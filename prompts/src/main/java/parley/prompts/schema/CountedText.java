package parley.prompts.schema;

/** A text that lets itself be looked at only so often, since some patterns take exponential time. */
final class CountedText implements CharSequence {

    /** The most looks; a harmless pattern takes a few for each character. */
    private static final int MAX_LOOKS = 1_000_000;

    /** Says that a pattern looks too often. */
    static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchWork() {
            super("the pattern takes too long", null, false, false);
        }
    }

    private final CharSequence text;
    private int looks;

    CountedText(CharSequence text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks > MAX_LOOKS) {
            throw new TooMuchWork();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
