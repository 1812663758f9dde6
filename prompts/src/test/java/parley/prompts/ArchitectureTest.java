package parley.prompts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in the material. */
@AnalyzeClasses(packages = "parley.prompts", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule yamlStaysInItsPackage = only("parley.prompts.source", "org.snakeyaml..");

    @ArchTest
    static final ArchRule evalexStaysInItsPackage = only("parley.prompts.course.evalex", "com.ezylang..");

    @ArchTest
    static final ArchRule nothingAboveIsKnown = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("parley.tutor..", "parley.speech..", "parley.evaluation..", "parley.api..");

    @ArchTest
    static final ArchRule packagesStandOnOneAnother =
            slices().matching("parley.prompts.(**)").should().beFreeOfCycles();

    private static ArchRule only(String ourPackage, String technology) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ourPackage)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology);
    }
}
