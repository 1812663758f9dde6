package parley.prompts.template;

import java.util.List;
import java.util.Map;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.template.handlebars.TemplateUse;

/** The inputs that a template's front matter declares, held against the variables that its body uses. Immutable. */
public record DeclaredInputs(FrontMatter front) {
    /** More names in a hint nobody reads. */
    private static final int MAX_NAMED = 12;

    private static final String MISSING_VARIABLE = "missing-variable";

    /** Whether a variable can have a value; where nothing is declared, every one can. */
    public boolean leaveRoomFor(TemplateUse.Variable variable) {
        if (!front.declaresInputs() || variable.input().isEmpty()) {
            return true;
        }
        return (front.defaults().containsKey(variable.input())
                        && !front.declared().contains(variable.input()))
                || isDeclared(front.inputSchema(), variable.path());
    }

    /** What is said of a variable for which there is no room: where it stands, and which there are. */
    public Finding undeclared(TemplateUse.Variable variable) {
        List<String> names = front.declared().stream().sorted().limit(MAX_NAMED).toList();
        String more = front.declared().size() > MAX_NAMED ? ", …" : "";
        return Finding.error(
                variable.at(),
                variable.written(),
                Said.of("the variable {} is not declared", variable.path()),
                names.isEmpty()
                        ? "check its name, or add it to input.schema"
                        : Said.of(
                                "check its name, or add it to input.schema; declared are {}",
                                String.join(", ", names) + more));
    }

    /** What kept a template from being rendered; of a variable that was never declared it says so, and not that it is missing. */
    List<Finding> explained(List<Finding> findings, TemplateUse uses) {
        return findings.stream()
                .map(finding -> finding.code().equals(MISSING_VARIABLE) ? explained(finding, uses) : finding)
                .toList();
    }

    private Finding explained(Finding missing, TemplateUse uses) {
        return uses.variables().stream()
                .filter(variable -> variable.at().equals(missing.at()) && !leaveRoomFor(variable))
                .findFirst()
                .map(this::undeclared)
                .orElse(missing);
    }

    /** Whether a schema leaves room for a path; where it says nothing of what is inside, it does. */
    private static boolean isDeclared(Object schema, String path) {
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
}
