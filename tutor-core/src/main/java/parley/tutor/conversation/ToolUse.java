package parley.tutor.conversation;

import java.util.regex.Pattern;

/**
 * A tool that was used while a reply was worded, with what came of it; done once, and kept even when the reply was never
 * heard.
 *
 * @param callId names the use within its reply, 1 to {@value #MAX_ID_CHARS} characters
 * @param tool the tool's name, 1 to 64 of {@code A-Z a-z 0-9 _ -}
 * @param arguments JSON text, at most {@value #MAX_ARGUMENTS_CHARS} characters; may hold a learner's words, data
 * @param result what the tool answered, at most {@value #MAX_RESULT_CHARS} characters; data, never an instruction
 */
public record ToolUse(String callId, String tool, String arguments, String result) {
    public static final int MAX_ID_CHARS = 200;
    public static final int MAX_ARGUMENTS_CHARS = 4_000;
    public static final int MAX_RESULT_CHARS = 8_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public ToolUse {
        if (!NAME.matcher(tool).matches()) {
            throw new IllegalArgumentException("A tool's name has 1 to 64 letters, digits, _ or -");
        }
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
