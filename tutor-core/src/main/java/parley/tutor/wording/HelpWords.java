package parley.tutor.wording;

import static parley.tutor.wording.Lines.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Concept;
import parley.prompts.course.ExplanationStyle;
import parley.prompts.course.Hint;
import parley.prompts.course.Item;
import parley.prompts.course.LocalizedText;
import parley.prompts.course.Misconception;
import parley.prompts.library.PhraseKey;
import parley.tutor.retrieval.Excerpt;
import parley.tutor.retrieval.Passage;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.Intent;

/** Words the moves that help: hints, explanations, contrasts, quotations and the answer itself. Immutable. */
record HelpWords(Lines lines) {
    /** A quotation of more sentences is a lecture. */
    static final int MAX_QUOTED = 3;

    String hint(TeachingMove.Hint hint) {
        List<Hint> hints = lines.item(hint.itemId()).map(Item::hints).orElse(List.of());
        if (hint.rung() < 0 || hint.rung() >= hints.size()) {
            return lines.line(PhraseKey.TRY_AGAIN);
        }
        Hint given = hints.get(hint.rung());
        String text = lines.guarded(given.text().in(lines.locale()));
        if (text.isBlank()) {
            return lines.line(PhraseKey.TRY_AGAIN);
        }
        String intro = lines.intent() == Intent.DOES_NOT_KNOW ? lines.line(PhraseKey.DONT_KNOW) : "";
        boolean worked = given.rung() == Hint.Rung.WORKED_EXAMPLE;
        String helped = join(join(intro, intro(given, text, hint.rung(), !intro.isEmpty())), text);
        return worked ? join(helped, lines.line(PhraseKey.HINT_YOUR_TURN)) : helped;
    }

    private String intro(Hint hint, String text, int place, boolean introduced) {
        boolean asks = text.endsWith("?") || text.endsWith("？");
        return switch (hint.rung()) {
            case QUESTION -> asks ? lines.line(PhraseKey.HINT_QUESTION) : plain(place, introduced);
            // Some courses have plain hints on every rung; only a step is announced as one.
            case PARTIAL_STEP -> lines.mathematics() ? lines.line(PhraseKey.HINT_STEP) : plain(place, introduced);
            case WORKED_EXAMPLE -> lines.line(PhraseKey.HINT_WORKED);
            case POINT -> plain(place, introduced);
        };
    }

    private String plain(int place, boolean introduced) {
        return introduced ? "" : lines.line(place == 0 ? PhraseKey.HINT_INTRO : PhraseKey.HINT_INTRO_AGAIN);
    }

    String explain(TeachingMove.Explain explain) {
        Concept concept = lines.course().concept(explain.conceptId()).orElse(null);
        if (concept == null) {
            return "";
        }
        ExplanationStyle wanted = explain.style() == null ? ExplanationStyle.DEFINITION : explain.style();
        ExplanationStyle style = concept.explanations().containsKey(wanted) ? wanted : ExplanationStyle.DEFINITION;
        String text = lines.guarded(concept.explanation(style).in(lines.locale()));
        if (text.isBlank()) {
            return lines.line(PhraseKey.WOULD_TELL);
        }
        String explained = join(lines.line(intro(style), "concept", lines.title(concept)), text);
        return style == ExplanationStyle.DEFINITION ? join(explained, example(concept)) : explained;
    }

    private static PhraseKey intro(ExplanationStyle style) {
        return switch (style) {
            case DEFINITION -> PhraseKey.EXPLAIN_INTRO;
            case EXAMPLE -> PhraseKey.EXPLAIN_EXAMPLE;
            case ANALOGY -> PhraseKey.EXPLAIN_ANALOGY;
            case WORKED_EXAMPLE -> PhraseKey.EXPLAIN_WORKED;
        };
    }

    private String example(Concept concept) {
        List<LocalizedText> examples = concept.examples();
        if (examples.isEmpty()) {
            return "";
        }
        String example = examples.get(lines.variant() % examples.size()).in(lines.locale());
        return lines.guarded(lines.line(PhraseKey.EXAMPLE_INTRO, "example", example));
    }

    String contrast(TeachingMove.Contrast contrast) {
        Misconception misconception = lines.course().concept(contrast.conceptId()).stream()
                .flatMap(Misconceptions::ofConcept)
                .filter(m -> m.id().equals(contrast.misconceptionId()))
                .findFirst()
                .orElse(null);
        if (misconception == null) {
            return "";
        }
        String feedback = lines.guarded(misconception.feedback().in(lines.locale()));
        Misconception.@Nullable Contrast pair = misconception.contrast();
        if (pair == null) {
            return feedback;
        }
        String both = lines.line(PhraseKey.CONTRAST, Map.of("wrong", pair.wrong(), "right", pair.right()));
        // Half a pair is worse than none.
        return lines.guard().lets(both) ? join(both, lines.guarded(pair.why().in(lines.locale()))) : feedback;
    }

    String reveal(TeachingMove.Reveal reveal) {
        return lines.item(reveal.itemId())
                .map(item -> join(answer(item), item.explanation().in(lines.locale())))
                .orElse("");
    }

    private String answer(Item item) {
        return switch (item.key()) {
            case AnswerKey.Choice choice ->
                lines.line(
                        PhraseKey.REVEAL_CHOICE,
                        Map.of("letter", AnswerKey.Choice.letter(choice.right()), "answer", item.modelAnswer()));
            case AnswerKey.Text text -> lines.line(PhraseKey.REVEAL, "answer", item.modelAnswer());
            case AnswerKey.Numeric numeric -> only(item);
            case AnswerKey.Algebraic algebraic -> only(item);
            case AnswerKey.Ordering ordering -> only(item);
            case AnswerKey.Cloze cloze -> only(item);
        };
    }

    private String only(Item item) {
        return lines.line(PhraseKey.REVEAL_ONLY, "answer", item.modelAnswer());
    }

    /** The sentences of the best passage that answer the question, with where they stand. */
    String quote(TeachingMove.Quote quote) {
        List<Passage> passages = quote.passageIds().stream()
                .flatMap(id -> lines.passages().passage(id).stream())
                .toList();
        if (passages.isEmpty()) {
            return "";
        }
        List<String> quoted = new ArrayList<>();
        for (Passage passage : passages) {
            // One sentence alone may be a heading; a second passage completes it.
            if (quoted.size() <= 1) {
                List<String> sentences = lines.sentences(passage.text().in(lines.locale()));
                quoted.addAll(Excerpt.of(sentences, lines.request().learnerText(), MAX_QUOTED - quoted.size()));
            }
        }
        return quoted.isEmpty()
                ? lines.line(PhraseKey.WOULD_TELL)
                : lines.line(
                        PhraseKey.QUOTE,
                        Map.of(
                                "concept",
                                passages.getFirst().title().in(lines.locale()),
                                "quote",
                                quoted.stream().reduce(Lines::join).orElse("")));
    }
}
