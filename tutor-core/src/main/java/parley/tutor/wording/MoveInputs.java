package parley.tutor.wording;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.tutor.teaching.TeachingMove;

/**
 * Spells decided moves out as the plain data that the prompt {@value ModelWording#PROMPT} declares: each a map with
 * {@code move}, its name, and the fields that apply to it. Immutable.
 */
final class MoveInputs {
    private final Course course;

    MoveInputs(Course course) {
        this.course = course;
    }

    List<Map<String, Object>> of(ReplyRequest request) {
        return request.moves().stream().map(m -> input(m, request.locale())).toList();
    }

    /** What is practised once the moves are carried out: {@code item}, its task, and {@code concept}; empty at the end. */
    Map<String, Object> aim(ReplyRequest request) {
        String open = request.progress().openItemId();
        for (TeachingMove move : request.moves()) {
            if (move instanceof TeachingMove.Ask ask) {
                open = ask.itemId();
            }
        }
        String itemId = open;
        return Map.of(
                "item",
                        course.item(itemId)
                                .map(i -> i.prompt().in(request.locale()))
                                .orElse(""),
                "concept",
                        course.conceptOf(itemId)
                                .map(c -> c.title().in(request.locale()))
                                .orElse(""));
    }

    private Map<String, Object> input(TeachingMove move, String locale) {
        Map<String, Object> input = new HashMap<>();
        input.put("move", move.getClass().getSimpleName());
        switch (move) {
            case TeachingMove.Welcome welcome -> input.put("returning", welcome.returning());
            case TeachingMove.Ask ask -> {
                input.put("again", ask.again());
                course.item(ask.itemId()).ifPresent(item -> {
                    input.put("kind", item.kind().fileName());
                    input.put("task", item.prompt().in(locale));
                    input.put("say", item.say());
                });
            }
            case TeachingMove.Praise praise -> input.put("answer", praise.matched());
            case TeachingMove.Recast recast -> {
                input.put("original", recast.correction().original());
                input.put("corrected", recast.correction().corrected());
                input.put("reason", recast.correction().message());
            }
            case TeachingMove.TryAgain tryAgain ->
                course.item(tryAgain.itemId())
                        .ifPresent(item -> input.put("feedback", feedback(item, tryAgain, locale)));
            case TeachingMove.Hint hint ->
                course.item(hint.itemId())
                        .filter(item -> hint.rung() < item.hints().size())
                        .ifPresent(item -> input.put(
                                "hint", item.hints().get(hint.rung()).text().in(locale)));
            case TeachingMove.Explain explain ->
                course.concept(explain.conceptId()).ifPresent(concept -> {
                    input.put("concept", concept.title().in(locale));
                    input.put("explanation", concept.explanation().in(locale));
                    input.put(
                            "examples",
                            concept.examples().stream().map(e -> e.in(locale)).toList());
                });
            case TeachingMove.Reveal reveal ->
                course.item(reveal.itemId()).ifPresent(item -> {
                    input.put("answer", item.modelAnswer());
                    input.put("explanation", item.explanation().in(locale));
                });
            case TeachingMove.Clarify clarify -> input.put("heard", clarify.heard());
            case TeachingMove.Encourage ignored -> {}
            case TeachingMove.Respond respond ->
                input.put("topic", respond.topic().name().toLowerCase(Locale.ROOT));
            case TeachingMove.Milestone milestone -> {
                input.put("courseDone", milestone.courseDone());
                course.units().stream()
                        .filter(u -> u.id().equals(milestone.unitId()))
                        .forEach(u -> input.put("unit", u.title().in(locale)));
            }
            case TeachingMove.Close ignored -> {}
            case TeachingMove.Contrast ignored -> {}
            case TeachingMove.AskIntent ignored -> {}
            case TeachingMove.Quote ignored -> {}
            case TeachingMove.OfferHandOff ignored -> {}
            case TeachingMove.HandOff ignored -> {}
            case TeachingMove.SayWhy ignored -> {}
            case TeachingMove.SayPlan ignored -> {}
            case TeachingMove.Placed ignored -> {}
            case TeachingMove.AcceptContest ignored -> {}
            case TeachingMove.OfferStop stop -> input.put("goalReached", stop.goalReached());
        }
        return input;
    }

    private static String feedback(Item item, TeachingMove.TryAgain tryAgain, String locale) {
        return item.misconceptions().stream()
                .filter(m -> m.id().equals(tryAgain.misconceptionId()))
                .findFirst()
                .map(m -> m.feedback().in(locale))
                .orElse("");
    }
}
