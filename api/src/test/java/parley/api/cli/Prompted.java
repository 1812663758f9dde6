package parley.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import parley.api.Wiring;
import parley.api.config.Settings;
import parley.prompts.library.FolderPromptStore;
import parley.prompts.library.Label;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.library.PromptDesk.Released;
import parley.prompts.library.PromptDesk.SourceFile;
import parley.prompts.library.PromptLibrary;
import parley.prompts.library.PromptStore;
import parley.prompts.library.ReleaseGate;
import parley.tutor.conversation.Conversation;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.store.jdbi.SqliteStore;

/** An installation with a model and prompts of its own, and what a test asks of it. */
final class Prompted {
    private static final long PATIENCE_SECONDS = 60;

    private Prompted() {}

    /** Writes the settings file of a data folder; {@code prompts} are lines of the section prompts. */
    static void settings(Path data, URI model, String... prompts) throws IOException {
        String text = Settings.shippedText()
                .replace("\n  base-url: \"\"", "\n  base-url: \"" + model + "\"")
                .replace("\n  name: \"\"", "\n  name: small-model");
        for (String line : prompts) {
            text = text.replaceFirst("(?m)^  " + line.substring(0, line.indexOf(':')) + ": .*$", "  " + line);
        }
        Files.createDirectories(data);
        Files.writeString(data.resolve("parley.yaml"), text);
    }

    static Wiring wiring(Path data) throws Exception {
        return new Wiring(Settings.load(data, null, Map.of()), false);
    }

    /** {@code parley prompt …} on a data folder: its exit code, then all that it printed. */
    static List<String> command(Path data, String... arguments) {
        var out = new StringWriter();
        List<String> all = new ArrayList<>(List.of("prompt", arguments[0], "--data", data.toString()));
        all.addAll(List.of(arguments).subList(1, arguments.length));
        int code =
                ParleyCommand.run(new PrintWriter(out, true), new PrintWriter(out, true), all.toArray(String[]::new));
        return List.of(String.valueOf(code), out.toString());
    }

    /** Saves the tutor's prompt with a sentence of its own and these suites, in both languages. */
    static void edit(PromptDesk desk, String sentence, String suites) throws Exception {
        for (String fileName : List.of("tutor-reply.prompt", "tutor-reply.zh-CN.prompt")) {
            SourceFile now = desk.file(fileName);
            String text = now.text()
                    .replaceFirst("parley[.]suites: .*", "parley.suites: " + suites)
                    .replaceFirst(
                            "(?s)\n---\n\\{\\{role \"system\"}}\n(<<.*?>>\n)?",
                            "\n---\n{{role \"system\"}}\n<<" + sentence + ">>\n");
            desk.save(fileName, text, now.hash());
        }
    }

    /** Releases the tutor's working copy as if its suites had nothing to say: what others begin with. */
    static Released released(Path data, Label label) throws Exception {
        Settings settings = Settings.load(data, null, Map.of());
        if (!settings.config().prompts().inDatabase()) {
            return ungated(new FolderPromptStore(settings.data().prompts()), label);
        }
        try (SqliteStore database = SqliteStore.open(settings.data().path())) {
            return ungated(database.prompts(), label);
        }
    }

    private static Released ungated(PromptStore store, Label label) throws Exception {
        var desk = new PromptDesk(
                PromptLibrary.of(store, Label.PRODUCTION),
                store,
                question -> new ReleaseGate.Answer.Open(List.of()),
                Clock.systemUTC());
        return desk.release("tutor-reply", to(label));
    }

    static Release to(Label label) {
        return new Release(label, null, 1, "Ann", "", null);
    }

    /** Opens a conversation and tells how the journal keeps the first reply. */
    static TutorReplied reply(Wiring wiring, String learner) throws Exception {
        Tutor tutor = wiring.tutor(wiring.usualCourse()).orElseThrow();
        var opened = new Conversations(tutor).open(new LearnerId(learner), "en", Delivery.TEXT);
        var finished = new CompletableFuture<ConversationEvent>();
        try (var conversation = Conversation.start(tutor, opened, event -> {
            if (event instanceof ConversationEvent.ReplyFinished || event instanceof ConversationEvent.ReplyFailed) {
                finished.complete(event);
            }
        })) {
            conversation.requestReply();
            finished.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return tutor.journal().read(opened.id()).stream()
                .filter(TutorReplied.class::isInstance)
                .map(TutorReplied.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
