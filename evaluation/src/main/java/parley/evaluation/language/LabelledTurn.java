package parley.evaluation.language;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import parley.tutor.understanding.Intent;

/**
 * What a learner says over an open exercise, and what was meant; from {@code labelled-turns.txt}.
 *
 * @param exerciseId the open exercise, of one of the shipped courses
 * @param text what is said; {@code {answer}} stands for the exercise's first accepted answer
 * @param meant the readings that do; never empty
 */
public record LabelledTurn(boolean spoken, String exerciseId, String text, Set<Intent> meant) {
    public LabelledTurn {
        meant = Set.copyOf(meant);
        if (meant.isEmpty()) {
            throw new IllegalArgumentException("A labelled turn needs a meaning: " + text);
        }
    }

    /** The turns in our jar, which are part of the program: ones that can't be read are a bug. */
    public static List<LabelledTurn> shipped() {
        return LearnerSentences.lines("labelled-turns.txt").stream()
                .map(LabelledTurn::parsed)
                .toList();
    }

    private static LabelledTurn parsed(String line) {
        List<String> fields = Arrays.asList(line.split(" \\| ", -1));
        if (fields.size() != 4) {
            throw new IllegalStateException("A labelled turn has four fields: " + line);
        }
        Set<Intent> meant = Arrays.stream(fields.get(3).split(", ", -1))
                .map(Intent::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new LabelledTurn(fields.getFirst().equals("S"), fields.get(1), fields.get(2), meant);
    }
}
