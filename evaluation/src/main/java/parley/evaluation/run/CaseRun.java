package parley.evaluation.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import parley.evaluation.check.Check;
import parley.evaluation.check.CheckResult;
import parley.evaluation.check.TurnRecord;
import parley.evaluation.run.ReplyWatch.Outcome;
import parley.evaluation.suite.SuiteCase;
import parley.evaluation.suite.SuiteTurn;
import parley.evaluation.verdict.CaseResult;
import parley.evaluation.verdict.Verdict;
import parley.prompts.source.SourcePosition;
import parley.tutor.conversation.Conversation;
import parley.tutor.conversation.ConversationId;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.store.scripted.InMemoryJournal;
import parley.tutor.teaching.Situation;
import parley.tutor.teaching.TeachingMove;

/**
 * Plays one case: a fresh learner, an own journal in memory, ids and a clock that are the same each time. The tutor's
 * understanding, policy and wording are the real ones. Used once, by one thread.
 */
final class CaseRun {
    private static final LearnerId LEARNER = new LearnerId("examinee");
    private static final ConversationId SEEDED = new ConversationId("exam-seeded");

    private final SuiteCase script;
    private final Tutor tutor;
    private final Duration turnLimit;
    private final LongSupplier nanoTime;
    private final ExamClock clock = new ExamClock();
    private final ReplyWatch watch = new ReplyWatch();
    private final List<TurnRecord> played = new ArrayList<>();
    private final List<CheckResult> failures = new ArrayList<>();
    private int checks;

    /** A case that can't be played on; says why. */
    private static final class NotPlayable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        NotPlayable(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    CaseRun(SuiteCase script, Tutor examined, Duration turnLimit, LongSupplier nanoTime) {
        this.script = script;
        this.turnLimit = turnLimit;
        this.nanoTime = nanoTime;
        var ids = new AtomicLong();
        var journal = new InMemoryJournal();
        this.tutor = new Tutor(
                examined.courseId(),
                journal,
                new FoldedRecords(journal),
                examined.assessor(),
                examined.understanding(),
                examined.policy(),
                examined.expectations(),
                examined.wording(),
                clock,
                () -> "exam" + ids.incrementAndGet());
    }

    /**
     * Plays the case to its end or to the first reply that doesn't come.
     *
     * @throws InterruptedException when the run was given up
     */
    CaseResult play() throws InterruptedException {
        long began = nanoTime.getAsLong();
        Verdict verdict;
        try {
            verdict = script.checks() == 0 ? new Verdict.Invalid("the case checks nothing") : verdict();
        } catch (NotPlayable e) {
            verdict = new Verdict.Invalid(e.reason);
        } catch (JournalUnavailable e) {
            verdict = new Verdict.Invalid("the journal of the case could not be used: " + e.getMessage());
        } catch (RuntimeException e) {
            // A bug of the tutor outside a turn; it must not end the other cases, nor pass for an answer.
            verdict = new Verdict.Invalid(
                    "the case could not be opened: " + e.getClass().getSimpleName());
        }
        return new CaseResult(script.name(), script.at(), verdict, played, since(began));
    }

    private Verdict verdict() throws InterruptedException, JournalUnavailable, NotPlayable {
        try (var conversation = Conversation.start(tutor, opened(), watch)) {
            int number = 0;
            for (SuiteTurn turn : script.turns()) {
                TurnRecord record = exchange(conversation, turn, ++number);
                if (record == null) {
                    break;
                }
                played.add(record);
                judge(turn, record);
            }
        }
        return failures.isEmpty() ? new Verdict.Passed(checks) : new Verdict.Failed(failures);
    }

    private void judge(SuiteTurn turn, TurnRecord record) {
        if (record.text().isBlank()) {
            failures.add(missing(turn.at(), "words", "a reply without any"));
        }
        turn.checks().stream().map(check -> check.judge(record)).forEach(result -> {
            checks++;
            if (!result.passed()) {
                failures.add(result);
            }
        });
    }

    /** One exchange; null when no reply came, which is then among the failures. */
    private @Nullable TurnRecord exchange(Conversation conversation, SuiteTurn turn, int number)
            throws InterruptedException, NotPlayable {
        clock.nextTurn();
        long began = nanoTime.getAsLong();
        CompletableFuture<Outcome> reply = watch.next();
        boolean told = turn.opens()
                ? conversation.requestReply()
                : conversation.say(LearnerTurn.typed(new TurnId("learner-" + number), turn.learner()));
        if (!told) {
            throw new NotPlayable("the conversation took no more input in turn " + number);
        }
        return switch (await(reply)) {
            case Outcome.Replied replied ->
                new TurnRecord(
                        replied.observation(),
                        replied.moves(),
                        replied.text(),
                        replied.wordedBy(),
                        replied.notices(),
                        since(began));
            case Outcome.NoReply none -> {
                failures.add(missing(turn.at(), "a reply", none.reason()));
                yield null;
            }
            case Outcome.NotTaken refused ->
                throw new NotPlayable("turn " + number + " was not taken: " + refused.reason());
        };
    }

    private Outcome await(CompletableFuture<Outcome> reply) throws InterruptedException {
        try {
            return reply.get(turnLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Outcome.NoReply("none came within " + seconds(turnLimit));
        } catch (ExecutionException e) {
            throw new IllegalStateException("A watched reply never fails, it has an outcome", e);
        }
    }

    private Conversations.Opened opened() throws JournalUnavailable, NotPlayable {
        var conversations = new Conversations(tutor);
        if (script.startsAt().isEmpty()) {
            return conversations.open(LEARNER, script.locale(), Delivery.TEXT);
        }
        tutor.journal().append(SEEDED, LEARNER, seed(script.startsAt()));
        Conversations.Opened opened = conversations.current(LEARNER, script.locale(), Delivery.TEXT);
        if (opened.state().expectation().answers().isEmpty() && !asksAgain(opened, script.startsAt())) {
            throw new NotPlayable("the course " + tutor.courseId() + " has no item " + script.startsAt()
                    + " to start at; mend `starts_at`");
        }
        return opened;
    }

    /** Not every item's answers can be foreseen, but what the course lacks is never asked again. */
    private boolean asksAgain(Conversations.Opened opened, String itemId) {
        var known = new Known(opened.state().progress(), ItemRatings.NONE, LearnerProfile.UNTOLD, Habits.NONE);
        return tutor.policy()
                .decide(new Situation(null, null, known, false, clock.instant(), 0))
                .contains(new TeachingMove.Ask(itemId, true));
    }

    /** What the journal holds of a learner who was just asked an item, and nothing else. */
    private List<LearningEvent> seed(String itemId) {
        return List.of(
                new ConversationOpened(tutor.courseId(), clock.instant()),
                new TutorReplied(
                        new TurnId("exam-seed"),
                        List.of(),
                        null,
                        null,
                        List.of(new TeachingMove.Ask(itemId, false)),
                        "",
                        false,
                        Check.WordedBy.AUTHORED,
                        clock.instant()));
    }

    private static CheckResult missing(SourcePosition at, String expected, String actual) {
        return new CheckResult(false, "reply", expected, actual, at);
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    private Duration since(long began) {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }
}
