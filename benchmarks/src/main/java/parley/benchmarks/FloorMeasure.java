package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import parley.benchmarks.SpokenLearner.Noted;
import parley.benchmarks.TurnsSounds.Overlay;
import parley.speech.EmbeddedSpeech;
import parley.speech.hearing.WordErrorRate;
import parley.speech.talk.TalkEvent;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.ConversationEvent;

/** Sounds over the tutor's voice: real words that stop it, others that must not, and its own voice come back. */
final class FloorMeasure {
    private static final String LONG_REPLY =
            "Listen to this story about a farmer who lived in a small town near the sea. Every morning he walked to the"
                    + " market and sold his apples to the people of the town. One day a stranger came and asked him for"
                    + " the way to the old bridge, which nobody had crossed for many years. The farmer put down his basket"
                    + " and thought for a long time before he answered the question.";

    /** A session's reply is measured once it has been heard for so long. */
    private static final Duration WELL_UNDER_WAY = Duration.ofMillis(1_500);

    private static final Duration LIMIT = Duration.ofSeconds(6);

    private final EmbeddedSpeech speech;
    private final HearingMeasure hearing;
    final Samples stop = new Samples();
    final Samples resume = new Samples();
    final Samples heardError = new Samples();
    private int said;
    private int notStopped;
    private int overlays;
    private int falseStops;
    private int echoed;
    private int selfStopped;
    private int selfHeld;
    private final TreeSet<String> stoppedBy = new TreeSet<>();

    FloorMeasure(EmbeddedSpeech speech, HearingMeasure hearing) {
        this.speech = speech;
        this.hearing = hearing;
    }

    /** Begins a reply and lets it go on for a while; where the events of it begin, or -1 when none came. */
    private static int begin(SpokenLearner learner) throws InterruptedException {
        int mark = learner.mark();
        learner.session.requestReply();
        if (learner.silenceUntil(mark, one -> one.event() instanceof TalkEvent.PlaybackStarted, LIMIT) == null) {
            return -1;
        }
        learner.silence(WELL_UNDER_WAY);
        return learner.mark();
    }

    /** People say {@code recordings} over the tutor. */
    void bargeIns(List<Recording> recordings) throws Exception {
        for (Recording recording : recordings) {
            try (var learner = new SpokenLearner(speech, new TurnsTutor(LONG_REPLY), TurnSettings.USUAL)) {
                int mark = begin(learner);
                if (mark < 0) {
                    continue;
                }
                said++;
                bargeIn(learner, TurnsSounds.speech(recording), mark);
            }
        }
    }

    private void bargeIn(SpokenLearner learner, short[] sound, int mark) throws Exception {
        long onset = System.nanoTime() + 20_000_000;
        learner.say(sound, sound.length);
        Noted cut = learner.silenceUntil(mark, one -> one.event() instanceof TalkEvent.ReplyTruncated, LIMIT);
        if (cut == null) {
            notStopped++;
            return;
        }
        long lastAudio = learner.all(mark, TalkEvent.AudioOut.class)
                .map(Noted::nanos)
                .filter(nanos -> nanos < cut.nanos())
                .reduce((earlier, later) -> later)
                .orElse(onset);
        stop.add(Math.max(0, lastAudio - onset) / 1e6);
        String heard = learner.since(mark).stream()
                .filter(one -> SpokenLearner.conversed(one, ConversationEvent.ReplyFinished.class))
                .map(one -> ((ConversationEvent.ReplyFinished) ((TalkEvent.Conversed) one.event()).event()).heard())
                .findFirst()
                .orElse("");
        // What really came out of the loudspeaker, by the recogniser's word.
        heardError.add(difference(hearing.free(learner.playedSamples()).text(), heard));
    }

    /** A last word that was cut in its middle counts neither as heard nor as unheard. */
    private static int difference(String played, String heard) {
        int last = played.lastIndexOf(' ');
        return Math.min(
                WordErrorRate.of(played, heard).errors(),
                WordErrorRate.of(played.substring(0, Math.max(0, last)), heard).errors());
    }

