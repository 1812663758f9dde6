package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.tutor.conversation.Expectation;

class ExpectedPhrasesTest {
    private static final Expectation EXPECTED = new Expectation(
            null,
            List.of("i went to the park", "i go to the park"),
            List.of("i don't know", "i go to the park"),
            List.of("my brother keeps bees", "my brother keeps"));

    @Test
    void theEarKnowsAnswersThenFamiliarSentencesThenPhrasesEachOnce() {
        assertThat(TalkStep.phrases(EXPECTED))
                .containsExactly(
                        "i went to the park",
                        "i go to the park",
                        "my brother keeps bees",
                        "my brother keeps",
                        "i don't know");
    }
}
