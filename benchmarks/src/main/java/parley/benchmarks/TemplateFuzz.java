package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import parley.prompts.schema.SchemaResolver;
import parley.prompts.source.AuthoringException;
import parley.prompts.template.DotpromptData;
import parley.prompts.template.DotpromptEngine;
import parley.prompts.template.DotpromptMessage;
import parley.prompts.template.DotpromptSettings;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.RenderedMessage;
import parley.prompts.template.handlebars.PartialSource;

/**
 * Renders templates at random, whole and damaged, with inputs that try to be more than text, on the bare engine and on
 * the strict one. A role is forged when the same template has other messages with forging texts than with harmless ones.
 */
final class TemplateFuzz {

    /** A render that takes longer counts as hanging; the engine's own limit is two seconds. */
    private static final Duration HANG = Duration.ofSeconds(10);

    private static final PartialSource PARTIALS = name ->
            Optional.ofNullable(TemplateGenerator.partials().get(name)).map(text -> new PartialSource.Text(name, text));

    /** What was counted; a failure names its template. */
    record Count(int templates, int refused, int crashes, int hangs, int forged, List<String> failures) {}

    private final DotpromptEngine bare = new DotpromptEngine(DotpromptSettings.BARE.withPartials(PARTIALS));
    private final List<RenderedMessage> strictPast = List.of(RenderedMessage.ofTutor("earlier"));
    private final List<DotpromptMessage> barePast = List.of(DotpromptMessage.of("model", "earlier"));
    private final List<String> failures = new ArrayList<>();
    private int refused;
    private int crashes;
    private int hangs;
    private int forged;

    Count run(int templates, long seed) {
        TemplateGenerator generator = new TemplateGenerator(new SplittableRandom(seed));
        for (int i = 0; i < templates; i++) {
            String source = switch (i % 4) {
                case 0 -> generator.wellFormed();
                case 1 -> generator.strict();
                default -> generator.damaged();
            };
            Map<String, Object> inputs = generator.inputs();
            Map<String, Object> harmless = HarmlessInputs.of(inputs);
            long start = System.nanoTime();
            compare(source, () -> bareRoles(source, inputs), () -> bareRoles(source, harmless));
            compare(source, () -> strictRoles(source, inputs), () -> strictRoles(source, harmless));
            if (System.nanoTime() - start > HANG.toNanos()) {
                hangs++;
                failures.add("hang: " + source);
            }
        }
        return new Count(templates, refused, crashes, hangs, forged, failures);
    }

    /** A render's roles, in order, and its past messages among them. */
    private interface Roles {
        List<String> get();
    }

    private void compare(String source, Roles forging, Roles harmless) {
        List<String> ours = outcome(source, forging);
        List<String> expected = outcome(source, harmless);
        // A template may choose a role by a variable; that is its author's word, and the strict engine refuses it.
        if (!ours.equals(expected) && !choosesRole(source)) {
            forged++;
            failures.add("forged: " + ours + " instead of " + expected + ": " + source);
        }
    }

    private static boolean choosesRole(String source) {
        return source.replaceAll("role\\s+\"[a-z]+\"", "").contains("role");
    }

    private List<String> outcome(String source, Roles roles) {
        try {
            return roles.get();
        } catch (AuthoringException e) {
            refused++;
            return List.of();
        } catch (RuntimeException | Error e) {
            crashes++;
            failures.add("crash: " + e + ": " + source);
            return List.of();
        }
    }

    private List<String> bareRoles(String source, Map<String, Object> inputs) {
        return bare
                .compile("fuzz", source)
                .render(new DotpromptData(inputs, barePast, List.of(), Map.of()), Map.of())
                .messages()
                .stream()
                .map(message -> message.role() + message.metadata().keySet())
                .toList();
    }

    private List<String> strictRoles(String source, Map<String, Object> inputs) {
        return PromptTemplate.parse("fuzz", source, PARTIALS, SchemaResolver.NONE)
                .render(inputs, strictPast)
                .messages()
                .stream()
                .map(message -> message.role().fileName())
                .toList();
    }
}
