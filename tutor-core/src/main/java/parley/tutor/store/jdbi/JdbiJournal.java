package parley.tutor.store.jdbi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.ConversationId;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.store.Journal;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.json.LearningEventCodec;
import parley.tutor.store.json.UnreadableEvent;

/**
 * The journal in two tables of a relational database; see {@code db/migration}. Thread-safe.
 *
 * <p>An append is one transaction. A learner's events are numbered from 1; the number is taken inside the transaction,
 * so that what is read back stands in the order in which it was acknowledged, whatever the clock did.
 */
final class JdbiJournal implements Journal {
    private final Jdbi writer;
    private final Jdbi reader;
    private final StoreFailures failures;
    private final Runnable onClose;
    private final StoredEvents stored;
    private final LearningEventCodec codec;

    JdbiJournal(Jdbi writer, Jdbi reader, StoreFailures failures, StoredEvents stored, Runnable onClose) {
        this.stored = stored;
        this.codec = stored.codec();
        this.writer = writer;
        this.reader = reader;
        this.failures = failures;
        this.onClose = onClose;
    }

    @Override
    public void append(ConversationId conversation, LearnerId learner, List<LearningEvent> events)
            throws JournalUnavailable {
        if (events.isEmpty()) {
            return;
        }
        var rows = new ArrayList<Row>(events.size());
        for (LearningEvent event : events) {
            // Before the transaction, so that the one writer is held as shortly as can be.
            rows.add(new Row(event, codec.write(event)));
        }
        try {
            writer.useTransaction(handle -> {
                // First, for on a server database this row's lock makes appends wait for each other.
                long place = takePlaces(handle, rows.size());
                long seq = nextSeq(handle, learner);
                for (Row row : rows) {
                    if (row.event() instanceof LearningEvent.ConversationOpened opened) {
                        open(handle, conversation, learner, opened, seq);
                    }
                }
                String courseId = courseOf(handle, conversation);
                var ratings = new Projections.Stored(handle);
                for (Row row : rows) {
                    if (insert(handle, conversation, learner, courseId, seq, place, row) > 0) {
                        Projections.apply(handle, ratings, place, courseId, conversation, learner, row.event());
                        seq++;
                        place++;
                    }
                }
                ratings.flush();
            });
        } catch (RuntimeException e) {
            throw failures.of("save", e);
        }
    }

    @Override
    public List<LearningEvent> read(ConversationId conversation) throws JournalUnavailable {
        return events(
                "SELECT payload FROM journal WHERE conversation_id = ? ORDER BY seq",
                "the conversation " + conversation,
                conversation.value());
    }

    @Override
    public List<LearningEvent> readLearner(LearnerId learner) throws JournalUnavailable {
        return events("SELECT payload FROM journal WHERE learner_id = ? ORDER BY seq", "a learner", learner.value());
    }

    @Override
    public List<Recorded> readLearner(LearnerId learner, String courseId, long afterSeq) throws JournalUnavailable {
        var recorded = new ArrayList<Recorded>();
        each(
                "WHERE learner_id = ? AND seq > ? AND course_id = ? ORDER BY seq",
                event -> recorded.add(event.recorded()),
                learner.value(),
                afterSeq,
                courseId);
        return List.copyOf(recorded);
    }

    @Override
    public void scan(@Nullable String courseId, Visitor visitor) throws JournalUnavailable {
        StoredEvents.Taker taker = event -> {
            visitor.visit(event.courseId(), event.recorded());
            return true;
        };
        if (courseId == null) {
            each("ORDER BY place", taker);
        } else {
            each("WHERE course_id = ? ORDER BY place", taker, courseId);
        }
    }

    private void each(String where, StoredEvents.Taker taker, Object... arguments) throws JournalUnavailable {
        try {
            // In a transaction, for else a server database hands over all rows at once.
            reader.<JournalUnavailable>useTransaction(handle -> stored.each(handle, where, taker, arguments));
        } catch (RuntimeException e) {
            throw failures.of("read", e);
        }
    }

