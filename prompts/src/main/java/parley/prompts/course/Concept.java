package parley.prompts.course;

import java.util.List;

/**
 * One thing to learn, small enough for one explanation. Immutable.
 *
 * @param id unique within its course, stable over versions of the course
 * @param explanation a few sentences that can be read aloud
 * @param examples English sentences that show it, with a gloss where the locale needs one
 * @param keywords words and phrases, in any language, by which a learner may ask about it
 */
public record Concept(
        String id,
        LocalizedText title,
        LocalizedText explanation,
        List<LocalizedText> examples,
        List<String> keywords,
        List<Item> items) {

    public Concept {
        examples = List.copyOf(examples);
        keywords = List.copyOf(keywords);
        items = List.copyOf(items);
    }
}
