package parley.api.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import parley.speech.audio.AudioUnreadable;
import parley.speech.audio.Pcm16;
import parley.speech.audio.Resampler;
import parley.speech.audio.SampleCount;
import parley.speech.audio.WavReader;

/**
 * Sound in pieces of {@value #PIECE_MS} ms at 16 kHz: a WAV file, checked whole before any of it is heard, or raw PCM16
 * as it comes. Not thread-safe.
 */
interface SoundSource extends AutoCloseable {
    int PIECE_MS = 40;
    int PIECE_SAMPLES = SampleCount.RATE_HZ / 1_000 * PIECE_MS;

    /** The next piece; empty at the end. */
    short[] next() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * The recording in {@code file}.
     *
     * @throws CliFailure when it can't be heard; one line says why
     */
    static SoundSource wav(Path file) throws CliFailure {
        if (Files.isDirectory(file)) {
            throw new CliFailure(file + ": this is a folder; expected a WAV recording");
        }
        short[] all;
        try (WavReader reader = WavReader.open(Files.newInputStream(file))) {
            all = reader.readAllResampled();
        } catch (NoSuchFileException e) {
            throw new CliFailure(file + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new CliFailure(file + ": the file can't be read; correct its permissions", e);
        } catch (AudioUnreadable e) {
            throw new CliFailure(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CliFailure(
                    file + ": the file can't be read (" + e.getClass().getSimpleName() + ")", e);
        }
        return new SoundSource() {
            private int at;

            @Override
            public short[] next() {
                short[] piece = Arrays.copyOfRange(all, at, Math.min(all.length, at + PIECE_SAMPLES));
                at += piece.length;
                return piece;
            }

            @Override
            public void close() {}
        };
    }

    /** Raw mono PCM16, little-endian, at {@code rateHz}; a last odd byte is dropped. */
    static SoundSource raw(InputStream in, int rateHz) {
        var resampler = new Resampler(rateHz, SampleCount.RATE_HZ);
        return new SoundSource() {
            private boolean ended;

            @Override
            public short[] next() throws IOException {
                while (!ended) {
                    byte[] bytes = in.readNBytes(rateHz / 1_000 * PIECE_MS * 2);
                    ended = bytes.length < rateHz / 1_000 * PIECE_MS * 2;
                    short[] piece = resampler.resample(Pcm16.fromBytes(bytes, 0, bytes.length & ~1));
                    if (ended) {
                        short[] tail = resampler.finish();
                        int head = piece.length;
                        piece = Arrays.copyOf(piece, head + tail.length);
                        System.arraycopy(tail, 0, piece, head, tail.length);
                    }
                    if (piece.length > 0) {
                        return piece;
                    }
                }
                return new short[0];
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }
}
