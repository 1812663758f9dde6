package parley.speech.concentus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import parley.speech.audio.AudioUnreadable;
import parley.speech.audio.Pcm16;
import parley.speech.audio.Resampler;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.vosk.Parts;

class OpusPacketsTest {
    private static final int FRAME = 960;

    /** What a browser sends: 48 kHz, 20 ms a packet. */
    @Test
    void speechComesThroughWordForWord() throws Exception {
        Synthesis spoken = Parts.voice().synthesise("I would like a cup of coffee, please.", VoiceSettings.USUAL);
        short[] sound = new Resampler(spoken.rateHz(), 48_000).resample(spoken.samples());
        sound = Arrays.copyOf(sound, sound.length / FRAME * FRAME + 30 * FRAME);
        var encoder = new OpusEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        encoder.setBitrate(24_000);
        var packets = new OpusPackets();
        var pcm = new ByteArrayOutputStream();
        pcm.writeBytes(new byte[28_800]);
        var packet = new byte[1_500];
        for (int at = 0; at < sound.length; at += FRAME) {
            int length = encoder.encode(sound, at, FRAME, packet, 0, packet.length);
            short[] decoded = packets.decode(Arrays.copyOf(packet, length));
            assertThat(decoded).hasSize(FRAME);
            pcm.writeBytes(Pcm16.toBytes(decoded));
        }
        short[] heard =
                new Resampler(packets.rateHz(), 16_000).resample(Pcm16.fromBytes(pcm.toByteArray(), 0, pcm.size()));
        try (UtteranceDecoder decoder = Parts.recogniser().openFree()) {
            decoder.accept(heard, 0, heard.length);
            assertThat(decoder.finish().text()).isEqualTo("i would like a cup of coffee please");
        }
    }

    @Test
    void brokenPacketsAreRefusedAndTheStreamGoesOn() throws Exception {
        var packets = new OpusPackets();
        assertThatThrownBy(() -> packets.decode(new byte[0])).isInstanceOf(AudioUnreadable.class);
        assertThatThrownBy(() -> packets.decode(new byte[OpusPackets.MOST_BYTES + 1]))
                .isInstanceOf(AudioUnreadable.class);
        var random = new Random(4);
        for (int i = 0; i < 3_000; i++) {
            var nonsense = new byte[1 + random.nextInt(200)];
            random.nextBytes(nonsense);
            try {
                assertThat(packets.decode(nonsense).length).isLessThanOrEqualTo(5_760);
            } catch (AudioUnreadable e) {
                assertThat(e).hasMessageContaining("Opus packet");
            }
        }
        var silence = new short[FRAME];
        var packet = new byte[1_500];
        int length = new OpusEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_VOIP)
                .encode(silence, 0, FRAME, packet, 0, packet.length);
        assertThat(packets.decode(Arrays.copyOf(packet, length))).hasSize(FRAME);
    }
}
