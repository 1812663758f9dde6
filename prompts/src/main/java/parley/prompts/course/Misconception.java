package parley.prompts.course;

import java.util.List;

/**
 * A wrong idea that certain answers reveal, and what to say about it.
 *
 * @param id unique within its item, stable over versions of the course
 * @param answers wrong answers that show it, never empty
 * @param feedback names the idea and points to the right one without giving the answer
 * @param typedOnly whether the answers hold words that are none, such as "goed", which no recogniser can listen for
 */
public record Misconception(String id, List<String> answers, LocalizedText feedback, boolean typedOnly) {

    public Misconception {
        answers = List.copyOf(answers);
    }
}
