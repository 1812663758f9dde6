package parley.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.ShippedCourses;
import parley.tutor.conversation.ConversationId;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.CourseAssessor;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.jdbi.SqliteStore;
import parley.tutor.teaching.CoursePolicy;
import parley.tutor.teaching.Situation;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/**
 * How long one decision takes with a million events in the store: to read what is known of a learner and to decide on the
 * moves. One learner has a tenth of all events; the others are many.
 *
 * <p>The past is made up: learners answer the course's items in any order. Each measured decision is followed by the
 * events that it leads to, so that snapshots are kept as often as in real use; that writing is measured by itself.
 */
final class DecisionPart implements LearnerPart {
    private static final long EVENTS = 1_000_000;
    private static final long QUICK_EVENTS = 50_000;
    private static final int DECISIONS = 2_000;
    private static final int WARM_UP = 500;

    /** Events of one of the many learners: some weeks of practice. */
    private static final int EVENTS_EACH = 500;

    private static final int EVENTS_AN_APPEND = 500;
    private static final LearnerId FAITHFUL = new LearnerId("faithful");

    private final Course course = ShippedCourses.everydayEnglish();
    private final CoursePolicy policy = new CoursePolicy(course);
    private final CourseAssessor assessor = new CourseAssessor(course);
    private final List<Item> items = course.items();
    private final Random random = new Random(3);
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");
    private long number;

    @Override
    public String name() {
        return "decision";
    }

    @Override
    public Result measure(boolean quick) throws IOException, JournalUnavailable {
        Path folder = Files.createTempDirectory("parley-decision");
        try (SqliteStore store = SqliteStore.open(folder)) {
            long events = quick ? QUICK_EVENTS : EVENTS;
            long start = System.nanoTime();
            int others = fill(store, events);
            double filling = (System.nanoTime() - start) / 1e9;
            var one = new Samples();
            var many = new Samples();
            var all = new Samples();
            var appends = new Samples();
            for (int n = -WARM_UP; n < DECISIONS; n++) {
                boolean faithful = n % 2 == 0;
                LearnerId learner = faithful ? FAITHFUL : other(random.nextInt(others));
                double millis = decide(store, learner, n >= 0 ? appends : new Samples());
                if (n >= 0) {
                    (faithful ? one : many).add(millis);
                    all.add(millis);
                }
            }
            List<String> lines = new ArrayList<>();
            lines.add(String.format(
                    Locale.ROOT,
                    "one decision, %,d events of %,d learners in the store (made in %.0f s)",
                    events,
                    others + 1,
                    filling));
            lines.add(String.format(Locale.ROOT, "%-50s %9s %9s %9s", "ms", "p50", "p99", "max"));
            lines.add(row("read and decide, all", all));
            lines.add(row("… of the one with a tenth of all events", one));
            lines.add(row("… of one of the many", many));
            lines.add(row("append of what follows (not in the decision)", appends));
            Map<String, String> headline = new LinkedHashMap<>();
            headline.put("decision_p50_ms", StartBenchmark.figure(all.median(), 2));
            headline.put("decision_p99_ms", StartBenchmark.figure(all.percentile(99), 2));
            return new Result(lines, headline);
        } finally {
            delete(folder);
        }
    }

    private static String row(String name, Samples samples) {
        return String.format(
                Locale.ROOT,
                "%-50s %9.2f %9.2f %9.2f",
                name,
                samples.median(),
                samples.percentile(99),
                samples.percentile(100));
    }

    /** Fills the store; the number of the many learners. */
    private int fill(SqliteStore store, long events) throws JournalUnavailable {
        write(store, FAITHFUL, events / 10);
        int others = (int) ((events - events / 10) / EVENTS_EACH);
        for (int n = 0; n < others; n++) {
            write(store, other(n), EVENTS_EACH);
        }
        return others;
    }

    private static LearnerId other(int number) {
        return new LearnerId("learner-" + number);
    }

    private static ConversationId conversation(LearnerId learner) {
        return new ConversationId("of-" + learner.value());
    }

    private void write(SqliteStore store, LearnerId learner, long count) throws JournalUnavailable {
        List<LearningEvent> events = new ArrayList<>();
        events.add(new ConversationOpened(course.id(), now));
        Item open = any();
        long written = 0;
        while (written < count) {
            Item next = any();
            events.add(said());
            events.add(replied(open, next));
            open = next;
            if (events.size() >= EVENTS_AN_APPEND || written + events.size() >= count) {
                store.journal().append(conversation(learner), learner, events);
                written += events.size();
                events.clear();
            }
        }
        // As after any reply: what is known was read, and a snapshot kept.
        store.records().read(learner, course.id());
    }

    private Item any() {
        return items.get(random.nextInt(items.size()));
    }

    private LearnerSpoke said() {
        now = now.plusSeconds(5 + random.nextInt(25));
        return new LearnerSpoke(LearnerTurn.typed(new TurnId("t" + number++), "I went home by bus yesterday."), now);
    }

    private TutorReplied replied(Item open, Item next) {
        now = now.plusSeconds(2);
        boolean right = random.nextInt(10) < 7;
        Observation observation = observation(open.id(), right);
        String conceptId = course.conceptOf(open.id()).orElseThrow().id();
        var attempt = new Attempt(
                open.id(), conceptId, right, true, 0, "", 0.6, 0, open.key().guess(), Duration.ofSeconds(9), now);
        return new TutorReplied(
                new TurnId("r" + number++),
                List.of(),
                observation,
                attempt,
                List.of(
                        new TeachingMove.Praise(open.id(), "I went home by bus yesterday"),
                        new TeachingMove.Ask(next.id(), false, new Reason(Reason.Kind.PRACTISE, conceptId, ""))),
                "Yes, that's it. Now the next one: what did you do on Sunday?",
                false,
                "authored",
                now);
    }

    private static Observation observation(String itemId, boolean right) {
        return new Observation(
                new TurnId("t"),
                itemId,
                Intent.ANSWER,
                right ? new AnswerCheck.Right("I went home", true) : new AnswerCheck.Wrong(""),
                "",
                List.of());
    }

    /** Reads and decides, as a conversation does at each reply; in milliseconds. */
    private double decide(SqliteStore store, LearnerId learner, Samples appends) throws JournalUnavailable {
        LearnerSpoke said = said();
        now = now.plusSeconds(1);
        boolean right = random.nextBoolean();

        long start = System.nanoTime();
        Known known = store.records().read(learner, course.id());
        Observation observation = observation(known.progress().openItemId(), right);
        var attempt = assessor.assess(known, observation, now).orElse(null);
        List<TeachingMove> moves =
                policy.decide(new Situation(observation, attempt, known, false, now, random.nextLong()));
        double millis = (System.nanoTime() - start) / 1e6;

        var replied = new TutorReplied(
                new TurnId("r" + number++), List.of(), observation, attempt, moves, "words", false, "authored", now);
        long appending = System.nanoTime();
        store.journal().append(conversation(learner), learner, List.of(said, replied));
        appends.add((System.nanoTime() - appending) / 1e6);
        return millis;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
