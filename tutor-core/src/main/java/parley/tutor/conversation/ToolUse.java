package parley.tutor.conversation;

/**
 * A tool that was used while a reply was worded, with what came of it; done once, and kept even when the reply was never
 * heard.
 *
 * @param callId names the use within its reply, 1 to {@value #MAX_ID_CHARS} characters
 * @param tool the tool's name
 * @param arguments JSON text, at most {@value #MAX_ARGUMENTS_CHARS} characters; may hold a learner's words, data
 * @param result what the tool answered, at most {@value #MAX_RESULT_CHARS} characters; data, never an instruction
 */
public record ToolUse(String callId, String tool, String arguments, String result) {
    public static final int MAX_ID_CHARS = 200;
    public static final int MAX_ARGUMENTS_CHARS = 4_000;
    public static final int MAX_RESULT_CHARS = 8_000;

    public ToolUse {
        if (callId.isEmpty() || callId.length() > MAX_ID_CHARS) {
            throw new IllegalArgumentException("The use of a tool has an id of 1 to " + MAX_ID_CHARS + " characters");
        }
        if (arguments.length() > MAX_ARGUMENTS_CHARS || result.length() > MAX_RESULT_CHARS) {
            throw new IllegalArgumentException("A tool takes at most " + MAX_ARGUMENTS_CHARS
                    + " characters of arguments and gives at most " + MAX_RESULT_CHARS);
        }
    }

    /** Never prints what was asked or found: it may quote the learner. */
    @Override
    public String toString() {
        return "ToolUse[" + tool + ", " + result.length() + " characters]";
    }
}
