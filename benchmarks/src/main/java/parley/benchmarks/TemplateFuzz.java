package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

    /** A template that takes longer counts as hanging; the engine's own limit is two seconds a render. */
    private static final Duration HANG = Duration.ofSeconds(10);

    /** Threads that are left behind hanging; after so many the fuzz ends and tells what it has. */
    private static final int MAX_HANGS = 20;

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

    Count run(int templates, long seed) throws InterruptedException {
        TemplateGenerator generator = new TemplateGenerator(new SplittableRandom(seed));
        Worker worker = new Worker();
        int tried = 0;
        while (tried < templates && hangs < MAX_HANGS) {
            String source = switch (tried % 4) {
                case 0 -> generator.wellFormed();
                case 1 -> generator.strict();
                default -> generator.damaged();
            };
            Map<String, Object> inputs = generator.inputs();
            Map<String, Object> harmless = HarmlessInputs.of(inputs);
            tried++;
            Outcomes outcomes = worker.run(() -> new Outcomes(
                    outcome(() -> bareRoles(source, inputs)),
                    outcome(() -> bareRoles(source, harmless)),
                    outcome(() -> strictRoles(source, inputs)),
                    outcome(() -> strictRoles(source, harmless))));
            if (outcomes == null) {
                // Whatever it is doing, it goes on without us; a new thread takes over.
                hangs++;
                failures.add("hang: " + source);
                worker = new Worker();
                continue;
            }
            count(source, outcomes);
        }
        worker.end();
        return new Count(tried, refused, crashes, hangs, forged, failures);
    }

    /** What came of one template on both engines, with forging inputs and with harmless ones. */
    private record Outcomes(Outcome bare, Outcome bareHarmless, Outcome strict, Outcome strictHarmless) {}

    /** Roles of the messages, or why there are none. */
    private record Outcome(List<String> roles, boolean refused, String crash) {}

    private interface Work {
        Outcomes get();
    }

    /** A thread that renders; given up as a whole when it does not come back in time. */
    private static final class Worker {
        private final BlockingQueue<Work> wanted = new ArrayBlockingQueue<>(1);
        private final BlockingQueue<Outcomes> done = new ArrayBlockingQueue<>(1);
        private final Thread thread = Thread.ofPlatform().name("fuzz").daemon().start(this::serve);

        private void serve() {
            try {
                while (true) {
                    done.put(wanted.take().get());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Null when it hangs; its thread is interrupted then and left. */
        @Nullable
        Outcomes run(Work work) throws InterruptedException {
            wanted.put(work);
            Outcomes outcomes = done.poll(HANG.toMillis(), TimeUnit.MILLISECONDS);
            if (outcomes == null) {
                thread.interrupt();
            }
            return outcomes;
        }

        void end() {
            thread.interrupt();
        }
    }

    /** A render's roles, in order, and its past messages among them. */
    private interface Roles {
        List<String> get();
    }

    private void count(String source, Outcomes outcomes) {
        for (Outcome one :
                List.of(outcomes.bare(), outcomes.bareHarmless(), outcomes.strict(), outcomes.strictHarmless())) {
            refused += one.refused() ? 1 : 0;
            if (!one.crash().isEmpty()) {
                crashes++;
                failures.add("crash: " + one.crash() + ": " + source);
            }
        }
        compare(source, outcomes.bare().roles(), outcomes.bareHarmless().roles());
        compare(source, outcomes.strict().roles(), outcomes.strictHarmless().roles());
    }

    private void compare(String source, List<String> ours, List<String> expected) {
        // A template may choose a role by a variable; that is its author's word, and the strict engine refuses it.
        if (!ours.equals(expected) && !choosesRole(source)) {
            forged++;
            failures.add("forged: " + ours + " instead of " + expected + ": " + source);
        }
    }

    private static boolean choosesRole(String source) {
        return source.replaceAll("role\\s+\"[a-z]+\"", "").contains("role");
    }

    private static Outcome outcome(Roles roles) {
        try {
            return new Outcome(roles.get(), false, "");
        } catch (AuthoringException e) {
            return new Outcome(List.of(), true, "");
        } catch (RuntimeException | Error e) {
            return new Outcome(List.of(), false, e.toString());
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
