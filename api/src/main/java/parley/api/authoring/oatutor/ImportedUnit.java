package parley.api.authoring.oatutor;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import parley.prompts.course.Hint;
import parley.prompts.course.ItemKind;

/** A lesson on its way to a unit's file. */
record ImportedUnit(String title, List<ImportedConcept> concepts) {

    /**
     * A skill.
     *
     * @param items filled while steps are read
     */
    record ImportedConcept(String id, String title, String lesson, List<ImportedItem> items) {}

    ImportedConcept concept(String id, String skill, String lesson) {
        String title = skill.replaceAll("[_\\s]+", " ").strip();
        ImportedConcept concept = new ImportedConcept(id, title, lesson, new ArrayList<>());
        concepts.add(concept);
        return concept;
    }

    int items() {
        return concepts.stream().mapToInt(concept -> concept.items().size()).sum();
    }

    String file(String id) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("id: ").append(id).append('\n');
        yaml.append("title: ").append(quoted(title)).append('\n');
        yaml.append("concepts:\n");
        for (ImportedConcept concept : concepts) {
            yaml.append("  - id: ").append(concept.id()).append('\n');
            yaml.append("    title: ").append(quoted(concept.title())).append('\n');
            String definition =
                    concept.title() + (concept.lesson().isEmpty() ? "" : ", of the lesson " + concept.lesson());
            yaml.append("    explanations:\n      definition: ")
                    .append(quoted(definition + "."))
                    .append("  # write it\n");
            yaml.append("    keywords: [").append(quoted(concept.title())).append("]\n");
            yaml.append("    items:\n");
            concept.items().forEach(item -> append(yaml, item));
        }
        return yaml.toString();
    }

    private static void append(StringBuilder yaml, ImportedItem item) {
        yaml.append("      - id: ").append(item.id()).append('\n');
        yaml.append("        kind: ").append(item.kind().fileName()).append('\n');
        yaml.append("        prompt: ").append(quoted(item.prompt())).append('\n');
        if (item.kind() == ItemKind.SHORT_ANSWER) {
            yaml.append("        answers: ").append(list(item.answers())).append('\n');
        } else {
            yaml.append("        answer: ")
                    .append(quoted(item.answers().getFirst()))
                    .append('\n');
        }
        if (!item.others().isEmpty()) {
            yaml.append("        others: ").append(list(item.others())).append('\n');
        }
        if (!item.hints().isEmpty()) {
            yaml.append("        hints:\n");
            for (Map.Entry<Hint.Rung, String> hint : item.hints().entrySet()) {
                yaml.append("          ")
                        .append(hint.getKey().fileName())
                        .append(": ")
                        .append(quoted(hint.getValue()))
                        .append('\n');
            }
        }
    }

    private static String list(List<String> texts) {
        return "[" + String.join(", ", texts.stream().map(ImportedUnit::quoted).toList()) + "]";
    }

    /** Any text as a YAML scalar: what JSON quotes, YAML 1.2 reads. */
    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
