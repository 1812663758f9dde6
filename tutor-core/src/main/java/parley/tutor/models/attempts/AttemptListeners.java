package parley.tutor.models.attempts;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.logging.ThrownAt;
import parley.tutor.models.ModelAttempt;

/**
 * Tells several listeners of each attempt, in the order in which they joined. What one of them throws is logged and
 * keeps nothing from the others, nor from the reply. Thread-safe.
 */
public final class AttemptListeners implements ModelAttempt.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptListeners.class);

    private final List<ModelAttempt.Listener> listeners;

    public AttemptListeners(List<? extends ModelAttempt.Listener> listeners) {
        this.listeners = new CopyOnWriteArrayList<>(listeners);
    }

    /** {@code listener} hears of the attempts that end from now on. */
    public void add(ModelAttempt.Listener listener) {
        listeners.add(listener);
    }

    /** {@code listener} hears no more, when it did. */
    public void remove(ModelAttempt.Listener listener) {
        listeners.remove(listener);
    }

    @Override
    public void ended(ModelAttempt attempt) {
        for (ModelAttempt.Listener listener : listeners) {
            try {
                listener.ended(attempt);
            } catch (RuntimeException e) {
                // A watcher's fault is not the learner's.
                LOG.warn("A watcher of model attempts failed: {}", new ThrownAt(e));
            }
        }
    }
}
