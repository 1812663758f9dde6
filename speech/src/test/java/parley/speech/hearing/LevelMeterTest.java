package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.scripted.LoudnessDetector;
import parley.speech.scripted.ScriptedRecogniser;

class LevelMeterTest {
    private static final int FRAME = VoiceActivityDetector.FRAME_SAMPLES;

    /** A tone of {@code amplitude} about {@code offset}; its period divides the frame. */
    private static short[] tone(double amplitude, int offset, int samples) {
        var sound = new short[samples];
        for (int i = 0; i < samples; i++) {
            sound[i] = (short) Math.round(offset + 32_768 * amplitude * Math.sin(2 * Math.PI * i / 32));
        }
        return sound;
    }

    private static double level(LevelMeter meter) {
        return Objects.requireNonNull(meter.level()).dbfs();
    }

    private static double levelOf(short[] frame) {
        var meter = new LevelMeter();
        add(meter, frame, 40);
        return level(meter);
    }

    private static void add(LevelMeter meter, short[] frame, int times) {
        for (int i = 0; i < times; i++) {
            meter.add(frame);
        }
    }

    @Test
    void aToneHasThePowerOfAToneWhateverItsOffset() {
        assertThat(levelOf(tone(0.5, 0, FRAME))).isCloseTo(-9.03, within(0.01));
        assertThat(levelOf(tone(0.05, 0, FRAME))).isCloseTo(-29.03, within(0.02));
        assertThat(levelOf(tone(0.05, 8_000, FRAME))).isCloseTo(-29.03, within(0.02));
        assertThat(levelOf(new short[FRAME])).isEqualTo(VoiceLevel.FLOOR_DBFS);
    }

    @Test
    void theLoudestPartCountsHoweverLongTheRest() {
        var meter = new LevelMeter();
        add(meter, tone(0.01, 0, FRAME), 300);
        add(meter, tone(0.5, 0, FRAME), LevelMeter.WINDOW_FRAMES);
        assertThat(level(meter)).isCloseTo(-9.03, within(0.01));
    }

    @Test
    void whatWasBeforeAStretchOfVoiceDoesNotBelongToIt() {
        var meter = new LevelMeter();
        add(meter, tone(0.5, 0, FRAME), 40);
        meter.reset();
        assertThat(meter.level()).isNull();
        meter.begin();
        add(meter, tone(0.01, 0, FRAME), LevelMeter.WINDOW_FRAMES - 1);
        assertThat(meter.level()).as("too little to tell").isNull();
        add(meter, tone(0.01, 0, FRAME), 1);
        assertThat(level(meter)).isCloseTo(-43.01, within(0.05));
    }

    @Test
    void aKnockMakesNobodyLoud() {
        var meter = new LevelMeter();
        add(meter, tone(0.5, 0, FRAME), 1);
        add(meter, tone(0.01, 0, FRAME), 20);
        assertThat(level(meter)).isLessThan(-9.03 - 10);
    }

    @Test
    void theEarTellsHowLoudEachTurnWas() {
        List<Utterance> heard = new ArrayList<>();
        List<VoiceLevel> soFar = new ArrayList<>();
        var recogniser = new ScriptedRecogniser();
        recogniser.willHear("one coffee please", "and a tea");
        try (var ear = new Ear(new LoudnessDetector(100), recogniser, EarSettings.USUAL, fact -> {
            switch (fact) {
                case HearingFact.SegmentHeard(Utterance utterance) -> heard.add(utterance);
                case HearingFact.PartialHeard(String text, SampleCount at, VoiceLevel level) -> soFar.add(level);
                default -> {}
            }
        })) {
            long at = 0;
            for (double amplitude : new double[] {0.5, 0.05}) {
                for (short[] sound : List.of(tone(amplitude, 0, 16_000), new short[16_000])) {
                    ear.hear(new AudioChunk(sound, new SampleCount(at)));
                    at += sound.length;
                }
                ear.turnCommitted();
            }
        }
        assertThat(heard)
                .extracting(utterance ->
                        Math.round(Objects.requireNonNull(utterance.level()).dbfs()))
                .containsExactly(-9L, -29L);
        assertThat(soFar).isNotEmpty();
    }
}
