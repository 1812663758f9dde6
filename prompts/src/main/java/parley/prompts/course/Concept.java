package parley.prompts.course;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One thing to learn, small enough for one explanation. Immutable.
 *
 * @param id unique within its course, stable over versions of the course
 * @param prerequisites ids of the concepts to be known before this one; together they form no cycle
 * @param explanations a few sentences that can be read aloud, by style; there is always a definition
 * @param examples sentences that show it, with a gloss where the locale needs one
 * @param keywords words and phrases, in any language, by which a learner may ask about it
 * @param misconceptions wrong ideas about it that several items can reveal
 */
public record Concept(
        String id,
        LocalizedText title,
        List<String> prerequisites,
        Map<ExplanationStyle, LocalizedText> explanations,
        List<LocalizedText> examples,
        List<String> keywords,
        List<Misconception> misconceptions,
        List<Item> items) {

    public Concept {
        prerequisites = List.copyOf(prerequisites);
        explanations = Collections.unmodifiableMap(new EnumMap<>(explanations));
        if (!explanations.containsKey(ExplanationStyle.DEFINITION)) {
            throw new IllegalArgumentException("the concept " + id + " has no definition");
        }
        examples = List.copyOf(examples);
        keywords = List.copyOf(keywords);
        misconceptions = List.copyOf(misconceptions);
        items = List.copyOf(items);
    }

    /** What it is and how it goes. */
    public LocalizedText explanation() {
        return explanation(ExplanationStyle.DEFINITION);
    }

    /** The explanation in a style, or the definition where it has none in that style. */
    public LocalizedText explanation(ExplanationStyle style) {
        LocalizedText wanted = explanations.get(style);
        return wanted != null ? wanted : Objects.requireNonNull(explanations.get(ExplanationStyle.DEFINITION));
    }
}
