package parley.tutor.models.routing;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.prompts.library.PhraseBook;
import parley.prompts.library.PromptLibrary;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.Conversation;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.HistoryItem;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.LearnerId;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.Price;
import parley.tutor.models.context.ContextFit;
import parley.tutor.models.context.PromptTokens;
import parley.tutor.models.context.TokenCounters;
import parley.tutor.models.langchain4j.OpenAiCompatibleModel;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;
import parley.tutor.models.tools.ToolLoop;
import parley.tutor.models.tools.ToolRegistry;
import parley.tutor.models.tools.ToolSpec;
import parley.tutor.models.tools.networknt.SchemaCheckedJson;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.store.scripted.InMemoryJournal;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.wording.AuthoredWording;
import parley.tutor.wording.ContinuedReply;
import parley.tutor.wording.FallbackWording;
import parley.tutor.wording.ModelWording;

/**
 * A conversation over endpoints that do as they are told: real sockets, transport, router, prompts, wording, conversation
 * and journal. The moves are always the same: praise, and the next exercise.
 */
final class FaultStage implements AutoCloseable {
    static final String FIRST = "Splendid work, dear traveller! ";
    static final String SECOND = "Your verb was precise. ";

    /** That it is kept to is tried on a clock that a test moves, in {@link ModelRouterTest}. */
    private static final Duration BUDGET = Duration.ofSeconds(20);

    private static final Course COURSE = ShippedCourses.everydayEnglish();
    private static final String NEXT = "ate-noodles";
    private static final LearnerId LEARNER = new LearnerId("11111111-1111-4111-8111-111111111111");
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final List<Closeable> open = new ArrayList<>();
    private final List<ModelRouter.Wired> models = new ArrayList<>();
    private final List<ModelAttempt> attempts = new CopyOnWriteArrayList<>();
    private final InMemorySpendLedger ledger = new InMemorySpendLedger();
    private final InMemoryJournal journal = new InMemoryJournal();
    private @Nullable ModelRouter router;
    private @Nullable Tutor tutor;

    /** What the learner saw of one reply. */
    record Seen(
            List<String> deltas,
            List<TutorFailure> notices,
            List<TutorFailure> failures,
            ConversationEvent.ReplyFinished finished) {}

    static StreamScript wholeAnswer() {
        return StreamScript.answer(FIRST, SECOND.substring(0, 9), SECOND.substring(9), "Now: " + taskOf());
    }

    private static String taskOf() {
        return COURSE.item(NEXT).orElseThrow().prompt().in("en");
    }

    String task() {
        return taskOf();
    }

    ModelRouter router() {
        return requireNonNull(router);
    }

    InMemorySpendLedger ledger() {
        return ledger;
    }

    List<ModelAttempt> attempts() {
        return attempts;
    }

    /** Adds an endpoint that does the same with every request. */
    void model(String name, Duration firstToken, StreamScript script) throws IOException {
        var server = ScriptedStreamServer.start(script);
        open.add(server::close);
        add(name, server.baseUrl(), firstToken, LONG);
    }

    /** Adds an endpoint with a fault. */
    void faulty(String name, Fault fault, String half) throws IOException {
        StreamScript script = fault.script(half);
        URI url;
        if (script == null) {
            url = ScriptedStreamServer.refusingUrl();
        } else {
            var server = ScriptedStreamServer.start(fault.security(), script);
            open.add(server::close);
            url = server.baseUrl();
        }
        add(name, url, fault.waitsForFirstToken() ? SHORT : LONG, fault == Fault.STALL_MID_STREAM ? SHORT : LONG);
    }

    private void add(String name, URI url, Duration firstToken, Duration idle) {
        var endpoint = new ModelEndpoint(
                name, url, "", name, Duration.ofSeconds(5), firstToken, idle, Duration.ofSeconds(20), 200, 0.5);
        var model = new OpenAiCompatibleModel(endpoint);
        open.add(model::close);
        var entry = new ModelEntry(
                endpoint,
                Set.of(),
                Price.FREE,
                ModelEntry.DEFAULT_CONTEXT_TOKENS,
                Set.of(),
                Set.of(ModelEntry.Capability.TOOLS),
                "",
                ModelEntry.DEFAULT_MAX_CONCURRENT,
                ModelEntry.DEFAULT_MAX_WAITING);
        models.add(new ModelRouter.Wired(entry, model));
    }

