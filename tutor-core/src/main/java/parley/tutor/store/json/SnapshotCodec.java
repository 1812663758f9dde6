package parley.tutor.store.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import parley.tutor.learner.Circumstances;
import parley.tutor.learner.LearnerProgress;

/**
 * Turns what was folded of a journal into JSON text and back. Thread-safe; one is enough for a process.
 *
 * <p>A snapshot is a cache: one that cannot be read is as good as none, for the journal has all of it.
 */
public final class SnapshotCodec {
    private final JsonMapper mapper = EventMapper.create();

    public String write(LearnerProgress progress) {
        return text(progress);
    }

    public String write(Circumstances circumstances) {
        return text(circumstances);
    }

    /** The progress in {@code json}, or empty when it is not readable. */
    public Optional<LearnerProgress> progress(String json) {
        return read(json, LearnerProgress.class);
    }

    /** The circumstances in {@code json}, or empty when they are not readable. */
    public Optional<Circumstances> circumstances(String json) {
        return read(json, Circumstances.class);
    }

    private String text(Object folded) {
        try {
            return mapper.writeValueAsString(folded);
        } catch (JsonProcessingException e) {
            // The cause is left out: its message may quote the learner's goal.
            throw new IllegalStateException(
                    "A snapshot cannot be written as JSON: " + e.getClass().getSimpleName());
        }
    }

    private <T> Optional<T> read(String json, Class<T> type) {
        try {
            return Optional.ofNullable(mapper.readValue(json, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
