package parley.evaluation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.ConversationId;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.store.Journal;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.teaching.ExpectationSource;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingPolicy;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Understanding;
import parley.tutor.wording.Wording;

/** A tutor with one exercise, {@code coffee}, whose right answer is "a coffee please". */
public final class ScriptedTutor {
    private ScriptedTutor() {}

    static final Understanding UNDERSTANDING = (turn, openItemId) -> {
        AnswerCheck check = openItemId.isEmpty()
                ? new AnswerCheck.NotAnAnswer()
                : turn.text().equals("a coffee please")
                        ? new AnswerCheck.Right("a coffee please", true)
                        : new AnswerCheck.Wrong("");
        Intent intent = openItemId.isEmpty() ? Intent.READY : Intent.ANSWER;
        return new Observation(turn.id(), openItemId, intent, check, "", List.of());
    };

    static final TeachingPolicy POLICY = situation -> {
        Observation observation = situation.observation();
        if (observation == null) {
            return List.of(
                    new TeachingMove.Welcome(!situation.conversationIsNew()), new TeachingMove.Ask("coffee", false));
        }
        return switch (observation.answer()) {
            case AnswerCheck.Right right ->
                List.of(new TeachingMove.Praise("coffee", right.matched()), new TeachingMove.Close());
            case AnswerCheck.Wrong wrong ->
                List.of(new TeachingMove.TryAgain("coffee", ""), new TeachingMove.Hint("coffee", 0));
            case AnswerCheck.Unclear unclear -> List.of(new TeachingMove.Clarify(unclear.heard(), List.of()));
            case AnswerCheck.NotAnAnswer none -> List.of(new TeachingMove.Ask("coffee", false));
        };
    };

    static final ExpectationSource EXPECTATIONS =
            (question, progress) -> progress.openItemId().equals("coffee")
                    ? new Expectation(question, List.of("a coffee please"), List.of())
                    : Expectation.NONE;

    /** Says the kinds of the moves. */
    public static final Wording WORDING = (request, sink) -> {
        for (TeachingMove move : request.moves()) {
            sink.text(move.getClass().getSimpleName() + " ");
        }
        return new Wording.WordingOutcome.Worded("authored");
    };

    /** The tutor, worded by {@code wording}. Its journal fails the test that touches it. */
    public static Tutor wordedBy(Wording wording) {
        return with(UNDERSTANDING, wording);
    }

    /** The tutor with parts of its own. */
    public static Tutor with(Understanding understanding, Wording wording) {
        var untouchable = new Untouchable();
        return new Tutor(
                "cafe",
                untouchable,
                new FoldedRecords(untouchable),
                Assessor.NONE,
                understanding,
                POLICY,
                EXPECTATIONS,
                wording,
                Clock.systemUTC(),
                () -> {
                    throw new AssertionError("The examined tutor's own ids are not used");
                });
    }

    /** The journal of real learners, which no examination may touch. */
    private static final class Untouchable implements Journal {
        @Override
        public void append(ConversationId conversation, LearnerId learner, List<LearningEvent> events) {
            throw new AssertionError("The examined tutor's journal is not written");
        }

        @Override
        public List<LearningEvent> read(ConversationId conversation) {
            throw new AssertionError("The examined tutor's journal is not read");
        }

        @Override
        public List<LearningEvent> readLearner(LearnerId learner) {
            throw new AssertionError("The examined tutor's journal is not read");
        }

        @Override
        public List<Recorded> readLearner(LearnerId learner, String courseId, long afterSeq) {
            throw new AssertionError("The examined tutor's journal is not read");
        }

        @Override
        public void scan(@Nullable String courseId, Visitor visitor) {
            throw new AssertionError("The examined tutor's journal is not read");
        }

        @Override
        public Optional<ConversationId> latest(LearnerId learner, String courseId) {
            throw new AssertionError("The examined tutor's journal is not read");
        }

        @Override
        public void close() {
            throw new AssertionError("The examined tutor's journal is not closed");
        }
    }
}
