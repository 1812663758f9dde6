package parley.evaluation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The examiner stands on speech, the tutor and the material, and knows nothing of the doors above it. */
@AnalyzeClasses(packages = "parley", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNothingAbove =
            noClasses().should().dependOnClassesThat().resideInAPackage("parley.api..");

    @ArchTest
    static final ArchRule nothingBelowKnowsTheExaminer = noClasses()
            .that()
            .resideInAnyPackage("parley.prompts..", "parley.tutor..", "parley.speech..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("parley.evaluation..");

    @ArchTest
    static final ArchRule itsRoomsHaveNoCycle =
            slices().matching("parley.evaluation.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jacksonStaysInTheJsonReport = noClasses()
            .that()
            .resideInAPackage("parley.evaluation..")
            .and()
            .resideOutsideOfPackage("parley.evaluation.report.json..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule noTechnologyOfTheStoreysBelow = noClasses()
            .that()
            .resideInAPackage("parley.evaluation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.snakeyaml..",
                    "com.github.jknack..",
                    "dev.langchain4j..",
                    "org.languagetool..",
                    "org.jdbi..",
                    "org.vosk..",
                    "ai.onnxruntime..",
                    "marytts..",
                    "io.javalin..");
}
