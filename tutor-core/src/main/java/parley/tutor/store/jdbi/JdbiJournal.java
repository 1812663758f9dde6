package parley.tutor.store.jdbi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final LearningEventCodec codec = new LearningEventCodec();

    JdbiJournal(Jdbi writer, Jdbi reader, StoreFailures failures, Runnable onClose) {
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
                long seq = nextSeq(handle, learner);
                for (Row row : rows) {
                    if (row.event() instanceof LearningEvent.ConversationOpened opened) {
                        open(handle, conversation, learner, opened, seq);
                    }
                    seq += insert(handle, conversation, learner, seq, row);
                }
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
        try {
            return reader.withHandle(handle -> {
                var recorded = new ArrayList<Recorded>();
                var rows = handle.select(
                                "SELECT j.seq, j.conversation_id, j.payload FROM journal j"
                                        + " JOIN conversations c ON c.id = j.conversation_id"
                                        + " WHERE j.learner_id = ? AND j.seq > ? AND c.course_id = ? ORDER BY j.seq",
                                learner.value(),
                                afterSeq,
                                courseId)
                        .map((row, context) -> new Stored(row.getLong(1), row.getString(2), row.getString(3)))
                        .list();
                for (Stored row : rows) {
                    Optional<LearningEvent> event;
                    try {
                        event = codec.read(row.payload());
                    } catch (UnreadableEvent e) {
                        throw failures.damaged("event " + row.seq() + " of a learner is " + e.getMessage());
                    }
                    event.ifPresent(e ->
                            recorded.add(new Recorded(learner, new ConversationId(row.conversation()), row.seq(), e)));
                }
                return List.copyOf(recorded);
            });
        } catch (RuntimeException e) {
            throw failures.of("read", e);
        }
    }

    private record Stored(long seq, String conversation, String payload) {}

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
    private static int insert(Handle handle, ConversationId conversation, LearnerId learner, long seq, Row row) {
        return handle.execute(
                "INSERT INTO journal (learner_id, seq, conversation_id, kind, turn_id, at_ms, payload)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation_id, kind, turn_id) DO NOTHING",
                learner.value(),
                seq,
                conversation.value(),
                LearningEventCodec.kind(row.event()),
                turnOf(row.event()),
                row.event().at().toEpochMilli(),
                row.payload());
    }

    private static @Nullable String turnOf(LearningEvent event) {
        return switch (event) {
            case LearningEvent.ConversationOpened opened -> null;
            case LearningEvent.LearnerSpoke spoke -> spoke.turn().id().value();
            case LearningEvent.TutorReplied replied -> replied.reply().value();
            case LearningEvent.ProfileChanged changed -> null;
            case LearningEvent.MasteryContested contested -> null;
        };
    }

    private record Row(LearningEvent event, String payload) {}
}
