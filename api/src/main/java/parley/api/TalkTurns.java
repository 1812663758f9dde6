package parley.api;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import parley.api.config.ParleyConfig.EarConfig;
import parley.api.config.ParleyConfig.TalkConfig;
import parley.api.config.ParleyConfig.TranscriptionConfig;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.TurnMode;
import parley.speech.turns.TurnSettings;
import parley.tutor.learner.Ability;

/** Who speaks when, as the settings say. */
final class TalkTurns {
    /** From the end of the voice: until the pause is noticed, and the work of the recogniser in this house. */
    private static final Duration BESIDE_SERVICE = Duration.ofSeconds(1);

    /** Levels up to A2, and courses that lead on from one. */
    private static final Pattern BEGINS_AT_MOST_A2 = Pattern.compile("\\bA[0-2]\\b");

    private static final Pattern ENDS_AT_MOST_A2 = Pattern.compile("\\bA[0-2]$");

    /** So many first answers make an estimate of a learner; in fewer it still moves by more than half a logit in all. */
    private static final int ANSWERS_KNOWN = 10;

    /** Who would get fewer than half of a course's average exercises right at once is at its lower level. */
    private static final double AVERAGE_LOGITS = 0;

    private static final long FRAME_MS = 1_000L * VoiceActivityDetector.FRAME_SAMPLES / SampleCount.RATE_HZ;

    private TalkTurns() {}

    /** What is taken for a learner's voice. */
    static EarSettings ear(EarConfig ear) {
        EarSettings usual = EarSettings.USUAL;
        return new EarSettings(
                ear.activation(),
                ear.release(),
                Math.toIntExact(Math.round((double) ear.onset().toMillis() / FRAME_MS)),
                ear.hang(),
                ear.preRoll(),
                usual.trailingSilence(),
                usual.partialEvery(),
                usual.maxSegment(),
                usual.maxExpectedTurn(),
                usual.maxTurnWords());
    }

    /**
     * Whether a learner is waited for like one up to A2, who searches for words in the middle of a sentence.
     *
     * <p>Of a course that leads on ("A2-B1") the upper level counts, as long as nothing else is known: who does pause is
     * waited for by habit from the second time on, and goes on in the same turn before the answer is heard, whereas everybody
     * else would wait for each answer. The learner's own answers tell more: whose rating is below the course's average
     * exercise is at its lower level.
     *
     * @param level the course's, such as {@code A2} or {@code A2-B1}; without such a level it is for fluent speakers
     * @param ability the learner's rating in the course
     */
    static boolean beginner(String level, Ability ability) {
        String written = level.toUpperCase(Locale.ROOT).strip();
        boolean below = ability.answers() >= ANSWERS_KNOWN && ability.logits() < AVERAGE_LOGITS;
        return (below ? BEGINS_AT_MOST_A2 : ENDS_AT_MOST_A2).matcher(written).find();
    }

    /** Who ends the learner's turns. */
    static TurnMode mode(TalkConfig talk) {
        return switch (talk.mode()) {
            case TalkConfig.PUSH_TO_TALK -> TurnMode.PUSH_TO_TALK;
            case TalkConfig.MANUAL -> TurnMode.MANUAL;
            default -> TurnMode.AUTOMATIC;
        };
    }

    /** How long to wait for whom; {@code beginner} up to A2. */
    static TurnSettings settings(TalkConfig talk, boolean beginner) {
        TurnSettings base = beginner ? TurnSettings.BEGINNER : TurnSettings.USUAL;
        Duration wait = beginner ? talk.beginnerWait() : talk.usualWait();
        // Beginners are waited for by as much longer there as elsewhere.
        Duration unlikely = talk.unlikelyEndWait().plus(wait).minus(talk.usualWait());
        Duration open = shorter(base.openWait(), talk.longestWait());
        return new TurnSettings(
                shorter(base.completeWait(), wait),
                wait,
                longer(shorter(unlikely, talk.longestWait()), wait),
                longer(open, wait),
                talk.longestWait(),
                base.resumeWithin(),
                longer(base.wordsWithin(), talk.longestWait()),
                base.starvedAfter(),
                talk.longestTurn(),
                floor(talk));
    }

    /** {@code turns} that wait for the words of {@code service}, too, when there is one. */
    static TurnSettings inTimeFor(TranscriptionConfig service, TurnSettings turns) {
        return service.configured()
                ? turns.withWordsWithin(
                        longer(turns.wordsWithin(), service.limit().plus(BESIDE_SERVICE)))
                : turns;
    }

    private static FloorSettings floor(TalkConfig talk) {
        return new FloorSettings(
                talk.interruptible(),
                Set.copyOf(talk.protectedMoves()),
                talk.minimumWords(),
                talk.echoGuard(),
                FloorSettings.USUAL.holdWithoutWords(),
                talk.reopenWithin(),
                talk.drafts(),
                talk.idleAfter(),
                talk.idlePrompts(),
                talk.distantBelowDb());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
