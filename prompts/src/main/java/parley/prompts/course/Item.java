package parley.prompts.course;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One exercise. Immutable.
 *
 * @param id unique within its course, stable over versions of the course; of an instance of a parametric item, its
 *     {@link ExerciseId}
 * @param prompt the task as shown, with its options where it has some
 * @param say the task as English text to be spoken aloud
 * @param key what is accepted
 * @param hints from the least to the most helpful, at most one a rung, none of which gives the answer
 * @param explanation why the answer is right
 * @param vocabulary English words and phrases that an answer may use, by which an attempt is told from something else; may be
 *     empty
 * @param misconceptions wrong answers that were foreseen; may be empty
 * @param parameters what varies in it; null when nothing does, and in an instance
 */
public record Item(
        String id,
        ItemKind kind,
        LocalizedText prompt,
        String say,
        AnswerKey key,
        List<Hint> hints,
        LocalizedText explanation,
        List<String> vocabulary,
        List<Misconception> misconceptions,
        @Nullable Parameters parameters) {

    public Item {
        hints = List.copyOf(hints);
        vocabulary = List.copyOf(vocabulary);
        misconceptions = List.copyOf(misconceptions);
    }

    /** The accepted answers as a learner would write them, never empty; the first is the one to reveal. */
    public List<String> answers() {
        return key.accepted();
    }

    /** The answer to show when it must be revealed. */
    public String modelAnswer() {
        return answers().getFirst();
    }

    /** The accepted answers as a recogniser hears them, without repetition. */
    public List<String> spokenAnswers() {
        return answers().stream().map(SpokenForm::of).distinct().toList();
    }

    /**
     * Everything the course foresees a learner to say to this item, right and wrong, as a recogniser hears it, without
     * repetition. Wrong answers belong to it: left out, they would be heard as the nearest right one.
     */
    public List<String> foreseenSpeech() {
        Stream<String> wrong = misconceptions.stream()
                .filter(misconception -> !misconception.typedOnly())
                .flatMap(misconception -> misconception.answers().stream());
        return Stream.concat(answers().stream(), wrong)
                .map(SpokenForm::of)
                .distinct()
                .toList();
    }
}
