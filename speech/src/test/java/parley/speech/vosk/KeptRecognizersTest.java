package parley.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vosk.Model;
import org.vosk.Recognizer;
import parley.speech.audio.SampleCount;
import parley.speech.vosk.KeptRecognizers.Kept;

/** Recognisers grow as they hear: none may be kept for ever, nor more of them than are used. */
class KeptRecognizersTest {
    private final List<Recognizer> closed = new ArrayList<>();

    private final class Seen extends Recognizer {
        Seen(Model model) throws Exception {
            super(model, SampleCount.RATE_HZ);
        }

        @Override
        public void close() {
            closed.add(this);
            super.close();
        }
    }

    @Test
    void theLatestAreUsedAgainUntilTheyAreTooManyOrHaveHeardTooMuch() throws Exception {
        try (ModelView view = ModelView.of(Parts.MODELS.recogniser());
                var model = new Model(view.folder().toString())) {
            var kept = new KeptRecognizers(2);
            var first = new Seen(model);
            var second = new Seen(model);
            var third = new Seen(model);
            var old = new Seen(model);
            kept.give(old, KeptRecognizers.MOST_SAMPLES);
            assertThat(kept.isEmpty()).isTrue();
            assertThat(closed).as("it has heard too much").containsExactly(old);

            kept.give(first, 0);
            kept.give(second, KeptRecognizers.MOST_SAMPLES - 1);
            kept.give(third, 0);
            assertThat(closed).as("two are enough").containsExactly(old, third);

            assertThat(kept.take()).isEqualTo(new Kept(second, KeptRecognizers.MOST_SAMPLES - 1));
            kept.close();
            assertThat(closed).as("all that is kept goes with the model").containsExactly(old, third, first);
            kept.give(second, 0);
            assertThat(closed).containsExactly(old, third, first, second);
            assertThat(kept.take()).isNull();
        }
    }
}
