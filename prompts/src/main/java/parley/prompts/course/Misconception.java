package parley.prompts.course;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wrong idea that certain answers reveal, and what to say about it. A concept's own misconception has no answers; an
 * item that refers to it by its id names the answers, and takes feedback and contrast from it.
 *
 * @param id unique within its concept, stable over versions of the course
 * @param answers wrong answers that show it; empty only in a concept's own list
 * @param feedback names the idea and points to the right one without giving the answer
 * @param typedOnly whether the answers hold words that are none, such as "goed", which no recogniser can listen for
 * @param contrast a wrong and a right instance side by side, from no item of the concept; null when there is none
 */
public record Misconception(
        String id,
        List<String> answers,
        LocalizedText feedback,
        boolean typedOnly,
        @Nullable Contrast contrast) {

    public Misconception {
        answers = List.copyOf(answers);
    }

    /**
     * A pair whose only difference is the misconception.
     *
     * @param wrong what one would not say
     * @param right what one says instead
     * @param why what makes the difference
     */
    public record Contrast(String wrong, String right, LocalizedText why) {}
}