    /** The learner says something and gets a reply. */
    Seen converse() throws Exception {
        PromptLibrary prompts = PromptLibrary.shipped();
        var tokens = new PromptTokens(TokenCounters.ESTIMATED);
        router = new ModelRouter(
                models,
                new RoutingSettings(
                        List.of(),
                        BUDGET,
                        RoutingSettings.Breaker.USUAL,
                        RoutingSettings.Hedge.OFF,
                        new RoutingSettings.Budget("USD", 1_000_000, 0, 100_000, 0)),
                new ModelRouter.Parts(
                        Clock.systemUTC(),
                        // Stands still: how slow a busy machine is decides nothing here.
                        () -> 0L,
                        new Random(1),
                        ledger,
                        new ContinuedReply(prompts),
                        new ContextFit(tokens, ContextFit.DEFAULT_PAST_TOKENS),
                        tokens,
                        attempts::add));
        tutor = tutor(prompts);
        return reply();
    }

    private Tutor tutor(PromptLibrary prompts) {
        var prefixes = new AtomicInteger();
        return new Tutor(
                COURSE.id(),
                journal,
                new FoldedRecords(journal),
                Assessor.NONE,
                (turn, item) ->
                        new Observation(turn.id(), item, Intent.ANSWER, new AnswerCheck.NotAnAnswer(), "", List.of()),
                situation -> List.of(
                        new TeachingMove.Praise("went-to-park", "I went to the park."),
                        new TeachingMove.Ask(NEXT, false)),
                (question, progress) -> Expectation.NONE,
                new FallbackWording(
                        new ModelWording(COURSE, prompts, withTools()),
                        new AuthoredWording(COURSE, PhraseBook.shipped())),
                Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC),
                () -> "p" + prefixes.incrementAndGet());
    }

    /** The router, with a tool that may be asked for; made for one reply. */
    private LanguageModel withTools() {
        var tool = new ToolRegistry.Tool(
                new ToolSpec(
                        "look_up_concept",
                        "Looks a concept up.",
                        "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}}"),
                arguments -> Map.of("found", true),
                Duration.ofSeconds(5),
                100);
        return new ToolLoop(router(), new ToolRegistry(List.of(tool), new SchemaCheckedJson()), (use, answer) -> {});
    }

    private Seen reply() throws Exception {
        List<String> deltas = new CopyOnWriteArrayList<>();
        List<TutorFailure> notices = new CopyOnWriteArrayList<>();
        List<TutorFailure> failures = new CopyOnWriteArrayList<>();
        var finished = new CompletableFuture<ConversationEvent.ReplyFinished>();
        var opened = new Conversations(requireNonNull(tutor)).current(LEARNER, "en", Delivery.TEXT);
        try (var conversation = Conversation.start(requireNonNull(tutor), opened, event -> {
            switch (event) {
                case ConversationEvent.ReplyText(TurnId reply, String delta) -> {
                    deltas.add(delta);
                }
                case ConversationEvent.Notice(TutorFailure failure) -> notices.add(failure);
                case ConversationEvent.ReplyFailed(TurnId reply, TutorFailure failure) -> {
                    failures.add(failure);
                    finished.completeExceptionally(new AssertionError("The reply failed: " + failure.reason()));
                }
                case ConversationEvent.ReplyFinished end -> finished.complete(end);
                case ConversationEvent.ReplyStarted other -> {}
                case ConversationEvent.ReplyWorded other -> {}
                case ConversationEvent.ReplyDropped other -> {}
                case ConversationEvent.LearnerTurnStored other -> {}
                case ConversationEvent.LearnerTurnReopened other -> {}
                case ConversationEvent.LearnerTurnRefused other -> {}
            }
        })) {
            conversation.say(LearnerTurn.typed(new TurnId("t1"), "I went to the park."));
            ConversationEvent.ReplyFinished end = finished.get(30, TimeUnit.SECONDS);
            return new Seen(deltas, notices, failures, end);
        }
    }

    /** The conversation as the journal has it. */
    List<HistoryItem> history() throws Exception {
        return new Conversations(requireNonNull(tutor))
                .current(LEARNER, "en", Delivery.TEXT)
                .state()
                .history();
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open.reversed()) {
            each.close();
        }
    }
}
