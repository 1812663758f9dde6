package parley.speech;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses SPEECH = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("parley.speech");

    /** A technology's types, and the one package that may see them. */
    private static final Map<String, String> HOMES = Map.of(
            "org.vosk..", "parley.speech.vosk",
            "com.sun.jna..", "parley.speech.vosk",
            "ai.onnxruntime..", "parley.speech.silero",
            "io.github.givimad..", "parley.speech.fvad",
            "io.github.jaredmdobson..", "parley.speech.concentus",
            "marytts..", "parley.speech.mary",
            "opennlp..", "parley.speech.mary",
            "com.ibm.icu..", "parley.speech.speaking.icu",
            "com.github.benmanes.caffeine..", "parley.speech.caffeine");

    @Test
    void aTechnologyStaysInThePackageNamedAfterIt() {
        HOMES.forEach((technology, home) -> noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology)
                .check(SPEECH));
    }

    @Test
    void thePortsKnowNoAdapter() {
        noClasses()
                .that()
                .resideInAnyPackage("parley.speech.audio", "parley.speech.hearing", "parley.speech.speaking")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "parley.speech.vosk",
                        "parley.speech.workers",
                        "parley.speech.http",
                        "parley.speech.concentus",
                        "parley.speech.silero",
                        "parley.speech.fvad",
                        "parley.speech.mary",
                        "parley.speech.espeak",
                        "parley.speech")
                .check(SPEECH);
    }

    @Test
    void soundKnowsNothingOfSpeech() {
        classes()
                .that()
                .resideInAPackage("parley.speech.audio")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("parley.speech.audio", "java..", "org.jspecify..")
                .check(SPEECH);
    }
}
