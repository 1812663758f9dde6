package parley.prompts.library;

import java.nio.file.Path;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;

/** Why a working copy cannot be read as a text. */
enum DraftProblem {
    LINK("links are not followed", "put the prompt itself into the folder", false),
    NO_FILE("this is no file", "put the prompt itself into the folder", false),
    UNREADABLE("the file cannot be read", "correct its permissions, or save it again", false),
    TOO_LARGE("the file is larger than " + PromptStore.MAX_FILE_BYTES + " bytes", "shorten it", true),
    EMPTY("the file is empty", "write a prompt, or delete the file", true),
    NOT_UTF8("the file is not valid UTF-8", "save it with the encoding UTF-8", true);

    private final String message;
    private final String hint;
    private final boolean replaceable;

    DraftProblem(String message, String hint, boolean replaceable) {
        this.message = message;
        this.hint = hint;
        this.replaceable = replaceable;
    }

    /** Whether an author may put another text in its place: only where what is there now has a hash. */
    boolean isReplaceable() {
        return replaceable;
    }

    String line() {
        return message + "; " + hint;
    }

    Finding finding(Path file) {
        return Finding.error(SourcePosition.wholeFile(file.toString()), "", message, hint);
    }
}
