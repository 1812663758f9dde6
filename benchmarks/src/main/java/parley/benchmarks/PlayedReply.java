package parley.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import parley.speech.talk.TalkEvent;
import parley.tutor.conversation.TurnId;

/** What a client's loudspeaker does with a reply: plays from the first audio on, holds, goes on, stops. Not thread-safe. */
final class PlayedReply {
    private @Nullable TurnId reply;
    private short[] samples = new short[0];
    private int length;
    private long playedSamples;
    private long asOf;
    private boolean playing;

    /** What was heard of the reply that was cut last: the next one may begin before anybody asks. */
    private short[] cut = new short[0];

    /** Where the loudspeaker goes on when it is asked for its next frame. */
    private int emitted;

    /** A frame is asked for a little early or late; further off than this it was held or began anew. */
    private static final int JITTER = SpokenLearner.RATE_HZ / 12;

    void event(long now, TalkEvent event) {
        advance(now);
        switch (event) {
            case TalkEvent.PlaybackStarted(TurnId next) -> {
                reply = next;
                length = 0;
                playedSamples = 0;
                emitted = 0;
                playing = true;
            }
            case TalkEvent.AudioOut out -> {
                if (length + out.samples().length > samples.length) {
                    samples = Arrays.copyOf(samples, Math.max(samples.length * 2, length + 16_000));
                }
                System.arraycopy(out.samples(), 0, samples, length, out.samples().length);
                length += out.samples().length;
            }
            case TalkEvent.PlaybackPaused paused -> playing = false;
            case TalkEvent.PlaybackResumed resumed -> playing = true;
            case TalkEvent.ReplyTruncated truncated -> {
                playing = false;
                cut = heard(now);
            }
            default -> {
                // Nothing that a loudspeaker does.
            }
        }
    }

    private void advance(long now) {
        if (playing) {
            playedSamples = Math.min(length, playedSamples + (now - asOf) * SpokenLearner.RATE_HZ / 1_000_000_000L);
        }
        asOf = now;
    }

    @Nullable
    TurnId reply() {
        return reply;
    }

    Duration position(long now) {
        advance(now);
        return Duration.ofNanos(playedSamples * 1_000_000_000L / SpokenLearner.RATE_HZ);
    }

    short[] heard(long now) {
        advance(now);
        return Arrays.copyOf(samples, (int) playedSamples);
    }

    short[] heardOfCut() {
        return cut;
    }

    /** What the loudspeaker gives in the frame that begins now, without gaps between frames; silence while it holds. */
    short[] emitting(long now, int frameLength) {
        advance(now);
        var frame = new short[frameLength];
        if (!playing) {
            return frame;
        }
        if (Math.abs(emitted - playedSamples) > JITTER) {
            emitted = (int) playedSamples;
        }
        int there = Math.clamp(length - emitted, 0, frameLength);
        System.arraycopy(samples, emitted, frame, 0, there);
        emitted += there;
        return frame;
    }
}
