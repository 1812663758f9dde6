package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import parley.benchmarks.SpokenLearner.Noted;
import parley.speech.EmbeddedSpeech;
import parley.speech.talk.TalkEvent;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.ConversationEvent;

/**
 * Sentences with a pause between two words in their middle: how often the tutor takes the pause for the end. A turn is
 * cut when the tutor is heard before the learner's end, or when it ends up as two turns; one that was taken up again
 * before anything was heard is whole.
 */
final class PauseMeasure {
    static final int[] PAUSES_MS = {300, 600, 900, 1_200, 1_500};
    private static final int SESSIONS = 4;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);

    @SuppressWarnings("ArrayRecordComponent")
    private record Case(Recording recording, int pauseMillis, short[] sound) {}

    /** By pause: said, and cut. */
    record Counts(AtomicInteger said, AtomicInteger cut) {
        Counts() {
            this(new AtomicInteger(), new AtomicInteger());
        }
    }

    private final EmbeddedSpeech speech;
    private final HearingMeasure hearing;

    PauseMeasure(EmbeddedSpeech speech, HearingMeasure hearing) {
        this.speech = speech;
        this.hearing = hearing;
    }

    Map<Integer, Counts> run(TurnSettings settings, List<Recording> recordings) throws Exception {
        Map<Integer, Counts> counts = new LinkedHashMap<>();
        List<Case> cases = new ArrayList<>();
        for (int pause : PAUSES_MS) {
            counts.put(pause, new Counts());
            for (Recording recording : recordings) {
                short[] sound = TurnsSounds.withPause(TurnsSounds.speech(recording), hearing.words(recording), pause);
                if (sound.length > 0) {
                    cases.add(new Case(recording, pause, sound));
                }
            }
        }
        try (ExecutorService learners = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> talks = new ArrayList<>();
            for (int s = 0; s < SESSIONS; s++) {
                int first = s;
                Callable<@Nullable Void> talk = () -> {
                    for (int i = first; i < cases.size(); i += SESSIONS) {
                        say(settings, cases.get(i), counts);
                    }
                    return null;
                };
                talks.add(learners.submit(talk));
            }
            for (Future<?> talk : talks) {
                talk.get();
            }
        }
        return counts;
    }

    /** A session for each: the learner's pause habit must not be learned from the cases before. */
    private void say(TurnSettings settings, Case one, Map<Integer, Counts> counts) throws Exception {
        try (var learner = new SpokenLearner(speech, new TurnsTutor("Very good."), settings)) {
            learner.session.requestReply();
            learner.silenceUntil(
                    0, event -> SpokenLearner.conversed(event, ConversationEvent.ReplyFinished.class), ANSWER_LIMIT);
            learner.silence(Duration.ofMillis(200));
            int mark = learner.mark();
            long end = learner.say(one.sound(), one.sound().length);
            learner.silenceUntil(
                    mark,
                    event -> event.event() instanceof TalkEvent.PlaybackStarted && event.nanos() > end,
                    ANSWER_LIMIT);
            Counts of = counts.get(one.pauseMillis());
            if (of == null) {
                throw new IllegalStateException("no such pause");
            }
            of.said().incrementAndGet();
            of.cut().addAndGet(cut(learner, mark, end) ? 1 : 0);
        }
    }

    private static boolean cut(SpokenLearner learner, int mark, long end) {
        boolean spokenOver = learner.all(mark, TalkEvent.PlaybackStarted.class).anyMatch(one -> one.nanos() < end);
        List<Noted> commits = learner.all(mark, TalkEvent.TurnCommitted.class).toList();
        if (commits.size() < 2) {
            return spokenOver;
        }
        // Taken up again: the last turn holds the words of the one before.
        boolean whole = text(commits.getLast()).startsWith(text(commits.getFirst()));
        return spokenOver || !whole;
    }

    private static String text(Noted commit) {
        return ((TalkEvent.TurnCommitted) commit.event()).turn().text();
    }

    static double per100(Map<Integer, Counts> counts) {
        int said = counts.values().stream().mapToInt(one -> one.said().get()).sum();
        int cut = counts.values().stream().mapToInt(one -> one.cut().get()).sum();
        return said == 0 ? Double.NaN : 100.0 * cut / said;
    }

    static void print(String name, Map<Integer, Counts> counts) {
        var row = new StringBuilder();
        counts.forEach((pause, count) -> row.append(String.format(
                Locale.ROOT,
                "  %.1f s: %d of %d",
                pause / 1_000.0,
                count.cut().get(),
                count.said().get())));
        System.out.printf(Locale.ROOT, "%-46s per 100 %5.1f  %s%n", name, per100(counts), row);
    }
}
