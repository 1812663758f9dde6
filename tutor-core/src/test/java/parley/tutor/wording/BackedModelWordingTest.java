package parley.tutor.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.tutor.wording.ReplyFixtures.COURSE;
import static parley.tutor.wording.ReplyFixtures.HINT;
import static parley.tutor.wording.ReplyFixtures.VERSION;
import static parley.tutor.wording.ReplyFixtures.request;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.library.PhraseBook;
import parley.prompts.library.PromptLibrary;
import parley.tutor.TutorFailure;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelCall;
import parley.tutor.models.Usage;
import parley.tutor.models.scripted.ScriptedModel;
import parley.tutor.models.scripted.ScriptedModel.Action;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.wording.ReplyFixtures.Heard;
import parley.tutor.wording.Wording.WordingOutcome.Worded;

/** A model with the authored tutor behind it: what is said when the model says too little, nothing, or what it must not. */
class BackedModelWordingTest {
    private final ScriptedModel model = new ScriptedModel("scripted");
    private final FallbackWording fallback = new FallbackWording(
            new ModelWording(COURSE, PromptLibrary.shipped(), model),
            new AuthoredWording(COURSE, PhraseBook.shipped()));
    private final Heard heard = new Heard();

    @Test
    void aReplyThatEndsBeforeItsQuestionIsCompletedByTheAuthoredTutor() throws Exception {
        LanguageModel cut = new LanguageModel() {
            @Override
            public String name() {
                return "cut";
            }

            @Override
            public StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException {
                sink.text("Well done. Now fill");
                return new StreamEnd.Done("cut", Finish.LENGTH, Usage.UNKNOWN, List.of());
            }
        };
        var completed = new FallbackWording(
                new ModelWording(COURSE, PromptLibrary.shipped(), cut),
                new AuthoredWording(COURSE, PhraseBook.shipped()));
        completed.word(request("", "en", 1, "", new TeachingMove.Ask("ate-noodles", false)), heard);
        assertThat(heard.text())
                .startsWith("Well done.")
                .doesNotContain("Now fill")
                .contains(COURSE.item("ate-noodles").orElseThrow().prompt().in("en"));
    }

    /** The learner once was asked nothing, and graded by an exercise that nobody had put. */
    @Test
    void anExerciseThatTheModelLeavesOutIsPutByTheAuthoredTutor() throws Exception {
        ReplyRequest next = request(
                "went-to-park",
                "en",
                1,
                "",
                new TeachingMove.Praise("went-to-park", "I went to the park."),
                new TeachingMove.Ask("ate-noodles", false));
        model.thenSays("Well done, ", "that is right! ", "You are ready for more.");
        assertThat(fallback.word(next, heard)).isEqualTo(new Worded("scripted", VERSION));
        String task = COURSE.item("ate-noodles").orElseThrow().prompt().in("en");
        assertThat(heard.text())
                .startsWith("Well done, that is right! You are ready for more.\n\n")
                .endsWith(task);
        assertThat(heard.notices).isEmpty();

        Heard whole = new Heard();
        model.thenSays("Well done! Now complete this: “We ___ noodles for lunch yesterday.”");
        fallback.word(next, whole);
        assertThat(whole.text())
                .as("put once")
                .isEqualTo("Well done! Now complete this: “We ___ noodles for lunch yesterday.”");
    }

    @Test
    void aReplyWithoutAnExerciseStaysAsTheModelSaidIt() throws Exception {
        model.thenSays("Think of yesterday.");
        fallback.word(HINT, heard);
        assertThat(heard.text()).isEqualTo("Think of yesterday.");
    }

    @Test
    void keepsTheQuestionThatTheGuardHeldBack() throws Exception {
        model.thenSays("Well done. Now say: We ate noodles for lunch yesterday.");
        ReplyRequest next = request(
                "went-to-park",
                "en",
                1,
                "",
                new TeachingMove.Praise("went-to-park", "I went to the park."),
                new TeachingMove.Ask("ate-noodles", false));
        assertThat(fallback.word(next, heard)).isEqualTo(new Worded("authored"));
        assertThat(heard.text())
                .startsWith("Well done.")
                .doesNotContain("ate")
                .contains(COURSE.item("ate-noodles").orElseThrow().prompt().in("en"));
        assertThat(heard.notices).singleElement().isInstanceOf(TutorFailure.OutputUnusable.class);
    }

    @Test
    void fallsBackFromTheStartWhenNothingWasSaid() throws Exception {
        model.thenFails("connection refused");
        assertThat(fallback.word(HINT, heard)).isEqualTo(new Worded("authored"));
        assertThat(heard.notices).containsExactly(new TutorFailure.ModelUnavailable("scripted", "connection refused"));
        assertThat(heard.text()).contains("irregular");
    }

    @Test
    void fallsBackWhenNothingUsableCame() throws Exception {
        model.thenSays("I went to the park!").thenSays("  ", "\n");
        assertThat(fallback.word(HINT, heard)).isEqualTo(new Worded("authored"));
        assertThat(fallback.word(HINT, heard)).isEqualTo(new Worded("authored"));
        assertThat(heard.notices).hasSize(2).allMatch(TutorFailure.OutputUnusable.class::isInstance);
        assertThat(heard.text()).doesNotContain("went");
    }

    @Test
    void goesOnFromTheQuestionWhenTheModelFailsMidway() throws Exception {
        model.then(new Action.Say("Well done, that is right. And no"), new Action.Fail("stalled"));
        ReplyRequest request = request(
                "went-to-park",
                "en",
                1,
                "",
                new TeachingMove.Praise("went-to-park", "I went to the park."),
                new TeachingMove.Ask("ate-noodles", false));
        assertThat(fallback.word(request, heard)).isEqualTo(new Worded("authored"));
        assertThat(heard.text())
                .startsWith("Well done, that is right. \n\n")
                .doesNotContain("And no", "I went")
                .endsWith("“We ___ noodles for lunch yesterday.”");
    }

    @Test
    void usesTheAuthoredTutorWhileTheWorkspacePromptIsBroken(@TempDir Path workspace) throws Exception {
        Files.writeString(workspace.resolve("tutor-reply.prompt"), "{{role \"system\"}}{{nothing}}");
        var broken = new FallbackWording(
                new ModelWording(COURSE, PromptLibrary.over(workspace), model),
                new AuthoredWording(COURSE, PhraseBook.shipped()));
        assertThat(broken.word(HINT, heard)).isEqualTo(new Worded("authored"));
        assertThat(heard.notices).singleElement().isInstanceOf(TutorFailure.OutputUnusable.class);
        assertThat(model.prompts()).isEmpty();
    }

    @Test
    void aBugInTheFirstWordingDoesNotSilenceTheTutor() throws Exception {
        var buggy = new FallbackWording(
                (request, sink) -> {
                    throw new IllegalStateException("a bug");
                },
                new AuthoredWording(COURSE, PhraseBook.shipped()));
        assertThat(buggy.word(HINT, heard)).isEqualTo(new Worded("authored"));
        assertThat(heard.text()).isNotBlank();
        assertThat(heard.notices).singleElement().isInstanceOf(TutorFailure.OutputUnusable.class);
    }
}
