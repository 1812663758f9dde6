package parley.benchmarks;

import java.util.List;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HearingFact;

/**
 * What a fixed length of voice before an interruption would have done with the same sound, by what our own ear heard: the
 * published default of LiveKit Agents is half a second. It holds nothing until then and stops the tutor then, whatever is
 * said. No time is counted for its own work, and pauses shorter than our ear's hang do not begin it anew.
 */
final class FixedInterruption {
    /** Voice that stops the tutor. */
    static final SampleCount VOICE = SampleCount.ofMillis(500);

    /** It did not stop the tutor. */
    static final long NEVER = -1;

    private FixedInterruption() {}

    /** The sample at which it stops the tutor, with the audio heard up to {@code until}; or {@link #NEVER}. */
    static long stopsAt(List<HearingFact> facts, long until) {
        long open = NEVER;
        for (HearingFact fact : facts) {
            switch (fact) {
                case HearingFact.SpeechStarted(SampleCount at) -> open = at.samples();
                case HearingFact.SpeechResumed(SampleCount at) -> open = at.samples();
                case HearingFact.SpeechPaused(SampleCount at, SampleCount end) -> {
                    if (open >= 0 && end.samples() - open >= VOICE.samples()) {
                        return open + VOICE.samples();
                    }
                    open = NEVER;
                }
                case HearingFact.PartialHeard partial -> {}
                case HearingFact.SegmentHeard segment -> {}
                case HearingFact.RecogniserFailed failed -> {}
                case HearingFact.AudioDropped dropped -> {}
                case HearingFact.AudioEnded ended -> {}
            }
        }
        return open >= 0 && until - open >= VOICE.samples() ? open + VOICE.samples() : NEVER;
    }
}
