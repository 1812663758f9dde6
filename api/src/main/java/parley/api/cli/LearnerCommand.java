package parley.api.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.api.Wiring;
import parley.prompts.course.Course;
import parley.tutor.learner.LearnerId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley learner}: what is known of a learner. */
@Command(
        name = "learner",
        description = "Shows what is known of a learner, or recomputes it from the journal.",
        mixinStandardHelpOptions = true,
        subcommands = {LearnerCommand.Show.class, LearnerCommand.Rebuild.class})
final class LearnerCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code parley learner show ID}. */
    @Command(
            name = "show",
            description = "Shows mastery with its numbers, due reviews and the plan for today.",
            mixinStandardHelpOptions = true,
            footer = {"", "An installation without accounts has one learner: local."})
    static final class Show implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final InstallationOptions installation = new InstallationOptions();

        @Parameters(paramLabel = "ID", description = "The learner, such as local.")
        @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
        private String id;

        @Option(names = "--course", paramLabel = "ID", description = "The course (default: the settings').")
        private @Nullable String course;

        @Option(
                names = "--concept",
                paramLabel = "ID",
                description = "Opens one concept: the answers behind its numbers.")
        private @Nullable String concept;

        @Option(
                names = "--locale",
                paramLabel = "en|zh-CN",
                description = "Language of titles (default: the settings').")
        private @Nullable String locale;

        @Override
        public Integer call() throws Exception {
            LearnerId learner = learner(id);
            var settings = installation.settings();
            try (Wiring wiring = InstallationOptions.open(settings, false)) {
                var tutor = InstallationOptions.tutor(wiring, course);
                Course taught = wiring.shelf().course(tutor.courseId()).orElseThrow();
                var report = new LearnerReport(
                        taught,
                        InstallationOptions.locale(locale, settings),
                        wiring.reasons(),
                        tutor.clock().instant());
                if (!tutor.journal().latest(learner, taught.id()).isPresent()) {
                    throw new CliFailure("There is no learner " + id + " on the course " + taught.id()
                            + " yet; an installation without accounts has one: local");
                }
                var known = wiring.records().read(learner, taught.id());
                if (concept == null) {
                    spec.commandLine().getOut().print(report.overview(learner, known));
                } else {
                    var shown = taught.concept(concept)
                            .orElseThrow(() -> new CliFailure("--concept: the course has no concept " + concept));
                    spec.commandLine()
                            .getOut()
                            .print(report.evidence(
                                    shown,
                                    known,
                                    wiring.records()
                                            .evidence(learner, taught.id(), shown.id(), LearnerReport.MOST_ANSWERS)));
                }
                spec.commandLine().getOut().flush();
                return 0;
            }
        }

        private static LearnerId learner(String id) throws CliFailure {
            try {
                return new LearnerId(id);
            } catch (IllegalArgumentException e) {
                throw new CliFailure("ID: expected 1 to 36 characters, such as local", e);
            }
        }
    }

    /** {@code parley learner rebuild}. */
    @Command(
            name = "rebuild",
            description = "Recomputes everything that follows from the journal: mastery, difficulties, requests.",
            mixinStandardHelpOptions = true)
    static final class Rebuild implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final InstallationOptions installation = new InstallationOptions();

        @Override
        public Integer call() throws Exception {
            try (Wiring wiring = InstallationOptions.open(installation.settings(), false)) {
                wiring.rebuild();
                spec.commandLine().getOut().println("Recomputed from the journal.");
                return 0;
            }
        }
    }
}