    /** Sounds that are not meant to stop anyone, half of them over each of two sessions. */
    void overlays(List<Overlay> sounds) throws Exception {
        int half = sounds.size() / 2;
        try (ExecutorService learners = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> talks = new ArrayList<>();
            for (List<Overlay> own : List.of(sounds.subList(0, half), sounds.subList(half, sounds.size()))) {
                Callable<Boolean> talk = () -> {
                    oneAfterAnother(own);
                    return true;
                };
                talks.add(learners.submit(talk));
            }
            for (Future<?> talk : talks) {
                talk.get();
            }
        }
    }

    private void oneAfterAnother(List<Overlay> sounds) throws Exception {
        @Nullable SpokenLearner learner = null;
        int since = -1;
        try {
            for (Overlay sound : sounds) {
                if (learner == null || since < 0 || over(learner)) {
                    if (learner != null) {
                        learner.close();
                    }
                    learner = new SpokenLearner(speech, new TurnsTutor(LONG_REPLY), TurnSettings.USUAL);
                    since = begin(learner);
                    if (since < 0) {
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

    /** Whether too little of the reply is left to be disturbed. */
    private static boolean over(SpokenLearner learner) {
        return learner.since(0).stream().anyMatch(FloorMeasure::ended)
                || learner.playedSamples().length > 13 * SpokenLearner.RATE_HZ;
    }

    private static boolean ended(Noted one) {
        return one.event() instanceof TalkEvent.ReplyTruncated
                || one.event() instanceof TalkEvent.PlaybackEnded
                || SpokenLearner.conversed(one, ConversationEvent.ReplyFinished.class);
    }

    private void overlay(SpokenLearner learner, Overlay sound) throws InterruptedException {
        int mark = learner.mark();
        long end = learner.say(sound.samples(), sound.length());
        learner.silence(Duration.ofMillis(1_800));
        count(learner, sound, mark, end);
    }

    private synchronized void count(SpokenLearner learner, Overlay sound, int mark, long end) {
        overlays++;
        if (learner.all(mark, TalkEvent.ReplyTruncated.class).findAny().isPresent()) {
            falseStops++;
            stoppedBy.add(sound.name());
            return;
        }
        boolean held =
                learner.all(mark, TalkEvent.PlaybackPaused.class).findAny().isPresent();
        if (held) {
            learner.all(mark, TalkEvent.PlaybackResumed.class)
                    .reduce((earlier, later) -> later)
                    .ifPresent(one -> resume.add(Math.max(0, one.nanos() - end) / 1e6));
        }
    }

    /** {@code replies} replies with the tutor's own voice in the microphone, 20 dB below its loudness. */
    void echo(int replies) throws Exception {
        for (int i = 0; i < replies; i++) {
            try (var learner = new SpokenLearner(
                    speech, new TurnsTutor("Very good. Now tell me where you went yesterday."), TurnSettings.USUAL)) {
                learner.echo(0.1);
                learner.session.requestReply();
                learner.silenceUntil(
                        0, one -> SpokenLearner.conversed(one, ConversationEvent.ReplyFinished.class), LIMIT);
                echoed++;
                selfStopped +=
                        learner.all(0, TalkEvent.ReplyTruncated.class).findAny().isPresent() ? 1 : 0;
                selfHeld +=
                        learner.all(0, TalkEvent.PlaybackPaused.class).findAny().isPresent() ? 1 : 0;
            }
        }
    }

    double falsePer100() {
        return overlays == 0 ? Double.NaN : 100.0 * falseStops / overlays;
    }

    void print() {
        stop.printRow("onset over a reply to last audio sent", "ms");
        heardError.printRow("  heard text against what was played", "word");
        if (notStopped > 0) {
            System.out.printf("  … real words that did not stop the tutor: %d of %d%n", notStopped, said);
        }
        resume.printRow("end of a sound that held the tutor to going on", "ms");
        if (overlays > 0) {
            List<String> names = new ArrayList<>(stoppedBy);
            System.out.printf(
                    Locale.ROOT,
                    "%-46s per 100 %5.1f   %d of %d%s%n",
                    "false barge-ins, backchannels and noises",
                    falsePer100(),
                    falseStops,
                    overlays,
                    names.isEmpty() ? "" : ": " + String.join(", ", names));
        }
        if (echoed > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%-46s per 100 %5.1f   %d of %d; held for a moment %d%n",
                    "self-interruptions, own voice at -20 dB",
                    100.0 * selfStopped / echoed,
                    selfStopped,
                    echoed,
                    selfHeld);
        }
    }
}
