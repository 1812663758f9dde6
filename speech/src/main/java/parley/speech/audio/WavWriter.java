package parley.speech.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A mono 16-bit WAV file written piece by piece; its header is made true on {@link #close}.
 *
 * <p>Not thread-safe. At most 2 GiB of sound; more fails with an {@link IOException}.
 */
public final class WavWriter implements AutoCloseable {
    private static final int HEADER_BYTES = 44;
    private static final long MAX_BYTES = Integer.MAX_VALUE - HEADER_BYTES;

    private final FileChannel file;
    private final int rateHz;
    private long bytes;

    private WavWriter(FileChannel file, int rateHz) throws IOException {
        this.file = file;
        this.rateHz = rateHz;
        writeFully(ByteBuffer.wrap(header(rateHz, 0)));
    }

    /** Creates {@code path} or empties it. */
    public static WavWriter create(Path path, int rateHz) throws IOException {
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            return new WavWriter(file, rateHz);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    public void write(short[] samples) throws IOException {
        if (bytes + 2L * samples.length > MAX_BYTES) {
            throw new IOException("a WAV file holds at most 2 GiB");
        }
        writeFully(ByteBuffer.wrap(Pcm16.toBytes(samples)));
        bytes += 2L * samples.length;
    }

    private void writeFully(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            if (file.isOpen()) {
                file.position(0);
                writeFully(ByteBuffer.wrap(header(rateHz, (int) bytes)));
            }
        }
    }

    /** A whole WAV file in memory. */
    public static byte[] toBytes(short[] samples, int rateHz) {
        byte[] sound = Pcm16.toBytes(samples);
        return ByteBuffer.allocate(HEADER_BYTES + sound.length)
                .put(header(rateHz, sound.length))
                .put(sound)
                .array();
    }

    private static byte[] header(int rateHz, int dataBytes) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER_BYTES - 8 + dataBytes)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(rateHz)
                .putInt(rateHz * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(dataBytes)
                .array();
    }
}
