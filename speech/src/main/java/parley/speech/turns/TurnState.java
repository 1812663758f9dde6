package parley.speech.turns;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.tutor.conversation.TurnId;

/**
 * Where turn-taking stands. Immutable.
 *
 * @param idPrefix makes this run's turn ids unlike those of any other run
 * @param turnsOver counts the turns that ended, committed or not
 * @param turn the learner's turn in progress, or null
 * @param doneUntil audio up to here belongs to turns that are over; what is told of it is late and changes nothing
 * @param doneText the words of the last committed turn
 * @param pauseHabit how long this learner pauses inside a turn: moving average, zero until known
 * @param asked the client's wish to end a turn of which nothing had been heard yet, or null
 */
public record TurnState(
        String idPrefix,
        long turnsOver,
        TurnMode mode,
        TurnSettings settings,
        @Nullable OpenTurn turn,
        SampleCount doneUntil,
        String doneText,
        Duration pauseHabit,
        @Nullable Asked asked) {

    /** Nothing said yet. */
    public static TurnState begin(String idPrefix, TurnMode mode, TurnSettings settings) {
        return new TurnState(idPrefix, 0, mode, settings, null, SampleCount.ZERO, "", Duration.ZERO, null);
    }

    /** A wish to end the turn with the audio up to {@code upTo}. */
    public record Asked(Duration when, SampleCount upTo) {}

    /** Whether the learner's voice is heard or its words are still coming. */
    public enum Voice {
        SPEAKING,
        PAUSED_WORDS_DUE,
        PAUSED
    }

    /**
     * A learner's turn in progress.
     *
     * @param continued whether the ear may still tell it together with the words of the turn before
     * @param partial the words so far as they may still change
     * @param heard the final words up to the last pause, {@link Heard#NOTHING} before any
     * @param speechEnd where the voice last ended
     * @param voiceEndedAt when that was
     * @param lastFactAt when the ear last told anything
     * @param received audio received when it last grew or when its end was asked for
     * @param receivedAt when that was seen
     * @param endAsked the ear was asked to end what is being said
     * @param forced ends with that, whatever the words
     * @param overTutor began over a reply whose question had not been heard: backchannels are possible
     * @param taken real words were heard: the floor is the learner's
     * @param yielded no words came in time, and the tutor went on
     */
    public record OpenTurn(
            TurnId id,
            boolean continued,
            Voice voice,
            String partial,
            Heard heard,
            SampleCount speechEnd,
            Duration voiceEndedAt,
            Duration begunAt,
            Duration lastFactAt,
            SampleCount received,
            Duration receivedAt,
            boolean endAsked,
            boolean forced,
            boolean overTutor,
            boolean taken,
            boolean yielded) {

        OpenTurn speaking(boolean overTutorNow) {
            return new OpenTurn(
                    id,
                    continued,
                    Voice.SPEAKING,
                    partial,
                    heard,
                    speechEnd,
                    voiceEndedAt,
                    begunAt,
                    lastFactAt,
                    received,
                    receivedAt,
                    endAsked,
                    forced,
                    overTutor || overTutorNow,
                    taken,
                    false);
        }

        OpenTurn paused(SampleCount end, Duration endedAt) {
            return new OpenTurn(
                    id,
                    continued,
                    Voice.PAUSED_WORDS_DUE,
                    partial,
                    heard,
                    end,
                    endedAt,
                    begunAt,
                    lastFactAt,
                    received,
                    receivedAt,
                    endAsked,
                    forced,
                    overTutor,
                    taken,
                    yielded);
        }

        OpenTurn withWords(Heard words, SampleCount end, Duration endedAt) {
            return new OpenTurn(
                    id,
                    continued,
                    Voice.PAUSED,
                    words.text(),
                    words,
                    end,
                    endedAt,
                    begunAt,
                    lastFactAt,
                    received,
                    receivedAt,
                    endAsked,
                    forced,
                    overTutor,
                    taken,
                    yielded);
        }

        OpenTurn withPartial(String text) {
            return new OpenTurn(
                    id,
                    continued,
                    voice,
                    text,
                    heard,
                    speechEnd,
                    voiceEndedAt,
                    begunAt,
                    lastFactAt,
                    received,
                    receivedAt,
                    endAsked,
                    forced,
                    overTutor,
                    taken,
                    yielded);
        }

        OpenTurn toldAt(Duration now) {
            return new OpenTurn(
                    id,
                    continued,
                    voice,
                    partial,
                    heard,
                    speechEnd,
                    voiceEndedAt,
                    begunAt,
                    now,
                    received,
                    receivedAt,
                    endAsked,
                    forced,
                    overTutor,
                    taken,
                    yielded);
        }

        OpenTurn receiving(SampleCount audio, Duration now) {
            return new OpenTurn(
                    id,
                    continued,
                    voice,
                    partial,
                    heard,
                    speechEnd,
                    voiceEndedAt,
                    begunAt,
                    lastFactAt,
                    audio,
                    now,
                    endAsked,
                    forced,
                    overTutor,
                    taken,
                    yielded);
        }

        OpenTurn ending(boolean asForced, SampleCount upTo, Duration now) {
            return new OpenTurn(
                    id,
                    continued,
                    voice,
                    partial,
                    heard,
                    speechEnd,
                    voiceEndedAt,
                    begunAt,
                    now,
                    upTo,
                    now,
                    true,
                    forced || asForced,
                    overTutor,
                    taken,
                    yielded);
        }

        OpenTurn audioEnded() {
            return new OpenTurn(
                    id,
                    continued,
                    voice,
                    partial,
                    heard,
                    speechEnd,
                    voiceEndedAt,
                    begunAt,
                    lastFactAt,
                    received,
                    receivedAt,
                    false,
                    forced,
                    overTutor,
                    taken,
                    yielded);
        }

        OpenTurn take() {
            return new OpenTurn(
                    id,
                    continued,
                    voice,
                    partial,
                    heard,
                    speechEnd,
                    voiceEndedAt,
                    begunAt,
                    lastFactAt,
                    received,
                    receivedAt,
                    endAsked,
                    forced,
                    overTutor,
                    true,
                    false);
        }

        OpenTurn yieldFloor() {
            return new OpenTurn(
                    id,
                    continued,
                    voice,
                    partial,
                    heard,
                    speechEnd,
                    voiceEndedAt,
                    begunAt,
                    lastFactAt,
                    received,
                    receivedAt,
                    endAsked,
                    forced,
                    overTutor,
                    taken,
                    true);
        }
    }

    /** Whether the tutor must hold still: the learner speaks, or it is not yet known what was said. */
    public boolean holdsTutor() {
        return mode == TurnMode.AUTOMATIC && turn != null && !turn.yielded();
    }

    /** The id that the turn in progress has, or the next one will have. */
    public TurnId nextTurnId() {
        return new TurnId(idPrefix + "-u" + (turnsOver + 1));
    }

    public TurnState with(TurnMode who, TurnSettings waits) {
        return new TurnState(idPrefix, turnsOver, who, waits, turn, doneUntil, doneText, pauseHabit, asked);
    }

    TurnState withTurn(@Nullable OpenTurn next) {
        return new TurnState(idPrefix, turnsOver, mode, settings, next, doneUntil, doneText, pauseHabit, asked);
    }

    TurnState over(SampleCount until, String text) {
        SampleCount done = until.isAfter(doneUntil) ? until : doneUntil;
        return new TurnState(idPrefix, turnsOver + 1, mode, settings, null, done, text, pauseHabit, null);
    }

    TurnState done(SampleCount until) {
        SampleCount done = until.isAfter(doneUntil) ? until : doneUntil;
        return new TurnState(idPrefix, turnsOver, mode, settings, turn, done, doneText, pauseHabit, null);
    }

    TurnState withPauseHabit(Duration habit) {
        return new TurnState(idPrefix, turnsOver, mode, settings, turn, doneUntil, doneText, habit, asked);
    }

    TurnState asking(Asked wish) {
        return new TurnState(idPrefix, turnsOver, mode, settings, turn, doneUntil, doneText, pauseHabit, wish);
    }
}
