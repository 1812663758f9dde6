package parley.tutor.models.routing;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.LanguageModel.Finish;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.TextSink;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Price;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;
import parley.tutor.models.context.MessageFit;
import parley.tutor.models.context.PromptTokens;
import parley.tutor.models.context.TokenCounter;
import parley.tutor.models.context.TokenCounters;

/** A router's surroundings on a clock that only a test moves, and models that are a few lines each. */
final class Wires {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** A text at which the counting of tokens breaks. */
    static final String UNCOUNTABLE = "uncountable";

    final AtomicLong nanos = new AtomicLong();
    final List<ModelAttempt> attempts = new CopyOnWriteArrayList<>();
    final InMemorySpendLedger ledger = new InMemorySpendLedger();
    final List<ModelRouter.Wired> models = new ArrayList<>();

    /** What a model does with a call. */
    interface Answer {
        StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException;
    }

    static Answer says(String... deltas) {
        return (call, sink) -> {
            for (String delta : deltas) {
                sink.text(delta);
            }
            return done("");
        };
    }

    static Answer fails(ModelFault.Kind kind, String... deltas) {
        return (call, sink) -> {
            for (String delta : deltas) {
                sink.text(delta);
            }
            return new StreamEnd.Failed("", ModelFault.of(kind, kind.word()), deltas.length > 0);
        };
    }

    static StreamEnd done(String model) {
        return new StreamEnd.Done(model, Finish.STOP, new Usage(100, 20, true), List.of());
    }

    Wires with(String name, Answer... answers) {
        return with(entry(name), answers);
    }

    /** Adds a model that answers its calls one after another; the last answer is repeated. */
    Wires with(ModelEntry entry, Answer... answers) {
        var calls = new AtomicLong();
        models.add(new ModelRouter.Wired(entry, new LanguageModel() {
            @Override
            public String name() {
                return entry.name();
            }

            @Override
            public StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException {
                Answer answer = answers[(int) Math.min(calls.getAndIncrement(), answers.length - 1)];
                return switch (answer.stream(call, sink)) {
                    case StreamEnd.Done(String nobody, Finish finish, Usage usage, var tools) ->
                        new StreamEnd.Done(entry.name(), finish, usage, tools);
                    case StreamEnd.Failed(String nobody, ModelFault fault, boolean textSeen, Usage usage) ->
                        new StreamEnd.Failed(entry.name(), fault, textSeen, usage);
                };
            }
        }));
        return this;
    }

    ModelRouter router() {
        return router(RoutingSettings.usual(List.of()));
    }

    ModelRouter router(RoutingSettings settings) {
        return new ModelRouter(models, settings, parts());
    }

    ModelRouter.Parts parts() {
        return new ModelRouter.Parts(
                Clock.fixed(NOON, ZoneOffset.UTC),
                nanos::get,
                new Random(7),
                ledger,
                Continuation.PLAIN,
                MessageFit.NONE,
                new PromptTokens(tokenizer -> {
                    TokenCounter estimate = TokenCounters.ESTIMATED.of(tokenizer);
                    return text -> {
                        if (text.equals(UNCOUNTABLE)) {
                            throw new IllegalStateException(UNCOUNTABLE);
                        }
                        return estimate.tokens(text);
                    };
                }),
                attempts::add);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    static ModelEntry entry(String name) {
        return ModelEntry.of(ModelEndpoint.of(name, URI.create("http://localhost:1/v1"), "", name));
    }

    static ModelEntry entry(String name, int maxConcurrent, int maxWaiting) {
        ModelEntry plain = entry(name);
        return new ModelEntry(
                plain.endpoint(),
                plain.tags(),
                Price.FREE,
                plain.contextTokens(),
                plain.languages(),
                plain.capabilities(),
                "",
                maxConcurrent,
                maxWaiting);
    }

    static ModelEntry withWindow(ModelEntry entry, int tokens) {
        return new ModelEntry(entry.endpoint(), Set.of(), Price.FREE, tokens, Set.of(), Set.of(), "", 1, 0);
    }

    static ModelCall call() {
        return callOf("ada");
    }

    static ModelCall callOf(String learner) {
        return ModelCall.of(
                Purpose.CHAT,
                new Caller(learner, "c-" + learner, "english-a2", "en"),
                List.of(Message.of(Role.SYSTEM, "Be kind."), Message.of(Role.USER, "Hello")));
    }

    /** Passes sentences on as the wording does: what has no full stop yet can be taken back. */
    static final class Heard implements TextSink {
        final StringBuilder passedOn = new StringBuilder();
        private final StringBuilder half = new StringBuilder();

        @Override
        public void text(String delta) {
            half.append(delta);
            int end = half.lastIndexOf(". ") + 2;
            if (end > 1) {
                passedOn.append(half, 0, end);
                half.delete(0, end);
            }
        }

        @Override
        public String takeBack() {
            half.setLength(0);
            return passedOn.toString();
        }

        String all() {
            return passedOn.toString() + half;
        }
    }
}
