package parley.api;

import java.net.URISyntaxException;
import java.nio.file.Path;
import parley.speech.SpeechModels;

/** Finds the speech models: where the launcher says, or else where the build beside this program puts them. */
public final class ModelsFolder {
    private ModelsFolder() {}

    public static SpeechModels find() {
        String told = System.getProperty("parley.models", "");
        if (!told.isBlank()) {
            return new SpeechModels(Path.of(told).toAbsolutePath().normalize());
        }
        try {
            // api/target/classes or api/target/parley-api.jar, beside speech/target/models.
            Path here = Path.of(ModelsFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new SpeechModels(
                    here.resolve("../../../speech/target/models").normalize());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The program's own place is no path", e);
        }
    }
}
