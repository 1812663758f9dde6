package parley.tutor.store.jdbi;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import parley.tutor.conversation.ConversationId;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.store.Journal.Recorded;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.json.LearningEventCodec;
import parley.tutor.store.json.UnreadableEvent;

/**
 * Reads rows of the journal one at a time, so that memory does not grow with it. Rows of a kind that only a newer version
 * knows are passed over and stay. Thread-safe.
 */
final class StoredEvents {
    private static final String COLUMNS =
            "SELECT learner_id, seq, conversation_id, course_id, place, payload FROM journal ";

    /** Rows that a server database hands over at a time; SQLite hands over one. */
    private static final int FETCH_ROWS = 500;

    private final StoreFailures failures;
    private final LearningEventCodec codec = new LearningEventCodec();

    StoredEvents(StoreFailures failures) {
        this.failures = failures;
    }

    /** Takes events in the order of the query. */
    @FunctionalInterface
    interface Taker {
        /** Whether to go on. */
        boolean take(Stored event);
    }

    record Stored(String courseId, long place, Recorded recorded) {}

    private record Row(String learner, long seq, String conversation, String courseId, long place, String payload) {}

    /**
     * How far a reading came.
     *
     * @param lastSeq the number of the last row, 0 when there was none
     */
    record Met(long rows, long lastSeq) {}

    LearningEventCodec codec() {
        return codec;
    }

    /**
     * Shows the events of {@code SELECT … FROM journal} followed by {@code where} to {@code taker}.
     *
     * @return what was met, rows passed over included
     * @throws JournalUnavailable when one is damaged
     */
    Met each(Handle handle, String where, Taker taker, Object... arguments) throws JournalUnavailable {
        return each(
                handle,
                where,
                taker,
                row -> {
                    throw failures.damaged("event " + row.seq() + " of a learner is " + row.damage());
                },
                arguments);
    }

    /** A row that is not an event; {@code damage} says why and repeats nothing of it. */
    record Damaged(long seq, long place, String damage) {}

    /** Decides what becomes of a damaged row: it is passed over, unless this fails. */
    @FunctionalInterface
    interface OnDamage {
        void met(Damaged row) throws JournalUnavailable;
    }

    /** Shows events like the above, leaving it to {@code damage} what becomes of a damaged one. */
    Met each(Handle handle, String where, Taker taker, OnDamage damage, Object[] arguments) throws JournalUnavailable {
        long rows = 0;
        long lastSeq = 0;
        try (Query query = handle.select(COLUMNS + where, arguments).setFetchSize(FETCH_ROWS);
                ResultIterator<Row> iterator = query.map((row, context) -> new Row(
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getString(6)))
                        .iterator()) {
            boolean more = true;
            while (more && iterator.hasNext()) {
                Row row = iterator.next();
                rows++;
                lastSeq = row.seq();
                Optional<LearningEvent> event = event(row, damage);
                if (event.isPresent()) {
                    more = taker.take(new Stored(
                            row.courseId(),
                            row.place(),
                            new Recorded(
                                    new LearnerId(row.learner()),
                                    new ConversationId(row.conversation()),
                                    row.seq(),
                                    event.get())));
                }
            }
        }
        return new Met(rows, lastSeq);
    }

    private Optional<LearningEvent> event(Row row, OnDamage damage) throws JournalUnavailable {
        try {
            return codec.read(row.payload());
        } catch (UnreadableEvent e) {
            damage.met(new Damaged(row.seq(), row.place(), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
