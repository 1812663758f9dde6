package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.benchmarks.SpokenLearner.Heard;
import parley.benchmarks.SpokenLearner.Noted;
import parley.benchmarks.TurnsSounds.Overlay;
import parley.speech.EmbeddedSpeech;
import parley.speech.hearing.HearingFact;
import parley.speech.talk.TalkEvent;

/** Backchannels and noises over the tutor, which must not stop it; beside a fixed length of voice with the same sounds. */
final class OverlayMeasure {
    private static final int SESSIONS = 4;

    /** Long enough for the tutor to have gone on. */
    private static final Duration AFTERWARDS = Duration.ofMillis(1_800);

    private final EmbeddedSpeech speech;
    private final List<String> stoppedBy = new ArrayList<>();
    final Samples resume = new Samples();
    private int sounds;
    private int stopped;
    private int held;
    private int stillHeld;
    private int fixedStopped;
    private int fixedWithWords;

    OverlayMeasure(EmbeddedSpeech speech) {
        this.speech = speech;
    }

    void run(List<Overlay> overlays) throws Exception {
        AtOnce.shares(SESSIONS, overlays, (own, learner) -> oneAfterAnother(own));
    }

    private void oneAfterAnother(List<Overlay> own) throws Exception {
        @Nullable SpokenLearner learner = null;
        try {
            for (Overlay sound : own) {
                if (learner == null || LongReply.over(learner)) {
                    if (learner != null) {
                        learner.close();
                    }
                    learner = LongReply.learner(speech);
                    if (!LongReply.begin(learner)) {
                        continue;
                    }
                }
                overlay(learner, sound);
            }
        } finally {
            if (learner != null) {
                learner.close();
            }
        }
    }

    private void overlay(SpokenLearner learner, Overlay sound) throws InterruptedException {
        int mark = learner.mark();
        long began = System.nanoTime();
        long end = learner.say(sound.samples(), sound.length());
        learner.silence(AFTERWARDS);
        count(learner, sound, mark, began, end);
    }

    private synchronized void count(SpokenLearner learner, Overlay sound, int mark, long began, long end) {
        sounds++;
        List<HearingFact> facts =
                learner.heardSince(began).stream().map(Heard::fact).toList();
        String words = learner.recognisedSince(began);
        if (FixedInterruption.stopsAt(facts, learner.sent()) != FixedInterruption.NEVER) {
            fixedStopped++;
            fixedWithWords += words.isBlank() ? 0 : 1;
        }
        boolean paused =
                learner.all(mark, TalkEvent.PlaybackPaused.class).findAny().isPresent();
        held += paused ? 1 : 0;
        if (learner.all(mark, TalkEvent.ReplyTruncated.class).findAny().isPresent()) {
            stopped++;
            stoppedBy.add(sound.name() + ", recognised as \"" + words + "\"");
        } else if (paused) {
            learner.all(mark, TalkEvent.PlaybackResumed.class)
                    .reduce((earlier, later) -> later)
                    .map(Noted::nanos)
                    .ifPresentOrElse(at -> resume.add(Math.max(0, at - end) / 1e6), () -> stillHeld++);
        }
    }

    double falsePer100() {
        return sounds == 0 ? Double.NaN : 100.0 * stopped / sounds;
    }

    double fixedPer100() {
        return sounds == 0 ? Double.NaN : 100.0 * fixedStopped / sounds;
    }

    void print(String what) {
        if (sounds == 0) {
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%-46s per 100 %5.1f   %d of %d; held for a moment %d%n",
                what,
                falsePer100(),
                stopped,
                sounds,
                held);
        System.out.printf(
                Locale.ROOT,
                "%-46s per 100 %5.1f   %d of %d; %d of these with words%n",
                "  … stopped by a fixed 0.5 s of voice",
                fixedPer100(),
                fixedStopped,
                sounds,
                fixedWithWords);
        resume.printRow("  … end of a sound that held it to going on", "ms");
        if (stillHeld > 0) {
            System.out.printf("  … had not gone on after %d ms: %d%n", AFTERWARDS.toMillis(), stillHeld);
        }
        stoppedBy.forEach(one -> System.out.println("  … stopped by " + one));
    }
}
