package parley.benchmarks;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.cache.ConcurrentMapTemplateCache;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import parley.prompts.library.PromptLibrary;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.RenderedMessage;

/**
 * Renders the lesson's own prompt with 20 turns of history, by ours and by Handlebars.java alone, in turns.
 *
 * <p>Ours holds the inputs against their schema and makes messages of typed segments; Handlebars.java alone makes one
 * text, with roles, history and fences as plain words, and prints the history by a loop.
 */
final class PromptSpeed {

    private static final String PROMPT = "tutor-reply";
    private static final int BATCHES = 21;
    private static final int RENDERS = 2_000;
    private static final int TURNS = 20;

    /** Renders a second, medians of the batches, and the 99th percentile of single renders in microseconds. */
    record Speed(double oursPerSecond, double theirsPerSecond, double oursP99, double theirsP99) {
        double ratio() {
            return oursPerSecond / theirsPerSecond;
        }
    }

    private interface Render {
        int characters() throws IOException;
    }

    /** Bodies of partials by name, in memory. */
    private static final class Partials extends AbstractTemplateLoader {
        private final Map<String, String> bodies;

        Partials(Map<String, String> bodies) {
            this.bodies = Map.copyOf(bodies);
        }

        @Override
        public TemplateSource sourceAt(String location) throws IOException {
            String body = bodies.get(location);
            if (body == null) {
                throw new NoSuchFileException(location);
            }
            return new StringTemplateSource(location, body);
        }
    }

    private PromptSpeed() {}

    static Speed measure(boolean quick) throws IOException {
        PromptLibrary library = PromptLibrary.shipped();
        PromptTemplate ours = library.get(PROMPT, "en");
        Map<String, String> texts = library.workingCopy(PROMPT).orElseThrow().texts();
        Map<String, Object> inputs = inputs();
        List<RenderedMessage> history = new ArrayList<>();
        List<Map<String, Object>> plainHistory = new ArrayList<>();
        for (int i = 0; i < TURNS; i++) {
            String text = "Turn " + i + ": I went to the park and then I bought some bread for dinner.";
            history.add(i % 2 == 0 ? RenderedMessage.ofLearner(text) : RenderedMessage.ofTutor(text));
            plainHistory.add(Map.of("role", i % 2 == 0 ? "user" : "model", "text", text));
        }
        Template theirs = handlebars(texts)
                .compileInline(body(Objects.requireNonNull(texts.get(PROMPT + ".prompt")))
                        .replace("{{history}}", "{{#each history}}[{{role}}] {{text}}{{/each}}")
                        .replaceAll("\\{\\{role \"(\\w+)\"\\}\\}", "[$1] "));
        Map<String, Object> theirInputs = new LinkedHashMap<>(ours.frontMatter().defaults());
        theirInputs.putAll(inputs);
        theirInputs.put("history", plainHistory);
        Render our = () -> ours.render(inputs, history).messages().size();
        Render their = () -> theirs.apply(Context.newBuilder(theirInputs)
                        .resolver(MapValueResolver.INSTANCE)
                        .build())
                .length();
        int batches = quick ? 7 : BATCHES;
        Samples oursRate = new Samples();
        Samples theirsRate = new Samples();
        Samples oursMicros = new Samples();
        Samples theirsMicros = new Samples();
        for (int batch = -4; batch < batches; batch++) {
            // The first rounds warm up; from then on each goes first in turn.
            boolean oursFirst = batch % 2 == 0;
            for (boolean first : new boolean[] {true, false}) {
                boolean isOurs = first == oursFirst;
                batch(
                        isOurs ? our : their,
                        batch < 0 ? new Samples() : isOurs ? oursRate : theirsRate,
                        batch < 0 ? new Samples() : isOurs ? oursMicros : theirsMicros);
            }
        }
        return new Speed(
                oursRate.median(), theirsRate.median(), oursMicros.percentile(99), theirsMicros.percentile(99));
    }

    private static void batch(Render render, Samples perSecond, Samples micros) throws IOException {
        long characters = 0;
        long start = System.nanoTime();
        for (int i = 0; i < RENDERS; i++) {
            long from = System.nanoTime();
            characters += render.characters();
            micros.add((System.nanoTime() - from) / 1e3);
        }
        perSecond.add(RENDERS / ((System.nanoTime() - start) / 1e9));
        if (characters == 0) {
            throw new IllegalStateException("nothing was rendered");
        }
    }

    private static String body(String source) {
        return source.substring(source.indexOf("\n---\n") + 5);
    }

    /** Theirs with the same partials as ours, by the names that a template calls them. */
    private static Handlebars handlebars(Map<String, String> texts) {
        Map<String, String> partials = new HashMap<>();
        texts.forEach((fileName, text) -> {
            if (fileName.startsWith("_") && fileName.indexOf('.') == fileName.lastIndexOf('.')) {
                partials.put(fileName.substring(1, fileName.indexOf('.')), body(text));
            }
        });
        // Without a cache it would read each partial anew at each render.
        Handlebars handlebars = new Handlebars(new Partials(partials))
                .with(new ConcurrentMapTemplateCache())
                .with(EscapingStrategy.NOOP);
        handlebars.registerHelper("learner", (Helper<Object>) (value, options) -> "<learner>" + value + "</learner>");
        handlebars.registerHelper("ifEquals", (Helper<Object>)
                (value, options) -> Objects.equals(value, options.param(0)) ? options.fn() : options.inverse());
        handlebars.registerHelper("unlessEquals", (Helper<Object>)
                (value, options) -> Objects.equals(value, options.param(0)) ? options.inverse() : options.fn());
        return handlebars;
    }

    private static Map<String, Object> inputs() {
        return Map.of(
                "moves",
                List.of(
                        Map.of("move", "Praise", "answer", "I went to the park."),
                        Map.of(
                                "move",
                                "Ask",
                                "again",
                                false,
                                "kind",
                                "transform",
                                "task",
                                "Make it a question: “You went shopping yesterday.”",
                                "say",
                                "Make it a question. You went shopping yesterday.")),
                "course",
                "Everyday English: ordering, introducing yourself, the past tense",
                "level",
                "A2-B1",
                "learnerText",
                "I went to the park.",
                "item",
                "Say it in the past: “I go to the park.”",
                "locale",
                "en");
    }
}
