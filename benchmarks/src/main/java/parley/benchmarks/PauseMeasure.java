package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import parley.benchmarks.SpokenLearner.Noted;
import parley.benchmarks.TurnsSounds.Paused;
import parley.speech.EmbeddedSpeech;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HearingFact;
import parley.speech.talk.TalkEvent;
import parley.speech.turns.TurnSettings;

/**
 * Sentences with a pause between two words in their middle: how often the tutor takes the pause for the end. A turn is
 * cut when the tutor is heard before the learner's end, or when it ends up as two turns; one that was taken up again
 * before anything was heard is whole.
 */
final class PauseMeasure {
    static final int[] PAUSES_MS = {300, 600, 900, 1_200, 1_500};
    private static final int SESSIONS = 5;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);

    private record Case(Recording recording, int pauseMillis, Paused paused) {}

    /** By pause: answered, of these cut, and never answered. */
    record Counts(AtomicInteger said, AtomicInteger cut, AtomicInteger unanswered) {
        Counts() {
            this(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
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
                TurnsSounds.withPause(TurnsSounds.speech(recording), hearing.words(recording), pause)
                        .ifPresent(paused -> cases.add(new Case(recording, pause, paused)));
            }
        }
        AtOnce.each(SESSIONS, cases, one -> say(settings, one, counts));
        return counts;
    }

    /** A session for each: the learner's pause habit must not be learned from the cases before. */
    private void say(TurnSettings settings, Case one, Map<Integer, Counts> counts) throws Exception {
        try (var learner = new SpokenLearner(speech, new TurnsTutor("Very good."), settings)) {
            learner.silence(Duration.ofMillis(400));
            int mark = learner.mark();
            long resumesAt = learner.sent() + one.paused().resumesAt();
            short[] sound = one.paused().samples();
            long end = learner.say(sound, sound.length);
            learner.silenceUntil(
                    mark,
                    event -> event.event() instanceof TalkEvent.PlaybackStarted && event.nanos() > end,
                    ANSWER_LIMIT);
            Counts of = counts.get(one.pauseMillis());
            if (of == null) {
                throw new IllegalStateException("no such pause");
            }
            if (learner.all(mark, TalkEvent.PlaybackStarted.class).findAny().isEmpty()) {
                of.unanswered().incrementAndGet();
                return;
            }
            of.said().incrementAndGet();
            of.cut().addAndGet(cut(learner, mark, end, resumesAt) ? 1 : 0);
        }
    }

    private static boolean cut(SpokenLearner learner, int mark, long end, long resumesAt) {
        boolean spokenOver = learner.all(mark, TalkEvent.PlaybackStarted.class).anyMatch(one -> one.nanos() < end);
        List<Noted> commits = learner.all(mark, TalkEvent.TurnCommitted.class).toList();
        if (spokenOver || commits.isEmpty()) {
            return spokenOver;
        }
        // What is answered holds nothing of what came after the pause; on a busy machine that is heard only later.
        boolean half = learner.heardSince(0).stream()
                .filter(one -> one.nanos() <= commits.getLast().nanos())
                .noneMatch(one -> one.fact() instanceof HearingFact.SpeechPaused(var at, SampleCount voiceEnd)
                        && voiceEnd.samples() > resumesAt);
        // Taken up again: the last turn holds the words of the one before.
        return half || !text(commits.getLast()).startsWith(text(commits.getFirst()));
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
        int unanswered =
                counts.values().stream().mapToInt(one -> one.unanswered().get()).sum();
        if (unanswered > 0) {
            System.out.println("  … never answered, in no figure: " + unanswered);
        }
    }
}
