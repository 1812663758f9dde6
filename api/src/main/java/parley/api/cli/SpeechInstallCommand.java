package parley.api.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.api.config.Settings;
import parley.speech.install.Checksum;
import parley.speech.install.InstallFailure;
import parley.speech.install.ModelInstaller;
import parley.speech.install.ModelInstaller.Installed;
import parley.speech.install.ModelShelf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley speech install}: one more model for hearing. */
@Command(
        name = "install",
        description = "Installs a Vosk model: by its published name, from an address, or from a zip archive.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A download that broke off goes on where it stopped when the command is given again.",
            "Names: https://alphacephei.com/vosk/models lists them, with their sizes and licences."
        })
final class SpeechInstallCommand implements Callable<Integer> {
    private static final long MIB = 1L << 20;
    private static final int STEPS = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "NAME|URL|FILE", description = "Such as vosk-model-en-us-0.22-lgraph.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String what;

    @Option(
            names = "--checksum",
            paramLabel = "HEX",
            description = "SHA-256 (or MD5) that the archive must have; without it, what the publisher says.")
    private @Nullable String checksum;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "Where names are looked up: a folder with model-list.json.")
    private @Nullable URI from;

    private long stepsTold;

    @Override
    public Integer call() throws Exception {
        Settings settings = InstallationOptions.prepared(installation.settings());
        var shelf = new ModelShelf(settings.data().models());
        URI published = from == null ? ModelInstaller.PUBLISHED : folder(from);
        PrintWriter out = spec.commandLine().getOut();
        Installed installed;
        try {
            installed = new ModelInstaller(shelf, published).install(what, given(), this::tell);
        } catch (InstallFailure e) {
            throw new CliFailure(InstallationOptions.message(e), e);
        }
        out.println("Installed " + installed.name() + " in " + shelf.place(installed.name()));
        out.println("SHA-256 of its archive: " + installed.sha256()
                + installed
                        .checkedBy()
                        .map(by -> " (its " + by + " was checked)")
                        .orElse(" (there was nothing to check it with)"));
        out.println("Next: ./parley speech use " + installed.name());
        return 0;
    }

    private static URI folder(URI address) {
        return address.toString().endsWith("/") ? address : URI.create(address + "/");
    }

    private Optional<Checksum> given() throws CliFailure {
        if (checksum == null) {
            return Optional.empty();
        }
        return Optional.of(Checksum.parse(checksum)
                .orElseThrow(() -> new CliFailure("--checksum: expected 64 hexadecimal digits (SHA-256) or 32 (MD5)")));
    }

    /** A line at each twentieth, on standard error: progress for people, nothing for programs. */
    private void tell(long bytes, long ofBytes) {
        long steps = ofBytes > 0 ? bytes * STEPS / ofBytes : bytes / (50 * MIB);
        if (steps > stepsTold) {
            stepsTold = steps;
            PrintWriter err = spec.commandLine().getErr();
            err.println(
                    ofBytes > 0
                            ? String.format("%3d %%  %d of %d MiB", bytes * 100 / ofBytes, bytes / MIB, ofBytes / MIB)
                            : bytes / MIB + " MiB");
            err.flush();
        }
    }
}
