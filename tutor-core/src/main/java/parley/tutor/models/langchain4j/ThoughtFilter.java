package parley.tutor.models.langchain4j;

/**
 * Leaves out what a model thinks aloud: {@code <think>…</think>} at the beginning of an answer, as some local servers give
 * it. In the middle of an answer the same characters are words. The result does not hang on how the answer is cut into
 * pieces, and words are held back only as long as they may turn out to be a thought. Not thread-safe.
 */
final class ThoughtFilter {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    /** More blanks than this before a thought are words, so that little is ever held. */
    private static final int MAX_BLANKS = 256;

    private enum State {
        BEGINNING,
        THINKING,
        SPEAKING
    }

    private State state = State.BEGINNING;
    private boolean afterThought;
    private final StringBuilder held = new StringBuilder();

    /** The words that are certain now that {@code delta} came; may be empty. */
    String words(String delta) {
        if (state == State.SPEAKING) {
            return delta;
        }
        held.append(delta);
        while (true) {
            if (state == State.THINKING) {
                int close = held.indexOf(CLOSE);
                if (close < 0) {
                    // All but what may be the beginning of its end.
                    held.delete(0, Math.max(0, held.length() - CLOSE.length() + 1));
                    return "";
                }
                held.delete(0, close + CLOSE.length());
                state = State.BEGINNING;
                afterThought = true;
            }
            int from = blanks();
            if (afterThought) {
                held.delete(0, from);
                from = 0;
            }
            int to = Math.min(held.length(), from + OPEN.length());
            if (from > MAX_BLANKS || !OPEN.startsWith(held.substring(from, to))) {
                state = State.SPEAKING;
                return taken();
            }
            if (to < from + OPEN.length()) {
                return "";
            }
            held.delete(0, to);
            state = State.THINKING;
        }
    }

    /** The answer is over: what was held is words after all, unless it is blank or a thought without an end. */
    String end() {
        String rest = state == State.THINKING ? "" : taken();
        state = State.SPEAKING;
        return rest.isBlank() ? "" : rest;
    }

    private int blanks() {
        int from = 0;
        while (from < held.length() && Character.isWhitespace(held.charAt(from))) {
            from++;
        }
        return from;
    }

    private String taken() {
        String words = held.toString();
        held.setLength(0);
        return words;
    }
}
