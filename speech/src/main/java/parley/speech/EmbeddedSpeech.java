package parley.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.caffeine.LineCache;
import parley.speech.espeak.EspeakVoice;
import parley.speech.fvad.FvadDetector;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.Recognisers;
import parley.speech.mary.MaryVoice;
import parley.speech.silero.SileroDetector;
import parley.speech.speaking.LineFigures;
import parley.speech.speaking.SpokenText;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceThreads;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.Voices;

/**
 * The speech parts of this process: the recogniser of the usual language, voice activity and voices, loaded side by side in
 * the background, the recognisers of other languages, loaded when somebody speaks them, and the threads that decode.
 *
 * <p>Thread-safe. A part that can not be had is {@link Readiness.Unavailable} with its reason; the others
 * are not held up by it. Close it after all that hears or speaks through it.
 */
public final class EmbeddedSpeech implements SpeechParts, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSpeech.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Recognisers recognisers;
    private final String language;
    private final FutureTask<Readiness<VoiceActivityDetector>> voiceActivity;
    private final FutureTask<Readiness<Voices>> voices;
    private final DecoderPool decoders;
    private final VoiceThreads voiceThreads = VoiceThreads.usual();
    private final LineCache lines;

    private EmbeddedSpeech(SpeechModels models, int decoderThreads, HearingSetup hearing, SpeakingSetup speaking) {
        decoders = new DecoderPool(decoderThreads);
        recognisers = new Recognisers(wanted -> hearing.source(models, wanted), hearing.openModels());
        language = hearing.language();
        // The others are opened when somebody speaks them.
        recognisers.prepare(List.of(language));
        voiceActivity = load("voice activity", () -> openVoiceActivity(models));
        lines = speaking.lines();
        voices = load("voices", () -> openVoices(speaking));
    }

    /** Begins loading, with one decoder thread a core; returns at once. */
    public static EmbeddedSpeech start(SpeechModels models) {
        return start(models, Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 64));
    }

    /** Begins loading, with {@code decoderThreads} in 1..64; returns at once. */
    public static EmbeddedSpeech start(SpeechModels models, int decoderThreads) {
        return start(models, decoderThreads, HearingSetup.USUAL);
    }

    /** The same, hearing as {@code hearing} says. */
    public static EmbeddedSpeech start(SpeechModels models, int decoderThreads, HearingSetup hearing) {
        return start(models, decoderThreads, hearing, SpeakingSetup.usual());
    }

    /** The same, speaking as {@code speaking} says. */
    public static EmbeddedSpeech start(
            SpeechModels models, int decoderThreads, HearingSetup hearing, SpeakingSetup speaking) {
        return new EmbeddedSpeech(models, decoderThreads, hearing, speaking);
    }

    private static <T> FutureTask<Readiness<T>> load(String what, Callable<Readiness<T>> opening) {
        var task = new FutureTask<Readiness<T>>(() -> {
            try {
                return opening.call();
            } catch (InterruptedException e) {
                return new Readiness.Unavailable<>("loading was stopped", "start Parley again");
            } catch (Exception | Error e) {
                LOG.error("the {} could not be loaded", what, e);
                return new Readiness.Unavailable<>(
                        "the " + what + " failed to load: " + e.getClass().getSimpleName(),
                        "see the log, and build again");
            }
        });
        // Platform threads: loading is native and would pin a carrier.
        Thread.ofPlatform().name("load-" + what.replace(' ', '-')).daemon().start(task);
        return task;
    }

    private static Readiness<VoiceActivityDetector> openVoiceActivity(SpeechModels models) {
        try {
            return new Readiness.Ready<>(SileroDetector.open(models.voiceActivity()));
        } catch (RecogniserFailure silero) {
            LOG.warn("{}; using libfvad, which is poor in noise", reason(silero));
        }
        try {
            return new Readiness.Ready<>(FvadDetector.load());
        } catch (RecogniserFailure e) {
            return new Readiness.Unavailable<>(
                    reason(e), "install npm and build again, which fetches the Silero model");
        }
    }

    private Readiness<Voices> openVoices(SpeakingSetup speaking) throws InterruptedException {
        List<Voice> found = new ArrayList<>();
        String reason = "";
        // The rules of numbers load with their first use, which no learner shall wait for.
        SpokenText.runs("1 \u4e00 1");
        try {
            found.add(voiceThreads.working(MaryVoice.open()));
        } catch (VoiceUnavailable e) {
            LOG.warn("the embedded voice is not to be had: {}", e.getMessage());
            reason = String.valueOf(e.getMessage());
        }
        for (String language : List.of("zh", "en")) {
            try {
                found.add(EspeakVoice.open(language));
            } catch (VoiceUnavailable e) {
                LOG.debug("no espeak-ng voice for {}: {}", language, e.getMessage());
            }
        }
        return found.isEmpty() && speaking.service().isEmpty()
                ? new Readiness.Unavailable<>(reason, "install espeak-ng, or build again")
                : new Readiness.Ready<>(speaking.join(found, voiceThreads));
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public Readiness<Recogniser> recogniser() {
        Optional<Recogniser> opened = recognisers.opened(language);
        if (opened.isPresent()) {
            return new Readiness.Ready<>(opened.get());
        }
        return switch (recognisers.missing(language).orElse(null)) {
            case HoldAnswer.Failed(String heard, String reason, String remedy) ->
                new Readiness.Unavailable<>(reason, remedy);
            case HoldAnswer.NoModel(String heard) ->
                new Readiness.Unavailable<>(
                        "no model for " + heard + " is chosen",
                        "see ./parley speech list, and choose one for " + heard);
            case HoldAnswer.Held held -> new Readiness.Loading<>();
            case HoldAnswer.Loading loading -> new Readiness.Loading<>();
            case HoldAnswer.NoRoom full -> new Readiness.Loading<>();
            case null -> new Readiness.Loading<>();
        };
    }

    @Override
    public HoldAnswer hearing(List<String> languages, Runnable takenBack) {
        return recognisers.hold(languages, takenBack);
    }

    @Override
    public void prepare(List<String> languages) {
        recognisers.prepare(languages);
    }

    /** What hears which language. */
    public Recognisers recognisers() {
        return recognisers;
    }

    @Override
    public Readiness<VoiceActivityDetector> voiceActivity() {
        return now(voiceActivity);
    }

    @Override
    public Readiness<Voices> voices() {
        return now(voices);
    }

    /** The threads on which all ears decode. */
    public DecoderPool decoders() {
        return decoders;
    }

    /** How often short lines were at hand. */
    public LineFigures lines() {
        return lines.figures();
    }

    /** Waits until every part that loads at the start is ready or unavailable; false when {@code limit} passed first. */
    public boolean awaitSettled(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        if (!recognisers.awaitSettled(language, limit)) {
            return false;
        }
        for (Future<?> part : List.of(voiceActivity, voices)) {
            try {
                part.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("loading reports its faults as data", e);
            }
        }
        return true;
    }

    private static <T> Readiness<T> now(FutureTask<Readiness<T>> part) {
        return part.isDone() ? part.resultNow() : new Readiness.Loading<>();
    }

    /** Waits up to 5 s for what is still loading, then frees all: threads first, then the parts they used. */
    @Override
    public void close() {
        try {
            if (!awaitSettled(CLOSE_WAIT)) {
                LOG.warn("speech parts were still loading at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        decoders.close();
        closeReady(voices());
        voiceThreads.close();
        closeReady(voiceActivity());
        recognisers.close();
    }

    private static void closeReady(Readiness<? extends AutoCloseable> part) {
        if (part instanceof Readiness.Ready<? extends AutoCloseable>(AutoCloseable ready)) {
            try {
                ready.close();
            } catch (Exception e) {
                LOG.warn("a speech part did not close", e);
            }
        }
    }
}
