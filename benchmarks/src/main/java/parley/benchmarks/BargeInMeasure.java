package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import parley.benchmarks.SpokenLearner.Heard;
import parley.benchmarks.SpokenLearner.Noted;
import parley.speech.EmbeddedSpeech;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.talk.TalkEvent;
import parley.tutor.conversation.ConversationEvent;

/** People who speak over the tutor: how soon it is silent, and whether its history holds what they heard of it. */
final class BargeInMeasure {
    /** Said of each recording; longer than it takes to be understood. */
    private static final int SAID_SAMPLES = 5 * SpokenLearner.RATE_HZ / 2;

    /** What came out of the loudspeaker and what the history says was heard. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Played(short[] samples, String heard) {}

    private final EmbeddedSpeech speech;
    private final HearingMeasure hearing;
    private final List<Played> played = new ArrayList<>();

    /** From the first sound of a recording, which may be a breath or the room some time before its first word. */
    final Samples stop = new Samples();

    /** From the first word, by where the recogniser hears it when nothing else is there. */
    final Samples stopFromWord = new Samples();

    final Samples heardError = new Samples();

    /** The same sounds against a fixed length of voice. */
    final Samples fixedStop = new Samples();

    private int fixedNever;
    private int said;
    private int notStopped;

    BargeInMeasure(EmbeddedSpeech speech, HearingMeasure hearing) {
        this.speech = speech;
        this.hearing = hearing;
    }

    /** {@code sessions} at a time say the beginnings of {@code recordings} over a long reply, each in a new session. */
    void run(List<Recording> recordings, int sessions) throws Exception {
        // Before, so that nobody waits for it.
        var firstWord = new HashMap<Recording, Duration>();
        for (Recording recording : recordings) {
            firstWord.put(recording, firstWord(recording));
        }
        AtOnce.each(sessions, recordings, recording -> {
            try (SpokenLearner learner = LongReply.learner(speech)) {
                if (LongReply.begin(learner)) {
                    short[] sound = TurnsSounds.speech(recording);
                    bargeIn(
                            learner,
                            Arrays.copyOf(sound, Math.min(sound.length, SAID_SAMPLES)),
                            firstWord.getOrDefault(recording, Duration.ZERO));
                }
            }
        });
        // Afterwards, so that nobody waits for it.
        for (Played one : played) {
            heardError.add(error(one));
        }
        played.clear();
    }

    private Duration firstWord(Recording recording) throws RecogniserFailure {
        List<HeardWord> words = hearing.free(recording).words();
        return words.isEmpty() ? Duration.ZERO : words.getFirst().start().toDuration();
    }

    private void bargeIn(SpokenLearner learner, short[] sound, Duration firstWord) throws InterruptedException {
        int mark = learner.mark();
        long began = System.nanoTime();
        long onsetSample = learner.sent();
        // The first frame is sent when its 20 ms have passed.
        long onset = began + 20_000_000;
        learner.say(sound, sound.length);
        Noted cut = learner.silenceUntil(mark, one -> one.event() instanceof TalkEvent.ReplyTruncated, LongReply.LIMIT);
        // The pause after the words must have been heard too.
        learner.silence(Duration.ofMillis(300));
        long fixed = FixedInterruption.stopsAt(
                learner.heardSince(began).stream().map(Heard::fact).toList(), learner.sent());
        String heard = learner.since(mark).stream()
                .filter(one -> SpokenLearner.conversed(one, ConversationEvent.ReplyFinished.class))
                .map(one -> ((ConversationEvent.ReplyFinished) ((TalkEvent.Conversed) one.event()).event()).heard())
                .findFirst()
                .orElse("");
        long lastAudio = learner.all(mark, TalkEvent.AudioOut.class)
                .map(Noted::nanos)
                .filter(nanos -> cut != null && nanos < cut.nanos())
                .reduce((earlier, later) -> later)
                .orElse(onset);
        synchronized (this) {
            said++;
            if (fixed == FixedInterruption.NEVER) {
                fixedNever++;
            } else {
                fixedStop.add((fixed - onsetSample) * 1_000.0 / SpokenLearner.RATE_HZ);
            }
            if (cut == null) {
                notStopped++;
            } else {
                stop.add(Math.max(0, lastAudio - onset) / 1e6);
                stopFromWord.add(Math.max(0, lastAudio - onset - firstWord.toNanos()) / 1e6);
                played.add(new Played(learner.cutSamples(), heard));
            }
        }
    }

    /** In words; one that was cut in its middle counts neither as heard nor as unheard. */
    private double error(Played one) throws RecogniserFailure {
        double reached =
                PlayedWords.count(LongReply.TEXT, hearing.free(one.samples()).text());
        int words = PlayedWords.of(one.heard());
        return Math.min(Math.abs(Math.floor(reached) - words), Math.abs(Math.ceil(reached) - words));
    }

    void print(String who) {
        stop.printRow("onset over a reply to last audio sent" + who, "ms");
        stopFromWord.printRow("  … from the first word's beginning", "ms");
        fixedStop.printRow("  … with a fixed 0.5 s of voice", "ms");
        heardError.printRow("  heard text against the place played to", "word");
        if (notStopped > 0 || fixedNever > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "  … real words that did not stop the tutor: %d of %d; with a fixed 0.5 s of voice %d%n",
                    notStopped,
                    said,
                    fixedNever);
        }
    }
}
