package parley.tutor.store.jdbi;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.ExplanationStyle;
import parley.tutor.conversation.ConversationId;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearningEvent;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/** Writes what several learners may do on two courses, in any order; all chance comes from one seed. */
final class RandomHistory {
    static final List<LearnerId> LEARNERS = List.of(new LearnerId("anna"), new LearnerId("ben"), new LearnerId("chen"));
    static final List<String> COURSES = List.of("english", "algebra");
    static final List<String> CONCEPTS = List.of("c0", "c1", "c2");

    private final SqliteStore store;
    private final Random random;
    private Instant now = Instant.parse("2026-03-01T08:00:00.123456Z");
    private int number;

    RandomHistory(SqliteStore store, Random random) {
        this.store = store;
        this.random = random;
    }

    /** Appends one to three events; some are then made ones that only a newer version knows. */
    void step() throws JournalUnavailable {
        LearnerId learner = any(LEARNERS);
        String course = any(COURSES);
        now = now.plusMillis(random.nextInt(12) == 0 ? 20_000_000 : random.nextInt(400_000));
        var conversation = store.journal().latest(learner, course).filter(any -> random.nextInt(20) > 0);
        ConversationId id = conversation.orElseGet(() -> new ConversationId("conversation-" + number++));
        List<LearningEvent> events = new ArrayList<>();
        if (conversation.isEmpty()) {
            events.add(new LearningEvent.ConversationOpened(course, now));
        }
        events.add(event());
        store.journal().append(id, learner, events);
        if (random.nextInt(15) == 0) {
            store.journal().append(id, learner, List.of(new LearningEvent.MasteryContested("newer", now)));
            store.writer()
                    .useHandle(handle -> handle.execute("UPDATE journal SET payload ="
                            + " '{\"v\":9,\"type\":\"RolePlayed\",\"conceptId\":\"c0\"}'"
                            + " WHERE payload LIKE '%\"newer\"%'"));
        }
    }

    private LearningEvent event() {
        return switch (random.nextInt(12)) {
            case 0 ->
                new LearningEvent.ProfileChanged(
                        new LearnerProfile(
                                ZoneId.of(any(List.of("Asia/Shanghai", "America/Los_Angeles", "Europe/Berlin"))),
                                1 + random.nextInt(60),
                                random.nextInt(8),
                                "旅行 \"✈\""),
                        now);
            case 1 -> new LearningEvent.MasteryContested(any(CONCEPTS), now);
            case 2, 3 -> new LearningEvent.LearnerSpoke(LearnerTurn.typed(new TurnId("t" + number++), "words"), now);
            default -> replied();
        };
    }

    private LearningEvent replied() {
        String concept = any(CONCEPTS);
        String exercise = "item-" + concept + "-" + random.nextInt(3) + (random.nextBoolean() ? "~7" : "");
        boolean right = random.nextBoolean();
        boolean graded = random.nextInt(4) > 0;
        Attempt attempt = !graded
                ? null
                : new Attempt(
                        exercise,
                        concept,
                        right,
                        random.nextInt(4) > 0,
                        random.nextInt(3),
                        right ? "" : "m",
                        random.nextDouble(),
                        random.nextGaussian(),
                        0.25,
                        took(),
                        now);
        var observation = new Observation(
                new TurnId("t"),
                exercise,
                random.nextInt(8) == 0 ? Intent.DISTRESS : Intent.ANSWER,
                !graded
                        ? new AnswerCheck.NotAnAnswer()
                        : right ? new AnswerCheck.Right("x", true) : new AnswerCheck.Wrong(""),
                "",
                List.of());
        return new LearningEvent.TutorReplied(
                new TurnId("r" + number++),
                List.of(),
                observation,
                attempt,
                moves(concept, exercise),
                "words",
                false,
                "authored",
                now);
    }

    private @Nullable Duration took() {
        return random.nextBoolean() ? Duration.ofMillis(random.nextInt(60_000)) : null;
    }

    private List<TeachingMove> moves(String concept, String exercise) {
        var reason = new Reason(random.nextBoolean() ? Reason.Kind.DIAGNOSTIC : Reason.Kind.PRACTISE, concept, "");
        List<TeachingMove> moves = new ArrayList<>();
        for (int n = random.nextInt(3); n >= 0; n--) {
            moves.add(
                    switch (random.nextInt(9)) {
                        case 0 -> new TeachingMove.Reveal(exercise);
                        case 1 -> new TeachingMove.Hint(exercise, random.nextInt(3));
                        case 2 -> new TeachingMove.Explain(concept, any(List.of(ExplanationStyle.values())));
                        case 3 -> new TeachingMove.Placed(List.of(concept), "");
                        case 4 -> new TeachingMove.AcceptContest(concept);
                        case 5 -> new TeachingMove.HandOff("why " + number + "? 为什么");
                        default -> new Ask(exercise, random.nextInt(4) == 0, random.nextBoolean() ? reason : null);
                    });
        }
        return moves;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
