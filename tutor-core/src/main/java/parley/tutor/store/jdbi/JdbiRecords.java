package parley.tutor.store.jdbi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.conversation.ConversationId;
import parley.tutor.learner.Ability;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.Circumstances;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.ItemStatistics;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.LearnerRecords;
import parley.tutor.store.json.SnapshotCodec;

/**
 * Records in the tables beside the journal. Thread-safe.
 *
 * <p>A learner's progress is read from the last snapshot and the events after it; when these are {@value #TAIL} or more, a
 * new snapshot is kept. Snapshots of another version of the folds count as none. All of one reading is of one moment.
 */
final class JdbiRecords implements LearnerRecords {
    /** So many events are folded in a fraction of the time that a synced write takes. */
    static final int TAIL = 50;

    /** More hand-offs or answers than this at once are no list that anyone reads. */
    private static final int MAX_LIMIT = 1_000;

    /** The snapshot over all courses stands under this id. */
    private static final String ALL_COURSES = "";

    private static final Logger LOG = LoggerFactory.getLogger(JdbiRecords.class);

    private final Jdbi writer;
    private final Jdbi reader;
    private final StoreFailures failures;
    private final StoredEvents events;
    private final SnapshotCodec codec = new SnapshotCodec();

    JdbiRecords(Jdbi writer, Jdbi reader, StoreFailures failures, StoredEvents events) {
        this.writer = writer;
        this.reader = reader;
        this.failures = failures;
        this.events = events;
    }

    private record Snapshot(long seq, String state) {}

    /** A fold and how far it has come: the last row it met, and how many it met after the snapshot. */
    private record Folded<T>(T value, long seq, long tail) {}

    @Override
    public Known read(LearnerId learner, String courseId) throws JournalUnavailable {
        record Reading(Folded<LearnerProgress> progress, Folded<Circumstances> circumstances, ItemRatings ratings) {}
        Reading reading;
        try {
            reading = reader.<Reading, JournalUnavailable>inTransaction(handle -> new Reading(
                    progress(handle, learner, courseId), circumstances(handle, learner), ratings(handle, courseId)));
        } catch (RuntimeException e) {
            throw failures.of("read", e);
        }
        keep(learner, courseId, reading.progress(), codec::write);
        keep(learner, ALL_COURSES, reading.circumstances(), codec::write);
        Circumstances circumstances = reading.circumstances().value();
        return new Known(
                reading.progress().value(), reading.ratings(), circumstances.profile(), circumstances.habits());
    }

    private Folded<LearnerProgress> progress(Handle handle, LearnerId learner, String courseId)
            throws JournalUnavailable {
        return fold(
                handle,
                learner,
                courseId,
                codec::progress,
                LearnerProgress.EMPTY,
                LearnerProgress::after,
                "WHERE learner_id = ? AND seq > ? AND course_id = ? ORDER BY seq",
                courseId);
    }

    private Folded<Circumstances> circumstances(Handle handle, LearnerId learner) throws JournalUnavailable {
        return fold(
                handle,
                learner,
                ALL_COURSES,
                codec::circumstances,
                Circumstances.NONE,
                Circumstances::after,
                "WHERE learner_id = ? AND seq > ? ORDER BY seq",
                null);
    }

    private interface Fold<T> {
        T after(T folded, LearningEvent event);
    }

    private <T> Folded<T> fold(
            Handle handle,
            LearnerId learner,
            String snapshotId,
            Function<String, Optional<T>> read,
            T nothing,
            Fold<T> fold,
            String where,
            @Nullable String courseId)
            throws JournalUnavailable {
        Optional<Snapshot> snapshot = snapshot(handle, learner, snapshotId);
        Optional<T> kept = snapshot.map(Snapshot::state).flatMap(read);
        long from = kept.isPresent() ? snapshot.map(Snapshot::seq).orElse(0L) : 0;
        var folded = new Object() {
            T value = kept.orElse(nothing);
        };
        Object[] arguments = courseId == null
                ? new Object[] {learner.value(), from}
                : new Object[] {learner.value(), from, courseId};
        StoredEvents.Met met = events.each(
                handle,
                where,
                stored -> {
                    folded.value = fold.after(folded.value, stored.recorded().event());
                    return true;
                },
                arguments);
        return new Folded<>(folded.value, met.lastSeq(), met.rows());
    }

