package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import parley.benchmarks.SpokenLearner.Heard;
import parley.benchmarks.SpokenLearner.Noted;
import parley.benchmarks.TurnsSounds.Overlay;
import parley.speech.EmbeddedSpeech;
import parley.speech.talk.TalkEvent;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.TurnSettings;

/**
 * People who talk at the next table while the tutor answers, which must not stop it, and the learner who speaks amid them,
 * which must. The learner has said something before, as learners have.
 */
final class NearbyMeasure {
    private static final int SESSIONS = 2;

    /** Said of each recording; longer than it takes to be understood. */
    private static final int SAID_SAMPLES = 5 * SpokenLearner.RATE_HZ / 2;

    /** Long enough for the tutor to have gone on. */
    private static final Duration AFTERWARDS = Duration.ofMillis(1_800);

    /** Four recordings: all at the next table, and the first also the learner's own voice. */
    private record Table(List<Recording> four) {
        short[] own() {
            short[] sound = TurnsSounds.speech(four.getFirst());
            return Arrays.copyOf(sound, Math.min(sound.length, SAID_SAMPLES));
        }

        Overlay others() {
            return TurnsSounds.murmur(four, SAID_SAMPLES);
        }

        /** The learner amid the others, {@code loudness} times as loud as before. */
        short[] learnerAmidThem(double loudness) {
            short[] sound = others().samples();
            short[] own = own();
            for (int i = 0; i < own.length; i++) {
                sound[i] = (short) Math.clamp(sound[i] + Math.round(own[i] * loudness), -32_000, 32_000);
            }
            return sound;
        }
    }

    /** Those who spoke amid the others at one loudness. */
    private static final class Amid {
        final double loudness;
        final Samples stop = new Samples();
        int said;
        int missed;

        Amid(double loudness) {
            this.loudness = loudness;
        }
    }

    /** Replies over which only the others talked. */
    private static final class Others {
        final List<String> stoppedBy = new ArrayList<>();
        int replies;
        int held;

        double stoppedPer100() {
            return replies == 0 ? Double.NaN : 100.0 * stoppedBy.size() / replies;
        }

        void print(String what) {
            System.out.printf(
                    Locale.ROOT,
                    "%-46s per 100 %5.1f   %d of %d; held for a moment %d%n",
                    what,
                    stoppedPer100(),
                    stoppedBy.size(),
                    replies,
                    held);
        }
    }

    private final EmbeddedSpeech speech;
    private final Others others = new Others();
    /** The same sounds where no voice is too quiet. */
    private final Others everyVoice = new Others();

    private int fixedStopped;
    private int fixedReplies;
    private final List<Amid> amid = List.of(new Amid(1), new Amid(0.5));

    NearbyMeasure(EmbeddedSpeech speech) {
        this.speech = speech;
    }

    /** {@code most} tables of four {@code recordings} each. */
    void run(List<Recording> recordings, int most) throws Exception {
        var all = new ArrayList<Table>();
        for (int i = 0; i + 4 <= recordings.size() && all.size() < most; i += 4) {
            all.add(new Table(recordings.subList(i, i + 4)));
        }
        AtOnce.each(SESSIONS, all, table -> {
            othersTalk(TurnSettings.USUAL, table, others);
            othersTalk(
                    TurnSettings.USUAL.withFloor(FloorSettings.USUAL.withDistantBelowDecibels(0)), table, everyVoice);
            for (Amid one : amid) {
                try (SpokenLearner learner = LongReply.learner(speech)) {
                    if (LongReply.begin(learner, table.own())) {
                        learnerTalks(learner, table.learnerAmidThem(one.loudness), one);
                    }
                }
            }
        });
    }

    private void othersTalk(TurnSettings turns, Table table, Others into) throws Exception {
        try (SpokenLearner learner = LongReply.learner(speech, turns)) {
            if (LongReply.begin(learner, table.own())) {
                othersTalk(learner, table.others(), into);
            }
        }
    }

    private void othersTalk(SpokenLearner learner, Overlay sound, Others into) throws InterruptedException {
        int mark = learner.mark();
        long began = System.nanoTime();
        learner.say(sound.samples(), sound.length());
        learner.silence(AFTERWARDS);
        long fixed = FixedInterruption.stopsAt(
                learner.heardSince(began).stream().map(Heard::fact).toList(), learner.sent());
        synchronized (this) {
            fixedReplies++;
            fixedStopped += fixed == FixedInterruption.NEVER ? 0 : 1;
            into.replies++;
            into.held +=
                    learner.all(mark, TalkEvent.PlaybackPaused.class).findAny().isPresent() ? 1 : 0;
            if (learner.all(mark, TalkEvent.ReplyTruncated.class).findAny().isPresent()) {
                into.stoppedBy.add(sound.name() + ", recognised as \"" + learner.recognisedSince(began) + "\"");
            }
        }
    }

    private void learnerTalks(SpokenLearner learner, short[] sound, Amid one) throws InterruptedException {
        int mark = learner.mark();
        // The first frame is sent when its 20 ms have passed.
        long onset = System.nanoTime() + 20_000_000;
        learner.say(sound, sound.length);
        Noted cut = learner.silenceUntil(mark, seen -> seen.event() instanceof TalkEvent.ReplyTruncated, AFTERWARDS);
        long lastAudio = learner.all(mark, TalkEvent.AudioOut.class)
                .map(Noted::nanos)
                .filter(nanos -> cut != null && nanos < cut.nanos())
                .reduce((earlier, later) -> later)
                .orElse(onset);
        synchronized (this) {
            one.said++;
            if (cut == null) {
                one.missed++;
            } else {
                one.stop.add(Math.max(0, lastAudio - onset) / 1e6);
            }
        }
    }

    double stoppedPer100() {
        return others.stoppedPer100();
    }

    /** Where every voice counts, however quiet. */
    double everyVoiceStoppedPer100() {
        return everyVoice.stoppedPer100();
    }

    /** Of those who spoke as loud as ever. */
    double missedPer100() {
        Amid asEver = amid.getFirst();
        return asEver.said == 0 ? Double.NaN : 100.0 * asEver.missed / asEver.said;
    }

    void print() {
        others.print("others talking at the next table");
        others.stoppedBy.forEach(one -> System.out.println("  … stopped by " + one));
        everyVoice.print("  … where every voice counts");
        System.out.printf("  … stopped by a fixed 0.5 s of voice: %d of %d%n", fixedStopped, fixedReplies);
        for (Amid one : amid) {
            System.out.printf(
                    Locale.ROOT,
                    "  … the learner amid them, %.1f times as loud as before: missed %d of %d%n",
                    one.loudness,
                    one.missed,
                    one.said);
            one.stop.printRow("  … onset to last audio sent", "ms");
        }
    }
}
