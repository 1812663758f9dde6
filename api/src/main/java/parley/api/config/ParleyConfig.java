package parley.api.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import parley.prompts.library.Label;
import parley.prompts.library.VariantChoice;

/**
 * All settings, read and checked. Immutable. The checked-in {@code parley.yaml} holds each with its default, unit and
 * range; {@link ConfigReader} checks the ranges and relations.
 */
public record ParleyConfig(
        ServerConfig server,
        RealtimeConfig realtime,
        TutorConfig tutor,
        PromptsConfig prompts,
        ModelConfig model,
        ModelsConfig models,
        SpeechConfig speech,
        TalkConfig talk,
        LogConfig log) {

    /** Where and how the server listens. */
    public record ServerConfig(String host, int port, ByteSize maxRequest, Duration stopLimit) {
        private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

        /** Whether nobody but this machine is served. */
        public boolean onlyThisMachine() {
            return LOOPBACK.contains(host);
        }

        ServerConfig withPort(int other) {
            return new ServerConfig(host, other, maxRequest, stopLimit);
        }
    }

    /** Limits of {@code /v1/realtime}. */
    public record RealtimeConfig(
            ByteSize maxFrame, int maxWaitingFrames, Duration idleLimit, Duration pingEvery, int maxConnections) {}

    /** What is taught and how it is explained. */
    public record TutorConfig(String course, String locale) {}

    /**
     * Where prompts are kept, and which versions of them are live.
     *
     * @param store {@value #FOLDER} or {@value #DATABASE}
     * @param label the file name of a {@link Label}
     * @param variant the variant that learners get where a prompt has it; empty for the usual prompts
     * @param variantShare the part of the learners who get it
     */
    public record PromptsConfig(String store, String label, String variant, double variantShare) {
        static final String FOLDER = "folder";
        static final String DATABASE = "database";

        /** Whether they are kept in the database and not as files. */
        public boolean inDatabase() {
            return store.equals(DATABASE);
        }

        /** The variant that learners get. */
        public VariantChoice variants() {
            return new VariantChoice(variant, variantShare);
        }

        /** The label whose version learners get. */
        public Label followed() {
            return Label.named(label).orElseThrow();
        }
    }

    /**
     * The model that words replies; its key is a {@link Secret} of the environment.
     *
     * @param contextTokens its window, prompt and answer together
     * @param tools whether it may use the course's tools
     */
    public record ModelConfig(
            String baseUrl,
            String name,
            Duration connectLimit,
            Duration firstTokenLimit,
            Duration idleLimit,
            Duration totalLimit,
            int maxReplyTokens,
            double temperature,
            int contextTokens,
            boolean tools) {
        /** Whether a model is to be used at all. */
        public boolean configured() {
            return !baseUrl.isEmpty() && !name.isEmpty();
        }

        ModelConfig at(String otherBaseUrl, String otherName) {
            return new ModelConfig(
                    otherBaseUrl,
                    otherName,
                    connectLimit,
                    firstTokenLimit,
                    idleLimit,
                    totalLimit,
                    maxReplyTokens,
                    temperature,
                    contextTokens,
                    tools);
        }
    }

    /**
     * Hearing and speaking.
     *
     * @param decoderThreads 0: one per core
     */
    public record SpeechConfig(
            boolean enabled,
            int decoderThreads,
            WorkersConfig workers,
            String language,
            int openModels,
            TranscriptionConfig transcription,
            EarConfig ear,
            VoiceConfig voice,
            double speed) {
        private static final int MOST_DECODERS = 64;

        /** Threads that decode, 1..64. */
        public int decoders() {
            return decoderThreads == 0
                    ? Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_DECODERS)
                    : decoderThreads;
        }
    }

    /**
     * What is taken for a learner's voice.
     *
     * @param activation certainty that sound is voice from which it may begin, 0..1
     * @param release certainty below which it may end
     * @param onset so long must it last to begin
     * @param hang so long must it be silent to pause
     * @param preRoll sound from before it began that is heard, too
     */
    public record EarConfig(double activation, double release, Duration onset, Duration hang, Duration preRoll) {}

    /**
     * A service that hears beside the embedded recogniser; its key is a {@link Secret} of the environment,
     * {@value #KEY_VARIABLE}.
     */
    public record TranscriptionConfig(String baseUrl, String model, Duration limit) {
        public static final String KEY_VARIABLE = "PARLEY_HEARING_KEY";

        /** Whether there is one. */
        public boolean configured() {
            return !baseUrl.isEmpty();
        }
    }

    /**
     * Who speaks; a service's key is a {@link Secret} of the environment, {@value #KEY_VARIABLE}.
     *
     * @param provider {@value #EMBEDDED} or {@value #SERVICE}
     * @param format {@value #WAV} or {@value #PCM}
     * @param rate samples a second of {@value #PCM}
     * @param cache what short common lines may take
     */
    public record VoiceConfig(
            String provider,
            String baseUrl,
            String model,
            VoiceNames voices,
            String format,
            int rate,
            Duration connectLimit,
            Duration limit,
            ByteSize cache) {
        public static final String KEY_VARIABLE = "PARLEY_VOICE_KEY";
        static final String EMBEDDED = "embedded";
        static final String SERVICE = "service";
        static final String WAV = "wav";
        static final String PCM = "pcm";

        /** Whether a service speaks before the embedded voices. */
        public boolean byService() {
            return provider.equals(SERVICE);
        }

        /** Whether bare samples are asked for. */
        public boolean bare() {
            return format.equals(PCM);
        }
    }

    /** The service's voices for English and Chinese; empty: the embedded one speaks that language. */
    public record VoiceNames(String en, String zh) {
        /** Those that are named, by language. */
        public Map<String, String> byLanguage() {
            var named = new TreeMap<String, String>();
            if (!en.isEmpty()) {
                named.put("en", en);
            }
            if (!zh.isEmpty()) {
                named.put("zh", zh);
            }
            return named;
        }
    }

    /**
     * Whether recognisers run in processes of their own.
     *
     * @param run {@value #AUTO} (when the server listens beyond this machine), {@value #ALWAYS} or {@value #NEVER}
     * @param processes how many
     */
    public record WorkersConfig(String run, int processes) {
        static final String AUTO = "auto";
        static final String ALWAYS = "always";
        static final String NEVER = "never";

        /** Whether they do, on a server that listens as {@code server} says. */
        public boolean wantedOn(ServerConfig server) {
            return run.equals(ALWAYS) || (run.equals(AUTO) && !server.onlyThisMachine());
        }
    }

    /**
     * Who speaks when.
     *
     * @param mode {@value #AUTOMATIC}, {@value #PUSH_TO_TALK} or {@value #MANUAL}
     * @param protectedMoves names of teaching moves whose replies a voice does not stop
     */
    public record TalkConfig(
            String mode,
            Duration usualWait,
            Duration beginnerWait,
            Duration unlikelyEndWait,
            Duration longestWait,
            Duration longestTurn,
            boolean interruptible,
            @JsonProperty("protected") List<String> protectedMoves,
            int minimumWords,
            Duration echoGuard,
            int distantBelowDb,
            Duration reopenWithin,
            int drafts,
            Duration idleAfter,
            int idlePrompts) {
        public static final String AUTOMATIC = "automatic";
        public static final String PUSH_TO_TALK = "push-to-talk";
        public static final String MANUAL = "manual";

        public TalkConfig {
            protectedMoves = List.copyOf(protectedMoves);
        }
    }

    /** The log file in the data folder. */
    public record LogConfig(ByteSize maxFile, int filesKept) {}

    ParleyConfig with(ServerConfig otherServer, ModelConfig otherModel) {
        return new ParleyConfig(otherServer, realtime, tutor, prompts, otherModel, models, speech, talk, log);
    }

    /** The same settings on another port, 0 to 65535. */
    public ParleyConfig onPort(int port) {
        return with(server.withPort(port), model);
    }
}
