package parley.speech.audio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;

/**
 * A WAV file read as a stream of mono samples at the file's own rate.
 *
 * <p>Reads uncompressed PCM of 8, 16, 24 or 32 bits and 32-bit float, {@value #MIN_RATE_HZ} to {@value
 * #MAX_RATE_HZ} Hz, one or two channels (averaged). The length is checked in the header before any sound is read, and
 * data that ends early is an error, not a shorter recording. Not thread-safe.
 */
public final class WavReader implements AutoCloseable {
    public static final int MIN_RATE_HZ = 8_000;
    public static final int MAX_RATE_HZ = 48_000;

    /** Longest recording; a turn of conversation is far shorter. */
    public static final Duration MAX_LENGTH = Duration.ofMinutes(10);

    /** What writers put who do not know the length, or more. */
    private static final long UNKNOWN_BYTES = 0x7fff_0000L;

    private static final int MAX_CHUNK_HEADERS = 64;
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xfffe;

    private final InputStream in;
    private final int rateHz;
    private final int channels;
    private final int bits;
    private final boolean floating;
    private final long frames;
    private final boolean endless;
    private long framesRead;

    private WavReader(InputStream in, Format format, long dataBytes) {
        this.in = in;
        this.rateHz = format.rateHz;
        this.channels = format.channels;
        this.bits = format.bits;
        this.floating = format.floating;
        this.endless = dataBytes == Long.MAX_VALUE;
        this.frames = dataBytes / ((long) channels * bits / 8);
    }

    private record Format(int rateHz, int channels, int bits, boolean floating) {}

    /**
     * Reads the header; the reader owns {@code stream} from then on.
     *
     * @throws AudioUnreadable when it is no WAV, or one that is not heard here; the stream is closed
     */
    public static WavReader open(InputStream stream) throws IOException, AudioUnreadable {
        return open(stream, false);
    }

    /**
     * The same for a stream whose writer may not have known its length, and wrote none or the greatest: then what comes is
     * what there is.
     */
    public static WavReader openStream(InputStream stream) throws IOException, AudioUnreadable {
        return open(stream, true);
    }

