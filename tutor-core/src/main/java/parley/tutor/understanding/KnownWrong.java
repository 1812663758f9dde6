package parley.tutor.understanding;

import java.util.List;
import parley.prompts.course.Item;

/**
 * A wrong answer that was foreseen.
 *
 * @param misconceptionId what it shows
 */
record KnownWrong(String answer, String misconceptionId) {

    /** Those of an item, in its order. */
    static List<KnownWrong> of(Item item) {
        return item.misconceptions().stream()
                .flatMap(m -> m.answers().stream().map(a -> new KnownWrong(a, m.id())))
                .toList();
    }
}
