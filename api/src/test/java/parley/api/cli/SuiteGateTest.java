package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.Wiring;
import parley.prompts.library.Label;
import parley.prompts.library.LabelMove;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.library.PromptDesk.Released;
import parley.prompts.library.PromptRefusal;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/**
 * Releases of the tutor's prompt that its suite judges. What the model answers is scripted; who asks it what, with which
 * version, and what follows from it is real.
 */
class SuiteGateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final StreamScript GOOD = StreamScript.answer("Let us look at it together.");
    private static final StreamScript BAD = StreamScript.answer("No.");
    private static final String SUITE = """
            suite: short
            course: everyday-english
            cases:
              - case: help is offered
                starts_at: order-coffee
                turns:
                  - learner: a hint, please
                    expect: { text_contains: look at it together }
              - case: a hint is a hint
                starts_at: order-coffee
                turns:
                  - learner: a hint, please
                    expect: { moves: [Hint] }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @Test
    void whatPassesIsReleasedWhatBecameWorseIsNotAndAForcedReleaseSaysWhy() throws Exception {
        try (var model = ScriptedStreamServer.start(GOOD)) {
            Prompted.settings(data, model.baseUrl());
            Files.createDirectories(data.resolve("prompts"));
            Files.writeString(data.resolve("prompts/short.yaml"), SUITE);
            try (Wiring wiring = Prompted.wiring(data)) {
                PromptDesk desk = wiring.promptDesk();

                Prompted.edit(desk, "BEFORE", "[short.yaml]");
                Prompted.released(data, Label.PRODUCTION);
                Prompted.edit(desk, "FIRST", "[short.yaml]");
                Released first = desk.release("tutor-reply", Prompted.to(Label.PRODUCTION));
                assertThat(first.gateLines()).containsExactly("short.yaml: 2 of 2 cases passed");
                assertThat(first.move().forced()).isNull();
                assertThat(asked(model, 2)).allMatch(body -> body.contains("<<FIRST>>"));

                // The new version fails a case that the present one passes.
                Prompted.edit(desk, "SECOND", "[short.yaml]");
                model.next(BAD);
                assertRefused(desk, "short.yaml: passed before and fails now: help is offered (", "text_contains")
                        .doesNotContain("a hint is a hint");
                List<String> bodies = asked(model, 4);
                assertThat(bodies.subList(0, 2)).allMatch(body -> body.contains("<<SECOND>>"));
                assertThat(bodies.subList(2, 4)).allMatch(body -> body.contains("<<FIRST>>"));
                assertStandsOn(desk, first, 2);

                // Nor does it help not to name the suite any more.
                Prompted.edit(desk, "SECOND", "[]");
                model.next(BAD);
                assertRefused(desk, "short.yaml: passed before and fails now: help is offered (");
                asked(model, 4);
                Prompted.edit(desk, "SECOND", "[short.yaml]");

                // It fails before and after: no regression.
                model.next(BAD).next(GOOD).next(BAD);
                Released second = desk.release("tutor-reply", Prompted.to(Label.PRODUCTION));
                assertThat(second.gateLines())
                        .containsExactly("short.yaml: 1 of 2 cases passed; failed before, too: help is offered");
                assertThat(second.move().forced()).isNull();
                asked(model, 4);
                assertStandsOn(desk, second, 3);
            }

            // The same through the command line, which opens and closes the tutor for it.
            try (Wiring wiring = Prompted.wiring(data)) {
                Prompted.edit(wiring.promptDesk(), "THIRD", "[short.yaml]");
            }
            model.next(BAD);
            List<String> refused = Prompted.command(data, "release", "tutor-reply", "--to", "production");
            assertThat(refused.getFirst()).isEqualTo("1");
            assertThat(refused.getLast())
                    .contains("tutor-reply is not released", "passed before and fails now: help is offered");
            model.next(BAD);
            List<String> forced = Prompted.command(
                    data, "release", "tutor-reply", "--to", "production", "--force", "the suite is out of date");
            assertThat(forced.getFirst()).as(forced.getLast()).isEqualTo("0");
            assertThat(forced.getLast())
                    .contains("passed before and fails now: help is offered", "FORCED: the suite is out of date");
            assertThat(Prompted.command(data, "show", "tutor-reply").getLast())
                    .contains("FORCED: the suite is out of date");
        }
    }

    /** The authored tutor stands in for a prompt that cannot be rendered and for a model that is down, and passes. */
    @Test
    void wordsOfTheAuthoredTutorAreNoProofOfAPrompt() throws Exception {
        try (var model = ScriptedStreamServer.start(GOOD)) {
            Prompted.settings(data, model.baseUrl());
            Files.createDirectories(data.resolve("prompts"));
            Files.writeString(
                    data.resolve("prompts/short.yaml"), SUITE.replace("text_contains: look at it together", "hint: 1"));
            try (Wiring wiring = Prompted.wiring(data)) {
                PromptDesk desk = wiring.promptDesk();
                Prompted.edit(desk, "BEFORE", "[short.yaml]");
                Prompted.released(data, Label.PRODUCTION);
                Prompted.edit(desk, "FIRST", "[short.yaml]");
                Released first = desk.release("tutor-reply", Prompted.to(Label.PRODUCTION));
                asked(model, 2);

                PromptDesk.SourceFile good = desk.file("tutor-reply.prompt");
                desk.save(
                        "tutor-reply.prompt",
                        good.text()
                                .replaceFirst(
                                        "\n    locale: string", "\n    nobodyGivesThis: string\n    locale: string"),
                        good.hash());
                assertRefused(desk, "passed before and fails now: help is offered (the authored tutor stood in")
                        .contains("a hint is a hint", "nobodyGivesThis");
                assertThat(asked(model, 2)).allMatch(body -> body.contains("<<FIRST>>"));

                Prompted.edit(desk, "SECOND", "[short.yaml]");
                PromptDesk.SourceFile broken = desk.file("tutor-reply.prompt");
                desk.save(
                        "tutor-reply.prompt",
                        broken.text().replaceFirst("\n    nobodyGivesThis: string", ""),
                        broken.hash());
                model.onRequest(model.requests() + 1, StreamScript.refusal(401, "{}"));
                assertRefused(desk, "short.yaml: could not be judged: help is offered (the authored tutor stood in");
                assertStandsOn(desk, first, 2);
            }
        }
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(PromptDesk desk, String... said) {
        var told = new ArrayList<String>();
        assertThatThrownBy(() -> desk.release("tutor-reply", new Release(Label.PRODUCTION, null, 1, "Bo", "", " ")))
                .isInstanceOfSatisfying(PromptRefusal.class, refusal -> {
                    assertThat(refusal.why()).isEqualTo(PromptRefusal.Why.GATE_CLOSED);
                    told.add(refusal.line());
                });
        return assertThat(told.getFirst()).contains(said);
    }

    private static void assertStandsOn(PromptDesk desk, Released released, int moves) throws PromptRefusal {
        assertThat(desk.details("tutor-reply").moves())
                .hasSize(moves)
                .last()
                .extracting(LabelMove::version)
                .isEqualTo(released.version().id());
    }

    /** The bodies of the oldest requests not looked at yet, of which there are so many and no more. */
    private static List<String> asked(ScriptedStreamServer model, int requests) throws Exception {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            bodies.add(model.take(PATIENCE).request().body());
        }
        assertThatThrownBy(() -> model.take(Duration.ZERO)).isInstanceOf(java.util.concurrent.TimeoutException.class);
        return bodies;
    }
}
