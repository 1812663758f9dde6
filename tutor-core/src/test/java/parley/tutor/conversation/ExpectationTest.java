package parley.tutor.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static List<String> many(int count, String text) {
        return Collections.nCopies(count, text);
    }

    @Test
    void cutsPhrasesBeforeFamiliarSentencesAndThoseBeforeAnswers() {
        var full = new Expectation(null, many(400, "answer"), many(900, "phrase"), many(48, "familiar"));
        assertThat(full.answers()).hasSize(400);
        assertThat(full.familiar()).hasSize(48);
        assertThat(full.phrases()).hasSize(Expectation.MAX_PHRASES - 448);

        var fuller = new Expectation(null, many(990, "answer"), many(900, "phrase"), many(48, "familiar"));
        assertThat(fuller.familiar()).hasSize(10);
        assertThat(fuller.phrases()).isEmpty();
    }
}
