package parley.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.LearnerId;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.store.scripted.InMemoryJournal;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingPolicy;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Understanding;
import parley.tutor.wording.ReplyRequest;
import parley.tutor.wording.Wording;

/** A tutor who says one and the same thing, after a time that is set, and foresees what it is told to: what remains is ears and mouth. */
final class TurnsTutor implements Wording {
    private static final AtomicLong RUNS = new AtomicLong();

    final Tutor tutor;
    private final String says;
    private final Duration thinking;
    private volatile List<String> answers = List.of();

    /** One who takes no time. */
    TurnsTutor(String says) {
        this(says, Duration.ZERO);
    }

    /** One who takes {@code thinking} to the first word of a reply. */
    TurnsTutor(String says, Duration thinking) {
        this.says = says;
        this.thinking = thinking;
        var journal = new InMemoryJournal();
        TeachingPolicy policy = situation -> List.of(new TeachingMove.Encourage());
        Understanding reading = (turn, item) ->
                new Observation(turn.id(), "", Intent.ANSWER, new AnswerCheck.NotAnAnswer(), "", List.of());
        tutor = new Tutor(
                "benchmark",
                journal,
                new FoldedRecords(journal),
                Assessor.NONE,
                reading,
                policy,
                (question, progress) -> new Expectation(question, answers, List.of("i don't know")),
                this,
                Clock.systemUTC(),
                () -> "b" + RUNS.incrementAndGet());
    }

    /** What is foreseen after the replies to come. */
    void foresee(List<String> next) {
        answers = List.copyOf(next);
    }

    Conversations.Opened open() throws JournalUnavailable {
        return new Conversations(tutor).current(LearnerId.LOCAL, "en", Delivery.SPOKEN);
    }

    @Override
    public WordingOutcome word(ReplyRequest request, WordingSink sink) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(thinking.toNanos());
        for (String word : says.split("(?<= )", -1)) {
            sink.text(word);
        }
        return new WordingOutcome.Worded("authored");
    }
}
