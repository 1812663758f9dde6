package parley.speech;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the speech models lie: one folder that the build or the installer fills.
 *
 * <p>{@code vosk-en-us/} is the recogniser's, {@code silero_vad_v6.onnx} the voice-activity model.
 */
public record SpeechModels(Path folder) {

    public Path recogniser() {
        return folder.resolve("vosk-en-us");
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