    private static Optional<Snapshot> snapshot(Handle handle, LearnerId learner, String courseId) {
        return handle.select(
                        "SELECT seq, state FROM learner_snapshots"
                                + " WHERE learner_id = ? AND course_id = ? AND fold_version = ?",
                        learner.value(),
                        courseId,
                        LearnerProgress.FOLD_VERSION)
                .map((row, context) -> new Snapshot(row.getLong(1), row.getString(2)))
                .findOne();
    }

    private static ItemRatings ratings(Handle handle, String courseId) {
        Map<String, Ability> items = new HashMap<>();
        Map<String, Ability> concepts = new HashMap<>();
        record Rated(String kind, String id, Ability rating) {}
        handle.select("SELECT kind, rated_id, difficulty, answers FROM item_ratings WHERE course_id = ?", courseId)
                .map((row, context) ->
                        new Rated(row.getString(1), row.getString(2), new Ability(row.getDouble(3), row.getLong(4))))
                .forEach(rated ->
                        (rated.kind().equals(Projections.ITEM) ? items : concepts).put(rated.id(), rated.rating()));
        return new ItemRatings(items, concepts);
    }

    private <T> void keep(LearnerId learner, String courseId, Folded<T> folded, Function<T, String> write) {
        if (folded.tail() < TAIL) {
            return;
        }
        try {
            writer.useHandle(handle -> handle.execute(
                    "INSERT INTO learner_snapshots (learner_id, course_id, seq, fold_version, state)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (learner_id, course_id) DO UPDATE"
                            + " SET seq = excluded.seq, fold_version = excluded.fold_version, state = excluded.state"
                            + " WHERE learner_snapshots.seq < excluded.seq"
                            + " OR learner_snapshots.fold_version <> excluded.fold_version",
                    learner.value(),
                    courseId,
                    folded.seq(),
                    LearnerProgress.FOLD_VERSION,
                    write.apply(folded.value())));
        } catch (RuntimeException e) {
            // It only saves time: what was read holds without it. A full disk is told of by the next append.
            LOG.warn("A snapshot was not kept: {}", failures.of("save", e).getMessage());
        }
    }

    @Override
    public List<HandOffRequest> handOffs(int limit) throws JournalUnavailable {
        try {
            return reader.withHandle(handle -> handle.select(
                            "SELECT learner_id, conversation_id, course_id, question, at_ms FROM hand_offs"
                                    + " ORDER BY place DESC, ordinal DESC LIMIT ?",
                            bounded(limit))
                    .map((row, context) -> new HandOffRequest(
                            new LearnerId(row.getString(1)),
                            new ConversationId(row.getString(2)),
                            row.getString(3),
                            row.getString(4),
                            Instant.ofEpochMilli(row.getLong(5))))
                    .list());
        } catch (RuntimeException e) {
            throw failures.of("read", e);
        }
    }

    @Override
    public List<Attempt> evidence(LearnerId learner, String courseId, String conceptId, int limit)
            throws JournalUnavailable {
        int most = bounded(limit);
        try {
            return reader.<List<Attempt>, JournalUnavailable>inTransaction(handle -> {
                List<Attempt> attempts = new ArrayList<>();
                events.each(
                        handle,
                        "WHERE learner_id = ? AND course_id = ? AND kind = 'TutorReplied' ORDER BY seq DESC",
                        stored -> {
                            if (stored.recorded().event() instanceof TutorReplied replied
                                    && replied.attempt() != null
                                    && replied.attempt().conceptId().equals(conceptId)) {
                                attempts.add(replied.attempt());
                            }
                            return attempts.size() < most;
                        },
                        learner.value(),
                        courseId);
                return List.copyOf(attempts);
            });
        } catch (RuntimeException e) {
            throw failures.of("read", e);
        }
    }

    @Override
    public List<ItemStatistics> itemStatistics(String courseId) throws JournalUnavailable {
        try {
            return reader.<List<ItemStatistics>, JournalUnavailable>inTransaction(handle -> {
                var tally = new ItemStatistics.Tally();
                events.each(
                        handle,
                        "WHERE course_id = ? AND kind = 'TutorReplied' ORDER BY place",
                        stored -> {
                            tally.add(
                                    stored.recorded().learner(),
                                    stored.recorded().event());
                            return true;
                        },
                        courseId);
                return tally.statistics();
            });
        } catch (RuntimeException e) {
            throw failures.of("read", e);
        }
    }

    private static int bounded(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("At most 1 to " + MAX_LIMIT + " are given at once");
        }
        return limit;
    }
}
