package parley.api.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.api.CourseShelf;
import parley.api.Wiring;
import parley.api.config.ConfigException;
import parley.api.config.Settings;
import parley.api.logback.LogSetup;
import parley.tutor.conversation.Tutor;
import parley.tutor.store.JournalUnavailable;
import picocli.CommandLine.Option;

/** The options that every command has: which data folder, which settings. */
final class InstallationOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder (default: $PARLEY_DATA, or parley in $XDG_DATA_HOME or ~/.local/share).")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings (default: $PARLEY_CONFIG, parley.yaml in the data folder, or built in).")
    private @Nullable Path config;

    Settings settings() throws CliFailure {
        try {
            return Settings.load(data, config, environment());
        } catch (ConfigException e) {
            throw new CliFailure(message(e), e);
        }
    }

    /** Makes the data folder and begins the log file in it. */
    static Settings prepared(Settings settings) throws CliFailure {
        try {
            settings.data().create();
        } catch (ConfigException e) {
            throw new CliFailure(message(e), e);
        }
        LogSetup.logToFile(
                settings.data().logs(),
                settings.config().log().maxFile().bytes(),
                settings.config().log().filesKept());
        return settings;
    }

    static Wiring open(Settings settings, boolean withSpeech) throws CliFailure {
        Wiring wiring;
        try {
            wiring = new Wiring(prepared(settings), withSpeech);
        } catch (JournalUnavailable e) {
            throw new CliFailure(message(e), e);
        }
        if (wiring.tutor(wiring.usualCourse()).isEmpty()) {
            wiring.close();
            throw new CliFailure("tutor.course in " + settings.source() + ": there is no course " + wiring.usualCourse()
                    + "; " + known(wiring));
        }
        return wiring;
    }

    /** The tutor of the course that {@code --course} names, or of the usual one when it names none. */
    static Tutor tutor(Wiring wiring, @Nullable String course) throws CliFailure {
        String id = course == null ? wiring.usualCourse() : course;
        return wiring.tutor(id).orElseThrow(() -> noCourse(id, known(wiring)));
    }

    /** Refuses a {@code --course} that is not there before anything is loaded for it; null asks for none. */
    static void requireCourse(Settings settings, @Nullable String course) throws CliFailure {
        if (course == null) {
            return;
        }
        CourseShelf shelf = CourseShelf.read(settings.data().courses());
        if (shelf.course(course).isEmpty()) {
            throw noCourse(course, known(shelf, settings));
        }
    }

    private static CliFailure noCourse(String id, String known) {
        return new CliFailure("--course: there is no course " + id + "; " + known);
    }

    private static String known(Wiring wiring) {
        return known(wiring.shelf(), wiring.settings());
    }

    private static String known(CourseShelf shelf, Settings settings) {
        return "expected " + String.join(" or ", shelf.courses().keySet()) + ", or the name of a folder in "
                + settings.data().courses();
    }

    /** The language of {@code --locale}, or the settings' where it was not given. */
    static String locale(@Nullable String wished, Settings settings) throws CliFailure {
        if (wished == null) {
            return settings.config().tutor().locale();
        }
        if (!wished.equals("en") && !wished.equals("zh-CN")) {
            throw new CliFailure("--locale: expected en or zh-CN");
        }
        return wished;
    }

    /** {@code text} as a path; {@code name} says which argument it is and {@code expected} what should have stood there. */
    static Path path(String name, String expected, String text) throws CliFailure {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CliFailure(name + ": expected " + expected + ", and this is none here");
        }
    }

    static String message(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Map<String, String> environment() {
        return System.getenv();
    }
}
