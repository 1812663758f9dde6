package parley.tutor.understanding;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.tutor.understanding.IntentReading.Asking;
import parley.tutor.understanding.IntentReading.Evidence;
import parley.tutor.understanding.IntentReading.Meaning;
import parley.tutor.understanding.IntentReading.Opening;

/** Reads how a turn is meant: weighs what speaks for an answer, a question and a request. Immutable. */
final class IntentReader {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");
    private static final Pattern HAN_EQUALS = Pattern.compile("(?<=[A-Za-zＡ-Ｚａ-ｚ])\\s*(是|等于|等於)\\s*");
    private static final Pattern HAN_MARKS = Pattern.compile("[，。？！、：；“”]");

    /** Intents whose phrases name what is wanted, so that they are seldom met by chance. */
    private static final Set<Intent> BY_NAME =
            EnumSet.of(Intent.CONTESTS, Intent.ASKS_WHY, Intent.ASKS_PLAN, Intent.ASKS_TEACHER);

    private final IntentPhrases phrases;
    private final ConceptFinder concepts;

    IntentReader(IntentPhrases phrases, ConceptFinder concepts) {
        this.phrases = phrases;
        this.concepts = concepts;
    }

    /**
     * How a turn is meant.
     *
     * @param request the request in it, where there is one
     * @param answer what of the turn is to be graded when it is an answer: "答案是 went" is "went"
     * @param concept the concept that a question names
     */
    record Read(Meaning meaning, Optional<Intent> request, String answer, Optional<String> concept) {}

    Read read(String text, @Nullable OpenAnswer open, boolean spoken) {
        String part = open == null ? text : englishPart(text, open);
        boolean mixed = !part.equals(text);
        Optional<Intent> whole = phrases.whole(text).or(() -> wholeEnglish(text));
        Optional<Intent> within = whole.isPresent() ? whole : phrases.within(text);
        Optional<String> inQuestion = concepts.in(text);
        Optional<String> named = concepts.named(text);
        boolean asked = phrases.isQuestion(text);
        @Nullable AnswerCheck graded = open == null ? null : open.grade(part, spoken);
        boolean near = open != null && (mixed || open.near(part));
        var evidence = new Evidence(
                open != null && !mixed && open.foresees(text),
                near,
                open != null && open.nearQuestion(text),
                graded instanceof AnswerCheck.Right,
                graded != null && known(graded),
                open != null && open.attempts(part),
                opening(text),
                phrases.tries(text),
                asked && phrases.hasQuestionMark(text),
                open != null && phrases.asksAboutTask(text),
                inQuestion.isPresent(),
                named.isPresent()
                        && !near
                        && (open == null || WordForms.first(text).size() > 1),
                phrases.offersChoice(text),
                asking(whole, within));
        Optional<String> concept = inQuestion.isPresent() ? inQuestion : named;
        return new Read(IntentReading.of(evidence).meaning(), within, part, concept);
    }

    /** Whether it shows something that the exercise knows of, or that may be one of its answers. */
    private static boolean known(AnswerCheck graded) {
        return switch (graded) {
            case AnswerCheck.Unclear unclear -> true;
            case AnswerCheck.Wrong(String misconceptionId, var slip) ->
                !misconceptionId.isEmpty() || (slip != null && !(slip instanceof Slip.NotReadable));
            case AnswerCheck.Right right -> false;
            case AnswerCheck.NotAnAnswer none -> false;
        };
    }

    private static Asking asking(Optional<Intent> whole, Optional<Intent> within) {
        if (whole.isPresent()) {
            return Asking.WHOLE;
        }
        if (within.isEmpty()) {
            return Asking.NOTHING;
        }
        return BY_NAME.contains(within.get()) ? Asking.WITHIN_BY_NAME : Asking.WITHIN;
    }

    private Opening opening(String text) {
        if (phrases.opensWithQuestionWord(text)) {
            return Opening.QUESTION_WORD;
        }
        return phrases.opensAsQuestion(text) ? Opening.QUESTION : Opening.STATEMENT;
    }

    private Optional<Intent> wholeEnglish(String text) {
        if (!WordForms.hasHan(text)) {
            return Optional.empty();
        }
        String english = withoutHan(text);
        return english.isEmpty() || phrases.opensAsQuestion(text) ? Optional.empty() : phrases.whole(english);
    }

    /** Of a turn in both languages the English or the mathematics, where that alone is an answer. */
    private String englishPart(String text, OpenAnswer open) {
        if (!WordForms.hasHan(text) || phrases.opensWithQuestionWord(text) || open.foresees(text)) {
            return text;
        }
        String stated = HAN_EQUALS.matcher(text).replaceAll(" = ");
        return Stream.of(withoutHan(text), withoutHan(stated))
                .filter(part -> !part.isEmpty() && open.foresees(part))
                .findFirst()
                .orElse(text);
    }

    private static String withoutHan(String text) {
        return HAN_MARKS
                .matcher(HAN.matcher(text).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }
}
