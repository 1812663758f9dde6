package parley.tutor.store.jdbi;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.learner.Ability;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.store.JournalUnavailable;

/**
 * Makes all that follows from the journal anew, in one transaction: what was killed meanwhile never was. Its memory grows
 * with courses' items, not with events; others who write wait for it, seconds for a million events. Thread-safe.
 */
record Rebuild(Jdbi writer, StoredEvents events) {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    /** Rebuilds when the projections were made by another version of the folds. */
    void whenOutdated() throws JournalUnavailable {
        int version = writer.withHandle(handle -> handle.select("SELECT fold_version FROM journal_state")
                .mapTo(Integer.class)
                .one());
        if (version != LearnerProgress.FOLD_VERSION) {
            run();
        }
    }

    void run() throws JournalUnavailable {
        writer.<JournalUnavailable>useTransaction(handle -> {
            handle.execute("DELETE FROM learner_snapshots");
            handle.execute("DELETE FROM item_ratings");
            handle.execute("DELETE FROM hand_offs");
            var ratings = new InMemory();
            events.each(
                    handle,
                    "WHERE kind = 'TutorReplied' ORDER BY place",
                    stored -> {
                        Projections.apply(
                                handle,
                                ratings,
                                stored.place(),
                                stored.courseId(),
                                stored.recorded().conversation(),
                                stored.recorded().learner(),
                                stored.recorded().event());
                        return true;
                    },
                    // One damaged row is its learner's trouble, who is told of it, and not everybody's.
                    row -> LOG.warn(
                            "Event {} of the journal is damaged and passed over: {}", row.place(), row.damage()),
                    new Object[0]);
            ratings.store(handle);
            handle.execute("UPDATE journal_state SET fold_version = ?", LearnerProgress.FOLD_VERSION);
        });
    }

    private static final class InMemory implements Projections.Ratings {
        private record Key(String courseId, String kind, String id) {}

        private final Map<Key, Ability> ratings = new HashMap<>();

        @Override
        public Ability get(String courseId, String kind, String id) {
            return ratings.getOrDefault(new Key(courseId, kind, id), Ability.UNKNOWN);
        }

        @Override
        public void put(String courseId, String kind, String id, Ability rating) {
            ratings.put(new Key(courseId, kind, id), rating);
        }

        void store(Handle handle) {
            ratings.forEach((key, rating) -> Projections.store(handle, key.courseId(), key.kind(), key.id(), rating));
        }
    }
}
