package parley.prompts.lint;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import parley.prompts.lint.LintFinding.Code;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.template.DeclaredInputs;
import parley.prompts.template.FrontMatter;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.handlebars.TemplateUse;

/**
 * Holds the variables that a template uses against those that it declares, and a learner's words against their fence.
 *
 * <p>A learner's words are in inputs whose name begins with {@code learner}, and in those that the front matter lists
 * under {@code parley.learner-text}, by the last part of their path; and in all that lies within them.
 */
final class VariableCheck {
    private static final Set<String> NO_TEXT = Set.of("boolean", "integer", "number", "null");

    /** Schemas are trees; what is nested deeper than this no prompt prints. */
    private static final int MAX_SCHEMA_DEPTH = 50;

    private final PromptTemplate template;
    private final FrontMatterText front;
    private final FrontMatter declared;

    VariableCheck(PromptTemplate template, FrontMatterText front) {
        this.template = template;
        this.front = front;
        this.declared = template.frontMatter();
    }

    void check(BiConsumer<Code, Finding> out) {
        TemplateUse uses = template.uses();
        Set<String> fromLearners = fromLearners();
        for (TemplateUse.Variable variable : uses.variables()) {
            unknown(variable, out);
            if (holdsLearnersWords(variable.path(), fromLearners)) {
                unfenced(variable, out);
            }
        }
        if (declared.declaresInputs() && !uses.takesAllInputs()) {
            Set<String> used = uses.inputs();
            for (String name : declared.declared()) {
                // Parley gives the locale to every prompt; a text in one language has no need of it.
                if (!used.contains(name) && !name.equals("locale")) {
                    out.accept(
                            Code.UNUSED_INPUT,
                            Finding.warning(
                                    front.placeOf(name),
                                    name,
                                    "the input is declared and nothing uses it",
                                    "use it, or remove it from input.schema"));
                }
            }
        }
    }

    private static void unfenced(TemplateUse.Variable variable, BiConsumer<Code, Finding> out) {
        switch (variable.purpose()) {
            case PRINTED ->
                out.accept(
                        Code.FENCE,
                        Finding.error(
                                variable.at(),
                                variable.written(),
                                "a learner's words are printed like the author's, so they could give orders",
                                Said.of("write {{learner {}}}", variable.written())));
            case MARKED ->
                out.accept(
                        Code.FENCE,
                        Finding.error(
                                variable.at(),
                                variable.written(),
                                "a learner's words are put into a role or medium, where nothing can fence them",
                                Said.of("print them as {{learner {}}} instead", variable.written())));
            case FENCED, GIVEN -> {}
        }
    }

    /** Whether a value is a learner's words, lies within them, or holds some; numbers and truths are no words. */
    private boolean holdsLearnersWords(String path, Set<String> fromLearners) {
        if (path.startsWith("@")) {
            return false;
        }
        Object at = declared.declaresInputs() ? declared.inputSchema() : null;
        for (String step : path.replace("[]", ".[]").split("\\.", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            at = within(at, step);
            if (isLearners(step, fromLearners) && !isNoText(at)) {
                return true;
            }
        }
        return at == null ? path.isEmpty() && !fromLearners.isEmpty() : holdsSome(at, fromLearners, 0);
    }

    private static boolean isLearners(String name, Set<String> fromLearners) {
        return fromLearners.contains(name) || name.startsWith("learner");
    }

    /** What a schema says of a step; null where it says nothing. */
    private static @Nullable Object within(@Nullable Object schema, String step) {
        if (!(schema instanceof Map<?, ?> map)) {
            return null;
        }
        if (step.equals("[]")) {
            // An item of an object may be any of its fields.
            return map.containsKey("items") ? map.get("items") : schema;
        }
        if (map.get("properties") instanceof Map<?, ?> properties && properties.containsKey(step)) {
            return properties.get(step);
        }
        // {{#list}} goes through a list's items without saying so.
        return map.containsKey("items") ? within(map.get("items"), step) : map.get("additionalProperties");
    }

    private static boolean holdsSome(@Nullable Object schema, Set<String> fromLearners, int depth) {
        if (!(schema instanceof Map<?, ?> map) || depth > MAX_SCHEMA_DEPTH) {
            return false;
        }
        if (map.get("properties") instanceof Map<?, ?> properties) {
            for (Map.Entry<?, ?> field : properties.entrySet()) {
                boolean learners =
                        isLearners(String.valueOf(field.getKey()), fromLearners) && !isNoText(field.getValue());
                if (learners || holdsSome(field.getValue(), fromLearners, depth + 1)) {
                    return true;
                }
            }
        }
        return holdsSome(map.get("items"), fromLearners, depth + 1)
                || holdsSome(map.get("additionalProperties"), fromLearners, depth + 1);
    }

    private static boolean isNoText(@Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> map)) {
            return false;
        }
        return map.get("type") instanceof Collection<?> types
                ? NO_TEXT.containsAll(types)
                : NO_TEXT.contains(String.valueOf(map.get("type")));
    }

    private void unknown(TemplateUse.Variable variable, BiConsumer<Code, Finding> out) {
        DeclaredInputs inputs = new DeclaredInputs(declared);
        if (!inputs.leaveRoomFor(variable)) {
            out.accept(Code.UNKNOWN_VARIABLE, inputs.undeclared(variable));
        }
    }

    private Set<String> fromLearners() {
        Set<String> names = new HashSet<>();
        Object ours = declared.ext().get("parley");
        Object listed = ours instanceof Map<?, ?> map ? map.get("learner-text") : null;
        addNames(listed, names);
        return names;
    }

    private static void addNames(@Nullable Object listed, Set<String> names) {
        switch (listed) {
            case String one -> names.add(lastPart(one));
            case Collection<?> several -> several.forEach(name -> names.add(lastPart(String.valueOf(name))));
            case null, default -> {}
        }
    }

    private static String lastPart(String path) {
        String bare = path.endsWith("[]") ? path.substring(0, path.length() - 2) : path;
        return bare.substring(Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(']')) + 1);
    }
}
