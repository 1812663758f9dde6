package parley.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the speech models lie: one folder that the build or the installer fills.
 *
 * <p>{@code vosk-en-us/} is the recogniser's, {@code silero_vad_v6.onnx} the voice-activity model.
 *
 * @param chosen the recogniser's model that an operator has installed and chosen; empty: the one of the build
 */
public record SpeechModels(Path folder, Optional<Path> chosen) {

    /** The models of the build. */
    public SpeechModels(Path folder) {
        this(folder, Optional.empty());
    }

    /** The same, but {@code model} hears, when there is one. */
    public SpeechModels hearingBy(Optional<Path> model) {
        return new SpeechModels(folder, model);
    }

    public Path recogniser() {
        return chosen.orElseGet(() -> folder.resolve("vosk-en-us"));
    }

    public Path voiceActivity() {
        return folder.resolve("silero_vad_v6.onnx");
    }

    public boolean hasRecogniser() {
        return Files.isDirectory(recogniser());
    }

    public boolean hasVoiceActivity() {
        return Files.isRegularFile(voiceActivity());
    }
}
