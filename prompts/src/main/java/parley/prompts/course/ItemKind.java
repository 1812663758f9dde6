package parley.prompts.course;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an exercise asks the learner to do. All of these can be typed or spoken. */
public enum ItemKind {
    /** Say what a person in a situation would say. */
    ROLE_PLAY,
    /** Say a given sentence in another way, such as in the past. */
    TRANSFORM,
    /** Give the word that a sentence lacks, alone or in the whole sentence. */
    FILL_GAP,
    /** Answer a question. */
    SHORT_ANSWER,
    /** Say a sentence or two; heard and graded by what was said. */
    SPOKEN_RESPONSE,
    /** Choose one of several options. */
    MULTIPLE_CHOICE,
    /** Give a number, with its unit where there is one. */
    NUMERIC,
    /** Give an algebraic expression or an equation's solution. */
    EXPRESSION,
    /** Bring parts into order. */
    ORDERING,
    /** Fill the gaps of a text. */
    CLOZE;

    /** The kind's name in a course file. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ItemKind> named(String fileName) {
        return Arrays.stream(values())
                .filter(kind -> kind.fileName().equals(fileName))
                .findFirst();
    }
}
