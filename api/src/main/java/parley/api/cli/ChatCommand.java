package parley.api.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.api.Wiring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley chat}: the tutor in the terminal. */
@Command(
        name = "chat",
        description = "Talks to the tutor in the terminal, in text. Lines may also come from a pipe.",
        mixinStandardHelpOptions = true,
        footer = {"", "Within the chat: /new begins a new conversation, /help tells more, Ctrl-D ends."})
final class ChatCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Option(
            names = "--locale",
            paramLabel = "en|zh-CN",
            description = "Language of explanations (default: the settings').")
    private @Nullable String locale;

    @Option(
            names = "--course",
            paramLabel = "ID",
            description = "The course to be taught (default: the settings'; ./parley course list tells all).")
    private @Nullable String course;

    @Option(names = "--new", description = "Begin a new conversation instead of going on with the last.")
    private boolean fresh;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        var settings = installation.settings();
        String language = InstallationOptions.locale(locale, settings);
        try (Wiring wiring = InstallationOptions.open(settings, false);
                var chat = new TerminalChat(InstallationOptions.tutor(wiring, course), language, interactive(), out)) {
            wiring.loadRest();
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return chat.hold(in, fresh) ? 0 : 1;
        }
    }

    /** The launcher looks whether a person sits at both ends; Java 22 and later can't tell by the console alone. */
    private static boolean interactive() {
        return Boolean.getBoolean("parley.terminal");
    }
}
