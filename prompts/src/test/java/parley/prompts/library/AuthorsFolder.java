package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.library.PromptSummary.Origin;

/** The folder, the clock and the gate of an author who tests a {@link PromptDesk}. */
class AuthorsFolder {
    @TempDir
    Path workspace;

    final Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    final List<ReleaseGate.Question> asked = new ArrayList<>();
    ReleaseGate.Answer answer = new ReleaseGate.Answer.Open(List.of("12 of 12 cases passed"));

    Origin origin(PromptDesk desk) throws PromptRefusal {
        return desk.details("tutor-reply").summary().origin();
    }

    void edit(PromptDesk desk, String text) throws PromptRefusal {
        desk.save("greet.prompt", text, desk.file("greet.prompt").hash());
    }

    static Release production(@Nullable String what, String message) {
        return new Release(Label.PRODUCTION, what, 1, "Ann", message, null);
    }

    static String said(PromptLibrary library) {
        return library.get("greet", "en")
                .render(Map.of(), List.of())
                .messages()
                .getFirst()
                .text();
    }

    PromptStore store() {
        return new FolderPromptStore(workspace, clock);
    }

    PromptLibrary library() {
        return PromptLibrary.of(store(), Label.PRODUCTION);
    }

    PromptDesk desk() throws IOException {
        PromptStore store = store();
        return new PromptDesk(
                PromptLibrary.of(store, Label.PRODUCTION),
                store,
                question -> {
                    asked.add(question);
                    return answer;
                },
                clock);
    }

    static void assertConflict(ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(PromptRefusal.class))
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(Why.CONFLICT));
    }
}
