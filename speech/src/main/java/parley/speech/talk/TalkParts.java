package parley.speech.talk;

import java.time.Duration;
import parley.speech.SpeechParts;
import parley.speech.hearing.DecoderPool;
import parley.speech.turns.Ticker;
import parley.tutor.conversation.Tutor;

/**
 * The parts that all talks of one installation share; all of them thread-safe.
 *
 * @param maxWaitingAudio audio of one session that may wait to be heard before the oldest is dropped, at most 60 s
 */
public record TalkParts(Tutor tutor, SpeechParts speech, DecoderPool pool, Duration maxWaitingAudio, Ticker ticker) {

    /** What a socket that stalled for half a minute may deliver at once, and what is said while that is heard. */
    public static final Duration USUAL_WAITING_AUDIO = Duration.ofSeconds(40);

    /** The usual settings on the system's clock. */
    public static TalkParts of(Tutor tutor, SpeechParts speech, DecoderPool pool) {
        return new TalkParts(tutor, speech, pool, USUAL_WAITING_AUDIO, Ticker.system());
    }
}
