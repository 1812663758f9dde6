package parley.prompts.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.prompts.course.evalex.FormulaException;

/** Turns every text of an item into another, such as one with its values filled in. */
final class ItemTexts {

    /** How one text becomes another. */
    interface Change {
        String of(String text) throws FormulaException;
    }

    private ItemTexts() {}

    /** A text as it is read aloud: a gap is named. */
    static String spoken(String text) {
        return text.replaceAll("\\s*_{2,}\\s*", ", blank, ")
                .replaceAll(",\\s*([,.?!])", "$1")
                .strip();
    }

    static LocalizedText of(LocalizedText text, Change change) throws FormulaException {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : text.byLocale().entrySet()) {
            changed.put(entry.getKey(), change.of(entry.getValue()));
        }
        return new LocalizedText(changed);
    }

    static List<String> of(List<String> texts, Change change) throws FormulaException {
        List<String> changed = new ArrayList<>();
        for (String text : texts) {
            changed.add(change.of(text));
        }
        return changed;
    }

    static List<Hint> ofHints(List<Hint> hints, Change change) throws FormulaException {
        List<Hint> changed = new ArrayList<>();
        for (Hint hint : hints) {
            changed.add(new Hint(hint.rung(), of(hint.text(), change)));
        }
        return changed;
    }

    static AnswerKey of(AnswerKey key, Change change) throws FormulaException {
        return switch (key) {
            case AnswerKey.Text text -> new AnswerKey.Text(of(text.accepted(), change));
            case AnswerKey.Choice choice -> {
                List<AnswerKey.Option> options = new ArrayList<>();
                for (AnswerKey.Option option : choice.options()) {
                    options.add(new AnswerKey.Option(change.of(option.text()), option.misconceptionId()));
                }
                yield new AnswerKey.Choice(options, choice.right());
            }
            case AnswerKey.Numeric numeric ->
                new AnswerKey.Numeric(
                        change.of(numeric.value()),
                        change.of(numeric.tolerance()),
                        change.of(numeric.unit()),
                        numeric.units(),
                        numeric.lowestTerms());
            case AnswerKey.Algebraic algebraic ->
                new AnswerKey.Algebraic(
                        change.of(algebraic.expression()),
                        algebraic.form(),
                        algebraic.start() == null ? null : change.of(algebraic.start()));
            case AnswerKey.Ordering ordering -> {
                List<String> parts = of(ordering.parts(), change);
                yield new AnswerKey.Ordering(parts, of(ordering.accepted(), change), parts);
            }
            case AnswerKey.Cloze cloze -> {
                List<List<String>> gaps = new ArrayList<>();
                for (List<String> gap : cloze.gaps()) {
                    gaps.add(of(gap, change));
                }
                yield new AnswerKey.Cloze(change.of(cloze.text()), gaps);
            }
        };
    }

    /** The misconception with its texts changed; an answer that has no value there is left out. */
    static Misconception of(Misconception misconception, Change change) throws FormulaException {
        List<String> answers = new ArrayList<>();
        for (String answer : misconception.answers()) {
            attempt(answer, change).ifPresent(answers::add);
        }
        Misconception.Contrast contrast = misconception.contrast();
        return new Misconception(
                misconception.id(),
                answers,
                of(misconception.feedback(), change),
                misconception.typedOnly(),
                contrast == null
                        ? null
                        : new Misconception.Contrast(
                                change.of(contrast.wrong()), change.of(contrast.right()), of(contrast.why(), change)));
    }

    private static Optional<String> attempt(String text, Change change) {
        try {
            return Optional.of(change.of(text));
        } catch (FormulaException e) {
            return Optional.empty();
        }
    }
}
