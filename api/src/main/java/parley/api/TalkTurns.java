package parley.api;

import java.time.Duration;
import java.util.Set;
import parley.api.config.ParleyConfig.TalkConfig;
import parley.api.config.ParleyConfig.TranscriptionConfig;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.TurnMode;
import parley.speech.turns.TurnSettings;

/** Who speaks when, as the settings say. */
final class TalkTurns {
    /** From the end of the voice: until the pause is noticed, and the work of the recogniser in this house. */
    private static final Duration BESIDE_SERVICE = Duration.ofSeconds(1);

    private TalkTurns() {}

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
        Duration open = shorter(base.openWait(), talk.longestWait());
        return new TurnSettings(
                shorter(base.completeWait(), wait),
                wait,
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
                talk.idlePrompts());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
