package parley.speech.vosk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import parley.speech.SpeechModels;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.mary.MaryVoice;
import parley.speech.silero.SileroDetector;

/** The real parts, made once for all tests of this module's run. */
public final class Parts {
    public static final SpeechModels MODELS =
            new SpeechModels(Path.of(System.getProperty("parley.models", "target/models")));

    private Parts() {}

    private static final class Vosk {
        static final VoskRecogniser RECOGNISER = open();

        private static VoskRecogniser open() {
            try {
                return VoskRecogniser.open(MODELS.recogniser());
            } catch (RecogniserFailure e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Silero {
        static final SileroDetector DETECTOR = open();

        private static SileroDetector open() {
            try {
                return SileroDetector.open(MODELS.voiceActivity());
            } catch (RecogniserFailure e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Mary {
        static final MaryVoice VOICE = open();

        private static MaryVoice open() {
            try {
                return MaryVoice.open();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static VoskRecogniser recogniser() {
        return Vosk.RECOGNISER;
    }

    public static SileroDetector detector() {
        assumeTrue(
                MODELS.hasVoiceActivity(),
                "skipped: the Silero model was not fetched (npm or the network was missing at build)");
        return Silero.DETECTOR;
    }

    public static MaryVoice voice() {
        return Mary.VOICE;
    }

    /** The folder of recordings: PARLEY_AUDIO, or {@code ../shared/audio} beside the repository. */
    public static Path recordings() {
        String set = System.getenv("PARLEY_AUDIO");
        Path folder = set != null
                ? Path.of(set)
                : MODELS.folder().resolve("../../../../shared/audio").normalize();
        assumeTrue(
                Files.isRegularFile(folder.resolve("native.tsv")),
                "skipped: no recordings; set PARLEY_AUDIO to a folder of them");
        return folder;
    }
}
