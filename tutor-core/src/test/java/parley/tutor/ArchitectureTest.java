package parley.tutor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in the mind of Parley. */
@AnalyzeClasses(packages = "parley.tutor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    // A technology's types stay in the package named after it, so that it can be exchanged in one place.

    @ArchTest
    static final ArchRule langchain4jStaysInItsPackages = noClasses()
            .that()
            .resideOutsideOfPackages("parley.tutor.models.langchain4j..", "parley.tutor.retrieval.embeddings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.langchain4j..", "ai.onnxruntime..", "ai.djl..");

    @ArchTest
    static final ArchRule theDatabaseStaysInItsPackage = only(
            "parley.tutor.store.jdbi", "org.jdbi..", "com.zaxxer..", "org.flywaydb..", "org.sqlite..", "java.sql..");

    @ArchTest
    static final ArchRule jacksonStaysInItsPackages = noClasses()
            .that()
            .resideOutsideOfPackages("parley.tutor.store.json..", "parley.tutor.models.tools.networknt..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule theSchemaValidatorStaysInItsPackage =
            only("parley.tutor.models.tools.networknt", "com.networknt..");

    @ArchTest
    static final ArchRule jtokkitStaysInItsPackage = only("parley.tutor.models.context.jtokkit", "com.knuddels..");

    @ArchTest
    static final ArchRule languageToolStaysInItsPackage =
            only("parley.tutor.understanding.languagetool", "org.languagetool..");

    @ArchTest
    static final ArchRule symjaStaysInItsPackage = only("parley.tutor.understanding.symja", "org.matheclipse..");

    // The order of decisions: a turn is understood, then a move is chosen, then it is worded. Nothing looks ahead.

    @ArchTest
    static final ArchRule actorKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("parley.tutor.actor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "parley.prompts..",
                    "parley.tutor",
                    "parley.tutor.conversation..",
                    "parley.tutor.learner..",
                    "parley.tutor.models..",
                    "parley.tutor.store..",
                    "parley.tutor.teaching..",
                    "parley.tutor.understanding..",
                    "parley.tutor.wording..");

    @ArchTest
    static final ArchRule modelsKnowNothingOfTeaching = strangers(
            "models", "conversation", "learner", "teaching", "understanding", "wording", "tools", "store", "actor");

    @ArchTest
    static final ArchRule understandingLooksAtNothingLater =
            strangers("understanding", "teaching", "wording", "store", "models", "actor");

    @ArchTest
    static final ArchRule teachingIsDecidedBeforeTheWords =
            strangers("teaching", "wording", "store", "models", "actor");

    @ArchTest
    static final ArchRule theLearnerIsFoldedFromEventsAlone =
            strangers("learner", "wording", "store", "models", "actor");

    @ArchTest
    static final ArchRule findingPassagesKnowsCoursesOnly = strangers(
            "retrieval", "conversation", "learner", "teaching", "understanding", "wording", "store", "models", "actor");

    @ArchTest
    static final ArchRule toolsOnlyRead = strangers("tools", "wording", "store", "actor");

    @ArchTest
    static final ArchRule wordingWritesNothing = strangers("wording", "store", "actor");

    @ArchTest
    static final ArchRule theStoreOnlyKeeps = strangers("store", "wording", "actor");

    @ArchTest
    static final ArchRule ofModelsTheStoreKeepsTheAccountsOnly = noClasses()
            .that()
            .resideInAPackage("parley.tutor.store..")
            .and()
            .doNotHaveSimpleName("JdbiSpendLedger")
            .and()
            .doNotHaveSimpleName("SqliteStore")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("parley.tutor.models..");

    @ArchTest
    static final ArchRule aConversationKnowsPortsOnly = noClasses()
            .that()
            .resideInAPackage("parley.tutor.conversation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "parley.tutor.models..",
                    "parley.tutor.store.jdbi..",
                    "parley.tutor.store.json..",
                    "parley.tutor.understanding.languagetool..");

    @ArchTest
    static final ArchRule nobodyPrintsOrLogsBeyondSlf4j = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.apache.log4j..", "ch.qos.logback..");

    private static ArchRule only(String home, String... technology) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology);
    }

    private static ArchRule strangers(String one, String... others) {
        String[] packages = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            packages[i] = "parley.tutor." + others[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage("parley.tutor." + one + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
