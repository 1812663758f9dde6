package parley.prompts.lint;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import parley.prompts.lint.LintFinding.Code;
import parley.prompts.source.Finding;
import parley.prompts.template.FrontMatter;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.handlebars.TemplateUse;

/**
 * Holds the variables that a template uses against those that it declares, and a learner's words against their fence.
 *
 * <p>A learner's words are in inputs whose name begins with {@code learner}, and in those that the front matter lists
 * under {@code parley.learner-text}, by the last part of their path.
 */
final class VariableCheck {
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
            String last = lastPart(variable.path());
            if (variable.purpose() == TemplateUse.Purpose.PRINTED
                    && (fromLearners.contains(last) || last.startsWith("learner"))) {
                out.accept(
                        Code.FENCE,
                        Finding.error(
                                variable.at(),
                                variable.written(),
                                "a learner's words are printed like the author's, so they could give orders",
                                "write {{learner " + variable.written() + "}}"));
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

    private void unknown(TemplateUse.Variable variable, BiConsumer<Code, Finding> out) {
        String path = variable.path();
        if (!declared.declaresInputs() || variable.input().isEmpty()) {
            return;
        }
        boolean known = (declared.defaults().containsKey(variable.input())
                        && !declared.declared().contains(variable.input()))
                || isDeclared(declared.inputSchema(), path);
        if (!known) {
            out.accept(
                    Code.UNKNOWN_VARIABLE,
                    Finding.error(
                            variable.at(),
                            variable.written(),
                            "the variable " + path + " is not declared",
                            "check its name, or add it to input.schema"));
        }
    }

    /** Whether a schema leaves room for a path; where it says nothing of what is inside, it does. */
    static boolean isDeclared(Object schema, String path) {
        Object at = schema;
        for (String step : path.replace("[]", ".[]").split("\\.", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            if (!(at instanceof Map<?, ?> map)) {
                return true;
            }
            if (step.equals("[]")) {
                at = map.containsKey("items") ? map.get("items") : map.get("additionalProperties");
                continue;
            }
            if (!(map.get("properties") instanceof Map<?, ?> properties)) {
                // Nothing is said of its fields; a list or text has a length and no other.
                return true;
            }
            Object next = properties.get(step);
            if (next == null) {
                Object others = map.get("additionalProperties");
                if (!(others instanceof Map)) {
                    return others != null && !Boolean.FALSE.equals(others);
                }
                next = others;
            }
            at = next;
        }
        return true;
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
