package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import parley.benchmarks.SpokenLearner.Heard;
import parley.benchmarks.SpokenLearner.Noted;
import parley.speech.EmbeddedSpeech;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.talk.TalkEvent;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.ConversationEvent;

/** How soon the tutor answers those who have finished, for one learner and for several at a time. */
final class AnswerMeasure {
    private static final String SHORT_REPLY = "Very good. Go on.";
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);

    private final EmbeddedSpeech speech;
    private final List<Recording> all;

    AnswerMeasure(EmbeddedSpeech speech, List<Recording> all) {
        this.speech = speech;
        this.all = all;
    }

    /**
     * Who talks how.
     *
     * @param sessions learners at the same time
     * @param share of the time that each speaks, 0..1; at 1 they speak as soon as the tutor has ended
     * @param candidates sentences that the tutor foresees, the right one among them; 0: none
     * @param thinking what the tutor takes to the first word of a reply
     */
    record Setting(String name, int sessions, double share, int candidates, TurnSettings turns, Duration thinking) {
        /** With a tutor who takes no time. */
        Setting(String name, int sessions, double share, int candidates, TurnSettings turns) {
            this(name, sessions, share, candidates, turns, Duration.ZERO);
        }
    }

    /** What was seen. */
    static final class Result {
        final Samples commit = new Samples();
        final Samples firstAudio = new Samples();
        final Samples waitingShare = new Samples();
        int early;
        final List<String> unanswered = new ArrayList<>();

        synchronized void add(double commitMillis, double audioMillis, double waitedMillis) {
            commit.add(commitMillis);
            firstAudio.add(audioMillis);
            waitingShare.add(100 * waitedMillis / audioMillis);
        }

        synchronized void early() {
            early++;
        }

        synchronized void unanswered(String which) {
            unanswered.add(which);
        }
    }

    /** Each of the sessions says its share of {@code recordings}. */
    Result run(Setting setting, List<Recording> recordings) throws Exception {
        var result = new Result();
        AtOnce.shares(setting.sessions(), recordings, (own, number) -> talk(setting, own, number, result));
        return result;
    }

    private void talk(Setting setting, List<Recording> recordings, int number, Result result) throws Exception {
        if (recordings.isEmpty()) {
            return;
        }
        var tutor = new TurnsTutor(SHORT_REPLY, setting.thinking());
        foresee(tutor, setting, recordings.getFirst());
        try (var learner = new SpokenLearner(speech, tutor, setting.turns())) {
            learner.session.requestReply();
            ended(learner, 0);
            // Not all at once: people don't.
            learner.silence(Duration.ofMillis(300L * number));
            for (int i = 0; i < recordings.size(); i++) {
                foresee(tutor, setting, recordings.get((i + 1) % recordings.size()));
                answer(learner, recordings.get(i), setting, result);
            }
        }
    }

    private void foresee(TurnsTutor tutor, Setting setting, Recording next) {
        tutor.foresee(
                setting.candidates() == 0 ? List.of() : HearingMeasure.candidates(all, next, setting.candidates()));
    }

    private static void answer(SpokenLearner learner, Recording recording, Setting setting, Result result)
            throws InterruptedException {
        int mark = learner.mark();
        short[] sound = TurnsSounds.speech(recording);
        long began = System.nanoTime();
        long end = learner.say(sound, sound.length);
        Noted audio = learner.silenceUntil(
                mark, one -> one.event() instanceof TalkEvent.PlaybackStarted && one.nanos() > end, ANSWER_LIMIT);
        boolean early = learner.all(mark, TalkEvent.PlaybackStarted.class).anyMatch(one -> one.nanos() <= end);
        Noted committed = learner.all(mark, TalkEvent.TurnCommitted.class)
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (early) {
            result.early();
        } else if (audio == null || committed == null) {
            result.unanswered(recording.id() + " " + judgements(learner, mark));
        } else {
            result.add(millis(end, committed), millis(end, audio), waitedMillis(learner, began, end, committed));
        }
        ended(learner, mark);
        learner.silence(Duration.ofMillis(300));
        if (setting.share() < 1) {
            double spoken = sound.length * 1_000.0 / SpokenLearner.RATE_HZ;
            double passed = (System.nanoTime() - began) / 1e6;
            learner.silence(Duration.ofMillis((long) Math.max(0, spoken / setting.share() - passed)));
        }
    }

    /** What became of what was said since {@code mark}. */
    private static String judgements(SpokenLearner learner, int mark) {
        return learner.all(mark, TalkEvent.TurnJudged.class)
                .map(one -> (TalkEvent.TurnJudged) one.event())
                .map(judged -> judged.verdict() + "/" + judged.reason())
                .toList()
                .toString();
    }

    /** Spent on waiting for more: the ear's hang, and from the final words on to the commit. The rest is work. */
    private static double waitedMillis(SpokenLearner learner, long since, long end, Noted committed) {
        long paused = end;
        long words = committed.nanos();
        for (Heard one : learner.heardSince(since)) {
            if (one.nanos() > committed.nanos()) {
                break;
            }
            if (one.fact() instanceof HearingFact.SpeechPaused) {
                paused = one.nanos();
            } else if (one.fact() instanceof HearingFact.SegmentHeard) {
                words = one.nanos();
            }
        }
        long hang = EarSettings.USUAL.releaseHang().toNanos();
        return (Math.clamp(paused - end, 0, hang) + Math.max(0, committed.nanos() - Math.max(words, end))) / 1e6;
    }

    private static double millis(long fromNanos, Noted to) {
        return Math.max(0, (to.nanos() - fromNanos) / 1e6);
    }

    private static void ended(SpokenLearner learner, int mark) throws InterruptedException {
        learner.silenceUntil(
                mark, one -> SpokenLearner.conversed(one, ConversationEvent.ReplyFinished.class), ANSWER_LIMIT);
    }

    static void print(Setting setting, Result result) {
        System.out.println("end of speech, " + setting.name());
        result.commit.printRow("  … to commit", "ms");
        result.firstAudio.printRow("  … to first audio", "ms");
        result.waitingShare.printRow("  … share of it spent waiting, not working", "%");
        if (result.early + result.unanswered.size() > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "  … answered before their end %d, never answered %d (in no figure above)%n",
                    result.early,
                    result.unanswered.size());
            result.unanswered.forEach(which -> System.out.println("  … never answered: " + which));
        }
    }
}
