package parley.prompts.course;

import java.util.List;
import java.util.stream.Stream;

/**
 * One exercise. Immutable.
 *
 * @param id unique within its course, stable over versions of the course
 * @param prompt the task as shown
 * @param say the task as English text to be spoken aloud
 * @param answers what is accepted, as a learner would write it, never empty; the first is the one to reveal
 * @param hints from the least to the most helpful, none of which gives the answer
 * @param explanation why the answer is right
 * @param vocabulary English words and phrases that an answer may use, for recognition; may be empty
 * @param misconceptions wrong answers that were foreseen; may be empty
 */
public record Item(
        String id,
        ItemKind kind,
        LocalizedText prompt,
        String say,
        List<String> answers,
        List<LocalizedText> hints,
        LocalizedText explanation,
        List<String> vocabulary,
        List<Misconception> misconceptions) {

    public Item {
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("the item " + id + " has no answer");
        }
        answers = List.copyOf(answers);
        hints = List.copyOf(hints);
        vocabulary = List.copyOf(vocabulary);
        misconceptions = List.copyOf(misconceptions);
    }

    /** The answer to show when it must be revealed. */
    public String modelAnswer() {
        return answers.getFirst();
    }

    /** The accepted answers as a recogniser hears them, without repetition. */
    public List<String> spokenAnswers() {
        return answers.stream().map(SpokenForm::of).distinct().toList();
    }

    /**
     * Everything the course foresees a learner to say to this item, right and wrong, as a recogniser hears it, without
     * repetition. Wrong answers belong to it: left out, they would be heard as the nearest right one.
     */
    public List<String> foreseenSpeech() {
        Stream<String> wrong = misconceptions.stream()
                .filter(misconception -> !misconception.typedOnly())
                .flatMap(misconception -> misconception.answers().stream());
        return Stream.concat(answers.stream(), wrong)
                .map(SpokenForm::of)
                .distinct()
                .toList();
    }
}
