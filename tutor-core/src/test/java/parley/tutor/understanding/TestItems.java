package parley.tutor.understanding;

import java.util.List;
import java.util.Map;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Item;
import parley.prompts.course.ItemKind;
import parley.prompts.course.LocalizedText;
import parley.prompts.course.Misconception;
import parley.tutor.understanding.maths.Equivalence;
import parley.tutor.understanding.maths.HardAlgebra;

/** Items made by hand, and their graders. */
final class TestItems {
    static final KnownWords WORDS =
            word -> List.of("were", "where", "went", "want", "shop", "ship").contains(word);

    private TestItems() {}

    static Item item(ItemKind kind, String prompt, AnswerKey key, Map<String, List<String>> wrong) {
        LocalizedText text = new LocalizedText(Map.of("en", prompt));
        List<Misconception> misconceptions = wrong.entrySet().stream()
                .map(e -> new Misconception(e.getKey(), e.getValue(), text, false, null))
                .toList();
        return new Item("item", kind, text, prompt, key, List.of(), text, List.of(), misconceptions, null);
    }

    static AnswerGrader grader(ItemKind kind, String prompt, AnswerKey key, Map<String, List<String>> wrong) {
        return AnswerGrader.of(
                item(kind, prompt, key, wrong), new SpellingSlip(WORDS), new Equivalence(HardAlgebra.NONE));
    }

    /** A check in few letters: "right", "slip", a misconception, "wrong", or the name of what is amiss. */
    static String brief(AnswerCheck check) {
        return switch (check) {
            case AnswerCheck.Right(String matched, boolean exact) -> exact ? "right" : "slip";
            case AnswerCheck.Wrong(String id, var slip) -> id.isEmpty() ? slip == null ? "wrong" : brief(slip) : id;
            case AnswerCheck.Unclear unclear -> "unclear";
            case AnswerCheck.NotAnAnswer none -> "none";
        };
    }

    private static String brief(Slip slip) {
        return switch (slip) {
            case Slip.FirstWrongStep step -> "step " + step.line();
            case Slip.MissingUnit unit -> "unit?";
            case Slip.WrongUnit unit -> "unit " + unit.given();
            case Slip.WrongForm form -> "form " + form.wanted();
            case Slip.NotPrecise imprecise -> "imprecise";
            case Slip.PartlyRight part -> part.right() + " of " + part.of();
            case Slip.NotReadable unreadable -> unreadable.reason().toString();
        };
    }
}