    @Override
    public Optional<ConversationId> latest(LearnerId learner, String courseId) throws JournalUnavailable {
        try {
            return reader.withHandle(handle -> handle.select(
                            "SELECT id FROM conversations WHERE learner_id = ? AND course_id = ?"
                                    + " ORDER BY opened_seq DESC LIMIT 1",
                            learner.value(),
                            courseId)
                    .mapTo(String.class)
                    .findOne()
                    .map(ConversationId::new));
        } catch (RuntimeException e) {
            throw failures.of("read", e);
        }
    }

    @Override
    public void close() {
        onClose.run();
    }

    private List<LearningEvent> events(String sql, String whose, String id) throws JournalUnavailable {
        List<String> payloads;
        try {
            payloads = reader.withHandle(
                    handle -> handle.select(sql, id).mapTo(String.class).list());
        } catch (RuntimeException e) {
            throw failures.of("read", e);
        }
        var events = new ArrayList<LearningEvent>(payloads.size());
        for (int i = 0; i < payloads.size(); i++) {
            try {
                codec.read(payloads.get(i)).ifPresent(events::add);
            } catch (UnreadableEvent e) {
                throw failures.damaged("event " + (i + 1) + " of " + whose + " is " + e.getMessage());
            }
        }
        return List.copyOf(events);
    }

    private static long nextSeq(Handle handle, LearnerId learner) {
        return handle.select("SELECT COALESCE(MAX(seq), 0) + 1 FROM journal WHERE learner_id = ?", learner.value())
                .mapTo(Long.class)
                .one();
    }

    /** The first of {@code count} places that nothing stands at. */
    private static long takePlaces(Handle handle, int count) {
        handle.execute("UPDATE journal_state SET places = places + ?", count);
        return handle.select("SELECT places FROM journal_state")
                        .mapTo(Long.class)
                        .one()
                - count
                + 1;
    }

    /** Of a conversation that was never opened it is anything: its events are refused by their foreign key. */
    private static String courseOf(Handle handle, ConversationId conversation) {
        return handle.select("SELECT course_id FROM conversations WHERE id = ?", conversation.value())
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    private static void open(
            Handle handle,
            ConversationId conversation,
            LearnerId learner,
            LearningEvent.ConversationOpened opened,
            long seq) {
        handle.execute(
                "INSERT INTO conversations (id, learner_id, course_id, opened_at, opened_seq) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING",
                conversation.value(),
                learner.value(),
                opened.courseId(),
                opened.at().toEpochMilli(),
                seq);
    }

    /** Inserts one event; 1 when it was new, 0 when its turn stands there already. */
    private static int insert(
            Handle handle,
            ConversationId conversation,
            LearnerId learner,
            String courseId,
            long seq,
            long place,
            Row row) {
        return handle.execute(
                "INSERT INTO journal"
                        + " (learner_id, seq, place, conversation_id, course_id, kind, turn_id, at_ms, payload)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (conversation_id, kind, turn_id) DO NOTHING",
                learner.value(),
                seq,
                place,
                conversation.value(),
                courseId,
                LearningEventCodec.kind(row.event()),
                turnOf(row.event()),
                row.event().at().toEpochMilli(),
                row.payload());
    }

    private static @Nullable String turnOf(LearningEvent event) {
        return switch (event) {
            case LearningEvent.ConversationOpened opened -> null;
            case LearningEvent.LearnerSpoke spoke -> spoke.turn().id().value();
            case LearningEvent.TurnReopened reopened -> reopened.turn().value();
            case LearningEvent.TutorReplied replied -> replied.reply().value();
            case LearningEvent.ToolUsed used -> keyOf(used);
            case LearningEvent.ProfileChanged changed -> null;
            case LearningEvent.MasteryContested contested -> null;
        };
    }

    /** The column holds 64 characters; a provider's call id may be longer. */
    private static String keyOf(LearningEvent.ToolUsed used) {
        String name = used.reply() + "/" + used.use().callId();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private record Row(LearningEvent event, String payload) {}
}
