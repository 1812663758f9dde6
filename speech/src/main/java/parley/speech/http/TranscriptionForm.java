package parley.speech.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import parley.speech.audio.Pcm16;
import parley.speech.audio.SampleCount;

/** The multipart form of one transcription request: a WAV file and what is wanted of it. Pure. */
final class TranscriptionForm {
    private static final int WAV_HEADER_BYTES = 44;

    private final String boundary;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @param boundary a line that the sound does not hold; random */
    TranscriptionForm(String boundary) {
        this.boundary = boundary;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    TranscriptionForm field(String name, String value) {
        ascii("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
        bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        ascii("\r\n");
        return this;
    }

    TranscriptionForm sound(short[] samples) {
        ascii("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"speech.wav\"\r\n"
                + "Content-Type: audio/wav\r\n\r\n");
        byte[] pcm = Pcm16.toBytes(samples);
        bytes.writeBytes(ByteBuffer.allocate(WAV_HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(latin("RIFF"))
                .putInt(36 + pcm.length)
                .put(latin("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(SampleCount.RATE_HZ)
                .putInt(2 * SampleCount.RATE_HZ)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(latin("data"))
                .putInt(pcm.length)
                .array());
        bytes.writeBytes(pcm);
        ascii("\r\n");
        return this;
    }

    byte[] end() {
        ascii("--" + boundary + "--\r\n");
        return bytes.toByteArray();
    }

    private void ascii(String text) {
        bytes.writeBytes(latin(text));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
