package parley.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import parley.speech.languages.SpokenLanguage;

/**
 * Where the speech models lie: one folder that the build fills, and those that an operator has installed.
 *
 * <p>{@code vosk-en-us/} hears English, {@code silero_vad_v6.onnx} is the voice-activity model.
 *
 * @param chosen the folders of the models that an operator has chosen to hear by, by language; English without one is heard
 *     by the model of the build, any other language by none
 */
public record SpeechModels(Path folder, Map<String, Path> chosen) {
    public SpeechModels {
        chosen = Map.copyOf(chosen);
    }

    /** The models of the build. */
    public SpeechModels(Path folder) {
        this(folder, Map.of());
    }

    /** The same, but {@code models} hear their languages. */
    public SpeechModels hearingBy(Map<String, Path> models) {
        return new SpeechModels(folder, models);
    }

    /** The folder of the model that hears {@code language}, which for English need not be there. */
    public Optional<Path> recogniser(String language) {
        return language.equals(SpokenLanguage.ENGLISH)
                ? Optional.of(recogniser())
                : Optional.ofNullable(chosen.get(language));
    }

    /** What hears English. */
    public Path recogniser() {
        Path other = chosen.get(SpokenLanguage.ENGLISH);
        return other == null ? folder.resolve("vosk-en-us") : other;
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
