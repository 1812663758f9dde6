package parley.tutor.wording;

import static parley.tutor.wording.Lines.join;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Item;
import parley.prompts.library.PhraseKey;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Slip;

/** Words the moves that say how an answer was. Immutable. */
record FeedbackWords(Lines lines) {

    String praise(TeachingMove.Praise praise) {
        boolean exact = lines.request().observation() == null
                || !(lines.request().observation().answer() instanceof AnswerCheck.Right right)
                || right.exact();
        // Every other time the answer is heard once more; always when it was misspelt.
        return (exact && lines.variant() % 2 == 0) || praise.matched().isBlank()
                ? lines.line(PhraseKey.PRAISE)
                : lines.line(PhraseKey.PRAISE_WITH_ANSWER, "answer", evidence(praise));
    }

    /** What was right; of a choice the words of the option, not its letter. */
    private String evidence(TeachingMove.Praise praise) {
        return lines.item(praise.itemId())
                .filter(item -> item.key() instanceof AnswerKey.Choice)
                .map(Item::modelAnswer)
                .orElse(praise.matched());
    }

    String tryAgain(TeachingMove.TryAgain tryAgain) {
        String feedback = lines.guarded(feedback(tryAgain));
        Slip slip = tryAgain.slip();
        String amiss = slip == null ? "" : lines.guarded(slip(slip, tryAgain.itemId()));
        if (lines.has(TeachingMove.Reveal.class)) {
            // The answer follows: no invitation to another try.
            return feedback.isBlank() ? lines.line(PhraseKey.NOT_QUITE) : feedback;
        }
        // A slip says itself that something is amiss, and what is right already.
        String lead = amiss.isBlank() ? lead() : amiss;
        return join(lead, feedback);
    }

    private String lead() {
        if (lines.misses() > 0) {
            return lines.line(PhraseKey.STILL_WRONG);
        }
        boolean alone = lines.request().moves().getLast() instanceof TeachingMove.TryAgain;
        return lines.line(alone ? PhraseKey.TRY_AGAIN : PhraseKey.NOT_QUITE);
    }

    private String feedback(TeachingMove.TryAgain tryAgain) {
        return Misconceptions.ofItem(lines.course(), tryAgain.itemId())
                .filter(m -> m.id().equals(tryAgain.misconceptionId()))
                .findFirst()
                .map(m -> m.feedback().in(lines.locale()))
                .orElse("");
    }

    private String notAnOption(String itemId) {
        String letters = lines.item(itemId)
                .filter(item -> item.key() instanceof AnswerKey.Choice)
                .map(item -> ((AnswerKey.Choice) item.key()).options().size())
                .map(options -> IntStream.range(0, options)
                        .mapToObj(AnswerKey.Choice::letter)
                        .collect(Collectors.joining(lines.locale().startsWith("zh") ? "、" : ", ")))
                .orElse("");
        return letters.isEmpty() ? "" : lines.line(PhraseKey.SLIP_NOT_AN_OPTION, "letters", letters);
    }

    private String slip(Slip slip, String itemId) {
        return switch (slip) {
            case Slip.FirstWrongStep(int line, String before, String step) ->
                before.isBlank()
                        ? lines.line(PhraseKey.SLIP_FIRST_LINE, "step", step.strip())
                        : lines.line(
                                PhraseKey.SLIP_STEP,
                                Map.of("line", String.valueOf(line), "before", before.strip(), "step", step.strip()));
            case Slip.MissingUnit missing -> lines.line(PhraseKey.SLIP_MISSING_UNIT);
            case Slip.WrongUnit(String given, String unit) -> lines.line(PhraseKey.SLIP_WRONG_UNIT, "given", given);
            case Slip.WrongForm(String wanted) -> lines.line(form(wanted));
            case Slip.NotPrecise none -> lines.line(PhraseKey.SLIP_NOT_PRECISE);
            case Slip.PartlyRight(int right, int of) ->
                lines.line(PhraseKey.SLIP_PARTLY, Map.of("right", String.valueOf(right), "of", String.valueOf(of)));
            case Slip.NotReadable(Slip.NotReadable.Reason reason) ->
                switch (reason) {
                    case NOT_MATHS -> lines.line(PhraseKey.SLIP_NOT_READABLE);
                    case DIVISION_BY_ZERO -> lines.line(PhraseKey.SLIP_DIVISION_BY_ZERO);
                    case TOO_LARGE -> lines.line(PhraseKey.SLIP_TOO_LARGE);
                    case NOT_AN_OPTION -> notAnOption(itemId);
                };
        };
    }

    private static PhraseKey form(String wanted) {
        return switch (wanted) {
            case "lowest-terms" -> PhraseKey.SLIP_LOWEST_TERMS;
            case "number" -> PhraseKey.SLIP_NUMBER;
            case "percent" -> PhraseKey.SLIP_PERCENT;
            case "solved" -> PhraseKey.SLIP_SOLVED;
            case "simplified" -> PhraseKey.SLIP_SIMPLIFIED;
            case "expanded" -> PhraseKey.SLIP_EXPANDED;
            case "factored" -> PhraseKey.SLIP_FACTORED;
            default -> PhraseKey.SLIP_FORM;
        };
    }

    String milestone(TeachingMove.Milestone milestone) {
        if (milestone.courseDone()) {
            return lines.line(
                    PhraseKey.ALL_DONE, "course", lines.course().title().in(lines.locale()));
        }
        return lines.course().units().stream()
                .filter(u -> u.id().equals(milestone.unitId()))
                .findFirst()
                .map(u -> lines.line(PhraseKey.UNIT_DONE, "unit", u.title().in(lines.locale())))
                .orElse("");
    }
}
