package parley.tutor.store.scripted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.ConversationId;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.ToolUsed;
import parley.tutor.store.Journal;
import parley.tutor.store.JournalUnavailable;

/**
 * A journal that lives as long as the process: for examinations, where each case starts from nothing, and for tests.
 *
 * <p>Holds at most {@value #MAX_EVENTS} events; appending more fails as a full disk would. Thread-safe.
 */
public final class InMemoryJournal implements Journal {
    /** Far more than any case of a suite writes. */
    public static final int MAX_EVENTS = 100_000;

    private final List<Line> lines = new ArrayList<>();

    private record Line(ConversationId conversation, LearnerId learner, LearningEvent event) {
        boolean isTurn(Line other) {
            return conversation.equals(other.conversation)
                    && ((event instanceof LearnerSpoke mine
                                    && other.event instanceof LearnerSpoke theirs
                                    && mine.turn().id().equals(theirs.turn().id()))
                            || (event instanceof ToolUsed used
                                    && other.event instanceof ToolUsed before
                                    && used.reply().equals(before.reply())
                                    && used.use().callId().equals(before.use().callId())));
        }
    }

    @Override
    public synchronized void append(ConversationId conversation, LearnerId learner, List<LearningEvent> events)
            throws JournalUnavailable {
        if (lines.size() + events.size() > MAX_EVENTS) {
            throw new JournalUnavailable(
                    "The journal in memory is full at " + MAX_EVENTS + " events",
                    new IllegalStateException("limit reached"));
        }
        for (LearningEvent event : events) {
            var line = new Line(conversation, learner, event);
            if (lines.stream().noneMatch(line::isTurn)) {
                lines.add(line);
            }
        }
    }

    @Override
    public synchronized List<LearningEvent> read(ConversationId conversation) {
        return lines.stream()
                .filter(line -> line.conversation().equals(conversation))
                .map(Line::event)
                .toList();
    }

    @Override
    public synchronized List<LearningEvent> readLearner(LearnerId learner) {
        return lines.stream()
                .filter(line -> line.learner().equals(learner))
                .map(Line::event)
                .toList();
    }

    @Override
    public synchronized List<Recorded> readLearner(LearnerId learner, String courseId, long afterSeq) {
        var recorded = new ArrayList<Recorded>();
        long seq = 0;
        for (Line line : lines) {
            if (line.learner().equals(learner)) {
                seq++;
                if (seq > afterSeq && courseId.equals(courseOf(line.conversation()))) {
                    recorded.add(new Recorded(learner, line.conversation(), seq, line.event()));
                }
            }
        }
        return List.copyOf(recorded);
    }

    @Override
    public synchronized void scan(@Nullable String courseId, Visitor visitor) {
        var seqs = new HashMap<LearnerId, Long>();
        for (Line line : lines) {
            long seq = seqs.merge(line.learner(), 1L, Long::sum);
            String course = courseOf(line.conversation());
            if (course != null && (courseId == null || courseId.equals(course))) {
                visitor.visit(course, new Recorded(line.learner(), line.conversation(), seq, line.event()));
            }
        }
    }

    private @Nullable String courseOf(ConversationId conversation) {
        for (Line line : lines) {
            if (line.conversation().equals(conversation) && line.event() instanceof ConversationOpened opened) {
                return opened.courseId();
            }
        }
        return null;
    }

    @Override
    public synchronized Optional<ConversationId> latest(LearnerId learner, String courseId) {
        return lines.reversed().stream()
                .filter(line -> line.learner().equals(learner)
                        && line.event() instanceof ConversationOpened opened
                        && opened.courseId().equals(courseId))
                .map(Line::conversation)
                .findFirst();
    }

    /** Forgets nothing: what was written can still be read, as from a file that was closed. */
    @Override
    public void close() {}
}
