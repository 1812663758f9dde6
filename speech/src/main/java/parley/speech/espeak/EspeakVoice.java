package parley.speech.espeak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import parley.speech.audio.AudioUnreadable;
import parley.speech.audio.Pcm16;
import parley.speech.audio.WavReader;
import parley.speech.speaking.EstimatedTimings;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;

/**
 * espeak-ng (GPL-3, never shipped) as a voice, one process a call, when the machine has it; thread-safe.
 *
 * <p>The text goes in on standard input, so no shell and no argument ever holds it. At most {@value
 * #MAX_PROCESSES} run at once; each is killed after {@value #MAX_SECONDS} s or with its caller's
 * interruption. Word times are estimated from the sound.
 */
public final class EspeakVoice implements Voice {
    private static final int MAX_PROCESSES = 4;
    private static final int MAX_SECONDS = 10;

    /** Three minutes of 22 kHz sound, more than {@link Voice#MAX_CHARS} characters take. */
    private static final int MAX_BYTES = 180 * 22_050 * 2;

    /** espeak-ng's usual speed, in words a minute. */
    private static final int USUAL_SPEED = 160;

    private final String command;
    private final String espeakLanguage;
    private final String language;
    private final Semaphore processes = new Semaphore(MAX_PROCESSES);
    private volatile boolean closed;

    /** Speaks with {@code command}, which takes espeak-ng's options. */
    EspeakVoice(String command, String espeakLanguage, String language) {
        this.command = command;
        this.espeakLanguage = espeakLanguage;
        this.language = language;
    }

    /**
     * The installed espeak-ng as a voice for one language.
     *
     * @param language {@code zh} or {@code en}
     * @throws VoiceUnavailable when espeak-ng is not installed or does not answer
     */
    public static EspeakVoice open(String language) throws VoiceUnavailable, InterruptedException {
        String espeakLanguage = switch (language) {
            case "zh" -> "cmn";
            case "en" -> "en-us";
            default -> throw new IllegalArgumentException("no espeak-ng voice is set up for " + language);
        };
        var voice = new EspeakVoice("espeak-ng", espeakLanguage, language);
        // Some packages leave the Mandarin dictionary out; only speaking shows it.
        voice.synthesise(language.equals("zh") ? "\u4f60\u597d" : "hello", VoiceSettings.USUAL);
        return voice;
    }

    @Override
    public String name() {
        return "espeak-ng/" + espeakLanguage;
    }

    @Override
    public Set<String> languages() {
        return Set.of(language);
    }

    @Override
    public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
        if (closed) {
            throw new VoiceUnavailable("the voice is closed");
        }
        if (text.length() > MAX_CHARS) {
            throw new VoiceUnavailable("a text of " + text.length() + " characters is more than " + MAX_CHARS);
        }
        processes.acquire();
        try {
            byte[] wav = run(text, (int) Math.round(USUAL_SPEED * settings.speed()));
            return synthesis(text, wav);
        } catch (IOException e) {
            throw new VoiceUnavailable("espeak-ng could not be run; is it installed?", e);
        } catch (AudioUnreadable e) {
            throw new VoiceUnavailable("espeak-ng gave no readable sound: " + e.getMessage(), e);
        } finally {
            processes.release();
        }
    }

    private byte[] run(String text, int wordsPerMinute) throws IOException, InterruptedException, VoiceUnavailable {
        Process process = new ProcessBuilder(List.of(
                        command,
                        "-v",
                        espeakLanguage,
                        "-s",
                        String.valueOf(wordsPerMinute),
                        "--stdin",
                        "--stdout",
                        "-b",
                        "1"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // Read elsewhere, so that this thread can be interrupted and can give up.
        var sound = new CompletableFuture<byte[]>();
        Thread.ofVirtual().start(() -> read(process, sound));
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            }
            byte[] wav = sound.get(MAX_SECONDS, TimeUnit.SECONDS);
            if (!process.waitFor(1, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new VoiceUnavailable("espeak-ng failed for the language " + espeakLanguage);
            }
            return wav;
        } catch (ExecutionException | TimeoutException e) {
            throw new VoiceUnavailable("espeak-ng did not answer within " + MAX_SECONDS + " s", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void read(Process process, CompletableFuture<byte[]> sound) {
        try (InputStream out = process.getInputStream()) {
            sound.complete(out.readNBytes(MAX_BYTES));
        } catch (IOException e) {
            sound.completeExceptionally(e);
        }
    }

    private static Synthesis synthesis(String text, byte[] wav) throws IOException, AudioUnreadable {
        int rateHz = rate(wav);
        // On standard output the header can not know the length: what came is what there is.
        short[] samples = Pcm16.fromBytes(wav, 44, (wav.length - 44) & ~1);
        return new Synthesis(samples, rateHz, EstimatedTimings.of(text, samples, rateHz));
    }

    private static int rate(byte[] wav) throws IOException, AudioUnreadable {
        if (wav.length < 46) {
            throw new AudioUnreadable("only " + wav.length + " bytes");
        }
        // Mends the two lengths in the header, then lets the WAV reader judge the rest of it.
        byte[] head = Arrays.copyOf(wav, 48);
        head[40] = 2;
        head[41] = 0;
        head[42] = 0;
        head[43] = 0;
        try (WavReader reader = WavReader.open(new ByteArrayInputStream(head))) {
            return reader.rateHz();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
