package parley.api.realtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.talk.TalkParts;
import parley.speech.talk.TalkSession;
import parley.speech.talk.TalkSettings;
import parley.speech.timeline.TimelineRecorder;
import parley.speech.timeline.TurnTimeline;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.Delivery;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.LearnerId;
import parley.tutor.store.JournalUnavailable;

/**
 * Lets clients into their learner's conversation, one client per learner: whoever comes later takes it over, and the
 * earlier one is told so. Thread-safe.
 */
public final class RealtimeDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealtimeDoor.class);

    private final TalkRooms rooms;
    private final int maxConnections;
    private final Consumer<TurnTimeline> turns;
    private final EventCodec codec = new EventCodec();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<LearnerId, RealtimeSession> seats = new HashMap<>();
    private boolean closed;

    /**
     * Makes a door.
     *
     * @param rooms where talks on each course are held
     * @param maxConnections learners that may be in a talk at the same time
     */
    public RealtimeDoor(TalkRooms rooms, int maxConnections) {
        this(rooms, maxConnections, turn -> {});
    }

    /** The same; {@code turns} hears of each turn that is over, on the talks' threads. */
    public RealtimeDoor(TalkRooms rooms, int maxConnections, Consumer<TurnTimeline> turns) {
        this.rooms = rooms;
        this.maxConnections = maxConnections;
        this.turns = turns;
    }

    /** Finds the room of a course. */
    @FunctionalInterface
    public interface TalkRooms {
        /**
         * The room of {@code courseId}, or of the usual course when it is null; empty when there is no such course.
         */
        Optional<TalkRoom> of(@Nullable String courseId);
    }

    /**
     * Where talks on one course are held.
     *
     * @param settings how talks are held until a client asks for something else, with a learner of whom so much is known
     */
    public record TalkRoom(TalkParts parts, Function<Knowledge, TalkSettings> settings) {}

    /**
     * What a client asks for.
     *
     * @param courseId the course, or null for the usual one
     * @param fresh whether to begin a new conversation instead of going on with the last
     */
    record Wanted(@Nullable String courseId, boolean fresh) {}

    /**
     * Seats a client; null when it could not be let in, and then its socket was closed with the reason.
     *
     * <p>The earlier client's talk ends before the journal is read, so that nothing it still stored is missed.
     */
    @Nullable
    RealtimeSession enter(LearnerId learner, Wanted wanted, ClientSocket socket) {
        lock.lock();
        try {
            if (closed) {
                socket.close(ClientSocket.GOING_AWAY, "The server is stopping");
                return null;
            }
            Optional<TalkRoom> room = rooms.of(wanted.courseId());
            if (room.isEmpty()) {
                socket.close(ClientSocket.NO_SUCH_COURSE, "There is no such course; GET /api/courses lists them");
                return null;
            }
            RealtimeSession earlier = seats.remove(learner);
            if (earlier != null) {
                earlier.end(ClientSocket.SUPERSEDED, "superseded");
            }
            if (seats.size() >= maxConnections) {
                socket.close(ClientSocket.TRY_LATER, "Too many conversations at the same time");
                return null;
            }
            RealtimeSession session = open(learner, room.get(), wanted.fresh(), socket);
            seats.put(learner, session);
            return session;
        } catch (JournalUnavailable e) {
            LOG.error("A conversation could not be opened: {}", e.getMessage());
            socket.close(ClientSocket.SERVER_ERROR, "The conversation could not be opened; the log has the reason");
            return null;
        } finally {
            lock.unlock();
        }
    }

    private RealtimeSession open(LearnerId learner, TalkRoom room, boolean fresh, ClientSocket socket)
            throws JournalUnavailable {
        TalkParts parts = room.parts();
        var conversations = new Conversations(parts.tutor());
        String locale = room.settings().apply(Knowledge.NONE).locale();
        Conversations.Opened opened = fresh
                ? conversations.open(learner, locale, Delivery.TEXT)
                : conversations.current(learner, locale, Delivery.TEXT);
        TalkSettings usual = room.settings().apply(opened.state().progress().knowledge());
        return new RealtimeSession(
                socket,
                codec,
                parts.tutor().replyIdPrefixes(),
                SessionState.usual(locale, usual.voice().speed(), parts.tutor().courseId(), usual.mode()),
                usual,
                opened.state(),
                (settings, listener, over) -> TalkSession.start(
                        parts, opened, settings, listener, new TimelineRecorder(over.andThen(turns))));
    }

    /**
     * The client of {@code session} has gone: its talk ends, and then its seat is free. Returns at once: a socket tells of
     * its end on the thread that wrote to it, which may be the talk's own, and ending a talk waits for that one.
     */
    void left(LearnerId learner, RealtimeSession session) {
        Thread.ofVirtual().name("talk-left").start(() -> {
            session.gone();
            lock.lock();
            try {
                seats.remove(learner, session);
            } finally {
                lock.unlock();
            }
        });
    }

    /** Clients that are in a talk now. */
    public int connections() {
        lock.lock();
        try {
            return seats.size();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more and sends everybody away with 1001. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            seats.values().forEach(session -> session.end(ClientSocket.GOING_AWAY, "The server is stopping"));
            seats.clear();
        } finally {
            lock.unlock();
        }
    }
}
