package parley.api.models;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.api.models.ModelTrial.Outcome.Answered;
import parley.api.models.ModelTrial.Outcome.Refused;
import parley.prompts.library.PromptLibrary;
import parley.prompts.template.RenderedMessage;
import parley.tutor.Caller;
import parley.tutor.models.Cost;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;
import parley.tutor.models.context.PromptTokens;
import parley.tutor.models.context.jtokkit.PublishedTokenizers;
import parley.tutor.models.langchain4j.OpenAiCompatibleModel;

/**
 * One sentence asked of one model, for an operator to see whether it answers, how fast and at which cost. The answer is
 * limited to {@value #MOST_TOKENS} tokens and, for endpoints that don't keep to that, {@value #MOST_CHARS} characters;
 * the endpoint's own waits hold. Nothing is tried twice, and no budget is asked.
 */
public final class ModelTrial {
    static final int MOST_TOKENS = 300;

    /** More than so many tokens have in any language. */
    static final int MOST_CHARS = 4_000;

    private static final String QUESTION = "trial-question";

    private final LongSupplier nanos;

    /** @param nanos a monotonic clock, such as {@code System::nanoTime} */
    public ModelTrial(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How a trial ended. */
    public sealed interface Outcome {
        /**
         * A sentence came.
         *
         * @param firstToken from the request to the first words
         * @param total from the request to the last
         * @param usage counted here where the endpoint did not report it
         */
        record Answered(Duration firstToken, Duration total, Usage usage, Cost cost) implements Outcome {
            /** Tokens of the answer for each second after the first words; 0 when all came at once. */
            public double tokensPerSecond() {
                double seconds = total.minus(firstToken).toNanos() / 1e9;
                return seconds <= 0 ? 0 : usage.completionTokens() / seconds;
            }
        }

        /**
         * None came, or not to its end.
         *
         * @param reason one line, without key, prompt or answer
         * @param remedy what to do about it
         */
        record Refused(String reason, String remedy) implements Outcome {
            /** Both in one line. */
            public String line() {
                return reason + "; " + remedy;
            }
        }
    }

    /**
     * The question that is asked unless the operator has one of their own: the shipped prompt {@value #QUESTION}, so that
     * a trial depends on nobody's edits.
     */
    public static String question() {
        return PromptLibrary.shipped().get(QUESTION, "en").render(Map.of(), List.of()).messages().stream()
                .map(RenderedMessage::fencedText)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /**
     * Asks {@code model} at its endpoint. Blocking.
     *
     * @param words is given the answer as it comes, fit for a terminal
     * @throws InterruptedException when the caller is interrupted; the connection is closed
     */
    public Outcome ask(CatalogueModel model, String question, Consumer<String> words) throws InterruptedException {
        if (model.key() == CatalogueModel.Key.MISSING) {
            return new Refused("no key: " + model.keyVariable() + " is not set", ModelRemedy.key(model));
        }
        try (var endpoint = new OpenAiCompatibleModel(model.entry().endpoint())) {
            return ask(model, endpoint, question, words);
        }
    }

    private Outcome ask(CatalogueModel model, LanguageModel endpoint, String question, Consumer<String> words)
            throws InterruptedException {
        var prompt = List.of(LanguageModel.Message.of(LanguageModel.Role.USER, question));
        var call = new ModelCall(Purpose.CHAT, Caller.NOBODY, prompt, List.of(), MOST_TOKENS, null);
        var heard = new Heard(words, nanos);
        long asked = nanos.getAsLong();
        try {
            return switch (endpoint.stream(call, heard)) {
                case LanguageModel.StreamEnd.Failed(String name, ModelFault fault, boolean textSeen, Usage usage) ->
                    new Refused(
                            fault.reason() + (textSeen ? ", after its first words" : ""),
                            ModelRemedy.of(model, fault.kind()));
                case LanguageModel.StreamEnd.Done done -> {
                    long ended = nanos.getAsLong();
                    Usage usage = done.usage().reported() ? done.usage() : counted(model, call, heard.text());
                    yield new Answered(
                            Duration.ofNanos(heard.firstAt(ended) - asked),
                            Duration.ofNanos(ended - asked),
                            usage,
                            model.entry().price().of(usage));
                }
            };
        } catch (Endless e) {
            return new Refused(
                    "the answer did not end: stopped after " + MOST_CHARS + " characters",
                    "have the endpoint keep to max_tokens, or choose another model");
        }
    }

    private static Usage counted(CatalogueModel model, ModelCall call, String answer) {
        var tokens = new PromptTokens(new PublishedTokenizers());
        return new Usage(tokens.of(model.entry(), call), tokens.of(model.entry(), answer), false);
    }

    /** What came so far. Used by one thread at a time. */
    private static final class Heard implements LanguageModel.TextSink {
        private final Consumer<String> words;
        private final LongSupplier nanos;
        private final StringBuilder text = new StringBuilder();
        private @Nullable Long firstAt;

        Heard(Consumer<String> words, LongSupplier nanos) {
            this.words = words;
            this.nanos = nanos;
        }

        @Override
        public void text(String delta) throws InterruptedException {
            if (firstAt == null) {
                firstAt = nanos.getAsLong();
            }
            if (text.length() + delta.length() > MOST_CHARS) {
                throw new Endless();
            }
            text.append(delta);
            words.accept(plain(delta));
        }

        long firstAt(long otherwise) {
            return firstAt == null ? otherwise : firstAt;
        }

        String text() {
            return text.toString();
        }

        /** What moves a terminal's cursor, or worse, is shown as a sign. */
        private static String plain(String delta) {
            return delta.replaceAll("\\s+", " ")
                    .replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]", "\uFFFD");
        }
    }

    /** Ends a stream from within its sink, which may end it by an interrupt alone. */
    private static final class Endless extends InterruptedException {
        private static final long serialVersionUID = 1L;
    }
}
