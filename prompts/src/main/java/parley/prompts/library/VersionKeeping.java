package parley.prompts.library;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.source.Said;

/** Keeps states of prompts as versions, with who did it, when and why. Thread-safe. */
record VersionKeeping(PromptStore store, Clock clock) {
    PromptVersion kept(PromptBundle bundle, String author, String message) throws PromptRefusal {
        var version = new PromptVersion(bundle.prompt(), bundle.id(), author, clock.instant(), message);
        store.keep(version, bundle.texts());
        return version;
    }

    /** Refuses what cannot be recorded: an author without a name, a text that is too long. */
    static void requireTexts(String author, String message, @Nullable String force) throws PromptRefusal {
        if (author.isBlank() || author.length() > PromptVersion.MAX_AUTHOR) {
            throw new PromptRefusal(Why.INVALID, Said.of("an author has 1 to {} characters", PromptVersion.MAX_AUTHOR));
        }
        if (message.length() > PromptVersion.MAX_MESSAGE
                || (force != null && force.length() > PromptVersion.MAX_MESSAGE)) {
            throw new PromptRefusal(
                    Why.INVALID, Said.of("a message has at most {} characters", PromptVersion.MAX_MESSAGE));
        }
    }
}
