package parley.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The order of the storeys, and each technology in its room. */
@AnalyzeClasses(packages = "parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule promptsStandOnNothing = noClasses()
            .that()
            .resideInAPackage("parley.prompts..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("parley.tutor..", "parley.speech..", "parley.evaluation..", "parley.api..");

    @ArchTest
    static final ArchRule theMindKnowsNoEars = noClasses()
            .that()
            .resideInAPackage("parley.tutor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("parley.speech..", "parley.evaluation..", "parley.api..");

    @ArchTest
    static final ArchRule speechKnowsNoDoors = noClasses()
            .that()
            .resideInAPackage("parley.speech..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("parley.evaluation..", "parley.api..");

    @ArchTest
    static final ArchRule theExaminerKnowsNoDoors = noClasses()
            .that()
            .resideInAPackage("parley.evaluation..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("parley.api..");

    @ArchTest
    static final ArchRule theServersTypesStayAtTheServer = noClasses()
            .that()
            .resideOutsideOfPackages("parley.api.server..", "parley.api.realtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule onlyTheSocketKnowsJavalinInRealtime = noClasses()
            .that()
            .resideInAPackage("parley.api.realtime..")
            .and()
            .haveSimpleNameNotStartingWith("RealtimeSocket")
            .and()
            .haveSimpleNameNotStartingWith("JettySocket")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule theCommandLinesTypesStayThere = noClasses()
            .that()
            .resideOutsideOfPackage("parley.api.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule logbackIsSetUpInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("parley.api.logback..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ch.qos.logback..");

    @ArchTest
    static final ArchRule metricsAreMeasuredInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("parley.api.micrometer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule spansAreMadeInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("parley.api.opentelemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule settingsKnowNoParts = noClasses()
            .that()
            .resideInAnyPackage("parley.api.config..", "parley.api.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "parley.api.server..",
                    "parley.api.realtime..",
                    "parley.api.cli..",
                    "parley.tutor..",
                    "parley.speech..");
}
