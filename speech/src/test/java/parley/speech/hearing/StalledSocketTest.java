package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.Resampler;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HearingFact.AudioDropped;
import parley.speech.hearing.HearingFact.AudioEnded;
import parley.speech.hearing.HearingFact.SegmentHeard;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.talk.TalkParts;
import parley.speech.vosk.Parts;

/** A socket that stalls for half a minute and then delivers all that was said meanwhile at once. */
@Timeout(300)
class StalledSocketTest {
    private static final int STALL_SECONDS = 32;
    private static final List<String> SAID = List.of(
            "I would like a cup of coffee and a piece of cake.",
            "Yesterday we went to the market and bought some apples.",
            "My name is Anna and I come from a small town.",
            "Could you tell me the way to the station?");

    /** Sentence after sentence with pauses between them, for longer than the stall. */
    private static short[] said() throws Exception {
        var sound = new short[0];
        for (int i = 0; sound.length < STALL_SECONDS * SampleCount.RATE_HZ; i++) {
            Synthesis spoken = Parts.voice().synthesise(SAID.get(i % SAID.size()), VoiceSettings.USUAL);
            short[] next = new Resampler(spoken.rateHz(), SampleCount.RATE_HZ).resample(spoken.samples());
            int at = sound.length + SampleCount.RATE_HZ / 2;
            sound = Arrays.copyOf(sound, at + next.length + SampleCount.RATE_HZ / 2);
            System.arraycopy(next, 0, sound, at, next.length);
        }
        return sound;
    }

    private static void deliver(short[] sound, Consumer<AudioChunk> to) {
        for (int at = 0; at < sound.length; at += 640) {
            to.accept(new AudioChunk(
                    Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 640)), new SampleCount(at)));
        }
    }

    private static Utterance last(List<HearingFact> facts) {
        return facts.stream()
                .filter(SegmentHeard.class::isInstance)
                .map(fact -> ((SegmentHeard) fact).utterance())
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    @Test
    void whatItDeliversIsHeardAsIfItHadComeInTime() throws Exception {
        short[] sound = said();
        List<HearingFact> inTime = new ArrayList<>();
        try (var ear = new Ear(Parts.detector(), Parts.recogniser(), EarSettings.USUAL, inTime::add)) {
            deliver(sound, ear::hear);
            ear.audioEnded();
        }
        List<HearingFact> atOnce = new ArrayList<>();
        BlockingQueue<HearingFact> told = new LinkedBlockingQueue<>();
        try (var pool = new DecoderPool(1);
                var ear = new QueuedEar(
                        pool,
                        Parts.detector(),
                        Parts.recogniser(),
                        EarSettings.USUAL,
                        TalkParts.USUAL_WAITING_AUDIO,
                        told::add)) {
            deliver(sound, ear::hear);
            ear.audioEnded();
            HearingFact fact;
            do {
                fact = told.poll(200, TimeUnit.SECONDS);
                assertThat(fact).isNotNull();
                atOnce.add(fact);
            } while (!(fact instanceof AudioEnded));
        }
        assertThat(atOnce).doesNotHaveAnyElementsOfTypes(AudioDropped.class);
        Utterance heard = last(atOnce);
        Utterance wanted = last(inTime);
        assertThat(heard.start()).isEqualTo(wanted.start());
        assertThat(heard.end()).isEqualTo(wanted.end());
        assertThat(heard.segments()).isEqualTo(wanted.segments());
        assertThat(heard.free().text()).startsWith("i would like a cup of coffee");
        // The recogniser dithers: twice the same sound may differ in a word.
        assertThat(WordErrorRate.of(wanted.free().text(), heard.free().text()).rate())
                .isLessThan(0.03);
    }
}
