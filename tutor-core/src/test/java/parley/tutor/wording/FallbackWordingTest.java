package parley.tutor.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.tutor.wording.ReplyFixtures.COURSE;
import static parley.tutor.wording.ReplyFixtures.request;

import org.junit.jupiter.api.Test;
import parley.prompts.library.PhraseBook;
import parley.tutor.TutorFailure;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.wording.ReplyFixtures.Heard;
import parley.tutor.wording.Wording.WordingOutcome.NotWorded;
import parley.tutor.wording.Wording.WordingOutcome.Worded;

class FallbackWordingTest {
    private static final ReplyRequest ASK = request(
            "went-to-park",
            "en",
            1,
            "I went to the park",
            new TeachingMove.Praise("went-to-park", "I went to the park."),
            new TeachingMove.Ask("ate-noodles", false));
    private static final ReplyRequest HINT =
            request("went-to-park", "en", 1, "I goed", new TeachingMove.Hint("went-to-park", 0));
    private static final String TASK =
            COURSE.item("ate-noodles").orElseThrow().prompt().in("en");

    private final AuthoredWording authored = new AuthoredWording(COURSE, PhraseBook.shipped());
    private final Heard heard = new Heard();

    private Wording.WordingOutcome word(ReplyRequest request, TutorFailure failure, String... said) throws Exception {
        Wording breaks = (asked, sink) -> {
            for (String each : said) {
                sink.text(each);
            }
            return new NotWorded(failure);
        };
        return new FallbackWording(breaks, authored).word(request, heard);
    }

    @Test
    void aSpentBudgetIsToldAndTheAuthoredTutorAnswers() throws Exception {
        var spent = new TutorFailure.LimitReached("Today's language models are used up");
        assertThat(word(ASK, spent)).isEqualTo(new Worded(AuthoredWording.NAME));
        assertThat(heard.notices).containsExactly(spent);
        assertThat(heard.text()).contains(TASK);
    }

    @Test
    void theQuestionIsAddedOnceAfterWordsThatBrokeOff() throws Exception {
        word(ASK, new TutorFailure.ModelUnavailable("m", "cut"), "Well done. ");
        assertThat(heard.text()).startsWith("Well done. \n\n").endsWith(TASK);
    }

    @Test
    void nothingIsAddedWhenTheQuestionWasPutBeforeItBroke() throws Exception {
        assertThat(word(ASK, new TutorFailure.ModelUnavailable("m", "cut"), "Well done. ", TASK + " "))
                .isEqualTo(new Worded("m"));
        assertThat(heard.text()).isEqualTo("Well done. " + TASK + " ");
        assertThat(heard.notices).hasSize(1);
    }

    @Test
    void aHintThatWasNotReachedIsGivenAndOneThatWasIsNotGivenTwice() throws Exception {
        word(HINT, new TutorFailure.ModelUnavailable("m", "cut"), "Nearly. ");
        String hint = heard.text().substring("Nearly. \n\n".length());
        assertThat(hint).isNotBlank();

        var again = new Heard();
        Wording breaks = (asked, sink) -> {
            sink.text("Nearly. " + hint);
            return new NotWorded(new TutorFailure.ModelUnavailable("m", "cut"));
        };
        new FallbackWording(breaks, authored).word(HINT, again);
        assertThat(again.text()).isEqualTo("Nearly. " + hint);
    }

    @Test
    void whoAskedIsAnsweredThoughTheModelBrokeOffAfterItsOpening() throws Exception {
        ReplyRequest question = request(
                "ate-noodles",
                "en",
                1,
                "what is the past tense?",
                new TeachingMove.Explain("irregular-past"),
                new TeachingMove.Ask("ate-noodles", true));
        var whole = new Heard();
        authored.word(question, whole);

        word(question, new TutorFailure.ModelUnavailable("m", "cut"), "Good question. ");

        assertThat(heard.text()).isEqualTo("Good question. \n\n" + whole.text());
    }

    /** Blank deltas are no words: the authored reply begins at its start. */
    @Test
    void blankWordsAreNone() throws Exception {
        word(ASK, new TutorFailure.OutputUnusable("m", "empty"), " ", "\n");
        assertThat(heard.text()).contains(TASK).doesNotContain("\n\n\n");
    }
}