    private static WavReader open(InputStream stream, boolean streamed) throws IOException, AudioUnreadable {
        var in = new BufferedInputStream(stream, 1 << 16);
        try {
            return openOwned(in, streamed);
        } catch (IOException | AudioUnreadable | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static WavReader openOwned(InputStream in, boolean streamed) throws IOException, AudioUnreadable {
        byte[] head = in.readNBytes(12);
        if (head.length == 0) {
            throw new AudioUnreadable("the file is empty; expected a WAV recording");
        }
        if (head.length < 12 || !tag(head, 0).equals("RIFF") || !tag(head, 8).equals("WAVE")) {
            throw new AudioUnreadable("this is not a WAV file; expected a recording as RIFF/WAVE");
        }
        Format format = null;
        for (int i = 0; i < MAX_CHUNK_HEADERS; i++) {
            byte[] chunk = in.readNBytes(8);
            if (chunk.length < 8) {
                throw new AudioUnreadable("the WAV file ends before its sound; it seems to be cut off");
            }
            long size = little(chunk).getInt(4) & 0xffff_ffffL;
            String tag = tag(chunk, 0);
            if (tag.equals("fmt ")) {
                format = readFormat(in, size);
            } else if (tag.equals("data")) {
                if (format == null) {
                    throw new AudioUnreadable("the WAV file has no format before its sound; it is damaged");
                }
                if (streamed && (size == 0 || size >= UNKNOWN_BYTES)) {
                    return new WavReader(in, format, Long.MAX_VALUE);
                }
                checkLength(format, size);
                return new WavReader(in, format, size);
            } else {
                skip(in, size + (size & 1));
            }
        }
        throw new AudioUnreadable("the WAV file holds no sound among its first " + MAX_CHUNK_HEADERS + " chunks");
    }

    private static Format readFormat(InputStream in, long size) throws IOException, AudioUnreadable {
        if (size < 16 || size > 1_024) {
            throw new AudioUnreadable("the WAV file's format block has " + size + " bytes; it is damaged");
        }
        byte[] bytes = in.readNBytes((int) (size + (size & 1)));
        if (bytes.length < size) {
            throw new AudioUnreadable("the WAV file ends before its sound; it seems to be cut off");
        }
        ByteBuffer format = little(bytes);
        int coding = format.getShort(0) & 0xffff;
        if (coding == EXTENSIBLE && size >= 26) {
            coding = format.getShort(24) & 0xffff;
        }
        int channels = format.getShort(2) & 0xffff;
        int rate = format.getInt(4);
        int bits = format.getShort(14) & 0xffff;
        boolean pcm = coding == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32);
        boolean floating = coding == FLOAT && bits == 32;
        if (!pcm && !floating) {
            throw new AudioUnreadable("the WAV file's coding (" + coding + ", " + bits
                    + " bits) is not read; expected uncompressed PCM of 8, 16, 24 or 32 bits");
        }
        if (channels < 1 || channels > 2) {
            throw new AudioUnreadable("the WAV file has " + channels + " channels; expected mono or stereo");
        }
        if (rate < MIN_RATE_HZ || rate > MAX_RATE_HZ) {
            throw new AudioUnreadable("the WAV file has " + Integer.toUnsignedString(rate)
                    + " samples a second; expected " + MIN_RATE_HZ + " to " + MAX_RATE_HZ);
        }
        return new Format(rate, channels, bits, floating);
    }

    private static void checkLength(Format format, long size) throws AudioUnreadable {
        int frameBytes = format.channels * format.bits / 8;
        if (size == 0) {
            throw new AudioUnreadable("the WAV file holds no sound");
        }
        // Writers that could not go back leave 0xffffffff: such a file has no known length.
        if (size / frameBytes > MAX_LENGTH.toSeconds() * format.rateHz) {
            long minutes = size / frameBytes / format.rateHz / 60;
            throw new AudioUnreadable("the recording is " + minutes + " minutes long; at most " + MAX_LENGTH.toMinutes()
                    + " minutes are heard");
        }
    }

    public int rateHz() {
        return rateHz;
    }

    /** The length that the header promises; without meaning for a stream of unknown length. */
    public Duration length() {
        return Duration.ofNanos(frames * 1_000_000_000L / rateHz);
    }

    /**
     * The next samples, at most {@code most}; an empty array at the end.
     *
     * @throws AudioUnreadable when the file ends before the length its header promises
     */
    public short[] read(int most) throws IOException, AudioUnreadable {
        int wanted = (int) Math.min(most, frames - framesRead);
        if (wanted == 0) {
            return new short[0];
        }
        int sampleBytes = bits / 8;
        byte[] bytes = in.readNBytes(wanted * channels * sampleBytes);
        if (endless) {
            wanted = bytes.length / (channels * sampleBytes);
        } else if (bytes.length < wanted * channels * sampleBytes) {
            throw new AudioUnreadable("the WAV file ends after "
                    + (framesRead + bytes.length / (channels * sampleBytes)) * 1_000 / rateHz + " ms of "
                    + length().toMillis() + " ms; it seems to be cut off");
        }
        framesRead += wanted;
        ByteBuffer data = little(bytes);
        var samples = new short[wanted];
        for (int i = 0; i < wanted; i++) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += sample(data, (i * channels + channel) * sampleBytes);
            }
            samples[i] = Pcm16.clip(sum / channels);
        }
        return samples;
    }

    private double sample(ByteBuffer data, int at) {
        if (floating) {
            float value = data.getFloat(at);
            return Float.isFinite(value) ? value * 32_768.0 : 0;
        }
        return switch (bits) {
            case 8 -> ((data.get(at) & 0xff) - 128) * 256.0;
            case 16 -> data.getShort(at);
            case 24 -> ((data.get(at) & 0xff) | (data.getShort(at + 1) << 8)) / 256.0;
            default -> data.getInt(at) / 65_536.0;
        };
    }

    /** All of it as mono samples at {@link SampleCount#RATE_HZ}. */
    public short[] readAllResampled() throws IOException, AudioUnreadable {
        var resampler = new Resampler(rateHz, SampleCount.RATE_HZ);
        var all = new short[0];
        int length = 0;
        while (true) {
            short[] read = read(rateHz);
            short[] more = read.length == 0 ? resampler.finish() : resampler.resample(read);
            if (length + more.length > all.length) {
                all = Arrays.copyOf(all, Math.max(length + more.length, all.length * 2));
            }
            System.arraycopy(more, 0, all, length, more.length);
            length += more.length;
            if (read.length == 0) {
                return Arrays.copyOf(all, length);
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String tag(byte[] bytes, int at) {
        return new String(bytes, at, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static void skip(InputStream in, long count) throws IOException, AudioUnreadable {
        try {
            in.skipNBytes(count);
        } catch (java.io.EOFException e) {
            throw new AudioUnreadable("the WAV file ends before its sound; it seems to be cut off");
        }
    }
}
