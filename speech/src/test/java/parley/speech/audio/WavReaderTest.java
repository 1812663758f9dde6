package parley.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavReaderTest {
    private static final short[] SOUND = {0, 1_000, -1_000, 32_767, -32_768, 5};

    private static byte[] wav(int coding, int channels, int rate, int bits, long dataBytes, byte[] data) {
        return ByteBuffer.allocate(44 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + data.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) coding)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) dataBytes)
                .put(data)
                .array();
    }

    private static short[] read(byte[] file) throws IOException, AudioUnreadable {
        try (WavReader reader = WavReader.open(new ByteArrayInputStream(file))) {
            return reader.read(1_000);
        }
    }

    @Test
    void readsWhatTheWriterWrites(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.wav");
        try (WavWriter writer = WavWriter.create(file, 22_050)) {
            writer.write(Arrays.copyOf(SOUND, 2));
            writer.write(Arrays.copyOfRange(SOUND, 2, SOUND.length));
        }
        try (WavReader reader = WavReader.open(Files.newInputStream(file))) {
            assertThat(reader.rateHz()).isEqualTo(22_050);
            assertThat(reader.read(4)).isEqualTo(Arrays.copyOf(SOUND, 4));
            assertThat(reader.read(4)).isEqualTo(Arrays.copyOfRange(SOUND, 4, 6));
            assertThat(reader.read(4)).isEmpty();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(WavWriter.toBytes(SOUND, 22_050));
    }

    @Test
    void readsEveryDepthAndAveragesStereo() throws Exception {
        assertThat(read(wav(1, 1, 8_000, 8, 3, new byte[] {(byte) 128, (byte) 255, 0})))
                .containsExactly(0, 127 * 256, -32_768);
        assertThat(read(wav(1, 1, 8_000, 24, 6, new byte[] {0, 0, 64, 0, 0, (byte) 0xc0})))
                .containsExactly(16_384, -16_384);
        assertThat(read(wav(1, 1, 8_000, 32, 4, new byte[] {0, 0, 0, 64}))).containsExactly(16_384);
        assertThat(read(wav(1, 2, 48_000, 16, 4, new byte[] {100, 0, (byte) 200, 0})))
                .containsExactly(150);
        byte[] half = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(0.5f)
                .array();
        assertThat(read(wav(3, 1, 16_000, 32, 4, half))).containsExactly(16_384);
    }

    @Test
    void saysWhatIsWrongInOneLine() {
        byte[] whole = WavWriter.toBytes(SOUND, 16_000);
        assertUnreadable(new byte[0], "empty");
        assertUnreadable(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H'}, "not a WAV");
        assertUnreadable(Arrays.copyOf(whole, 20), "cut off");
        assertUnreadable(Arrays.copyOf(whole, 50), "cut off");
        assertUnreadable(wav(1, 1, 16_000, 16, 0, new byte[0]), "no sound");
        assertUnreadable(wav(1, 1, 16_000, 16, 16_000L * 2 * 36_000, new byte[100]), "600 minutes");
        assertUnreadable(wav(1, 1, 16_000, 16, 0xffff_ffffL, new byte[100]), "at most 10 minutes");
        assertUnreadable(wav(6, 1, 8_000, 8, 100, new byte[100]), "coding");
        assertUnreadable(wav(1, 6, 48_000, 16, 120, new byte[120]), "6 channels");
        assertUnreadable(wav(1, 1, 96_000, 16, 100, new byte[100]), "96000");
        assertUnreadable(wav(1, 1, 0, 16, 100, new byte[100]), "0 samples a second");
    }

    private static void assertUnreadable(byte[] file, String because) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(AudioUnreadable.class)
                .hasMessageContaining(because)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"8000", "44100", "48000"})
    void givesSixteenKilohertzWhateverCameIn(int rate) throws Exception {
        try (WavReader reader =
                WavReader.open(new ByteArrayInputStream(WavWriter.toBytes(new short[rate * 3 / 2], rate)))) {
            assertThat(reader.readAllResampled().length).isBetween(23_999, 24_001);
        }
    }
}
