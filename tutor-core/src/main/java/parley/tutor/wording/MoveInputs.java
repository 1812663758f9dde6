package parley.tutor.wording;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ExplanationStyle;
import parley.prompts.course.Misconception;
import parley.tutor.learner.ConceptKnowledge;
import parley.tutor.learner.Knowledge;
import parley.tutor.retrieval.Passages;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.Slip;

/**
 * Spells decided moves out as the plain data that the prompt {@value ModelWording#PROMPT} declares: each a map with
 * {@code move}, its name, and the fields that apply to it. Immutable.
 */
final class MoveInputs {
    /** Below even odds a concept counts as weak. */
    private static final double WEAK_BELOW = Profile.WEAK_BELOW;

    private final Course course;

    private final Passages passages;

    MoveInputs(Course course) {
        this.course = course;
        this.passages = Passages.of(course);
    }

    List<Map<String, Object>> of(ReplyRequest request) {
        return request.moves().stream().map(m -> input(m, request.locale())).toList();
    }

    /**
     * What is practised once the moves are carried out: {@code item}, its task, {@code concept}, and {@code mastery}, how
     * well the learner knows it; empty at the end.
     */
    Map<String, Object> aim(ReplyRequest request) {
        String open = request.progress().openItemId();
        for (TeachingMove move : request.moves()) {
            if (move instanceof TeachingMove.Ask ask) {
                open = ask.itemId();
            }
        }
        String itemId = open;
        return Map.of(
                "mastery",
                        course.conceptOf(itemId)
                                .map(c -> band(request.progress().knowledge(), c.id()))
                                .orElse(""),
                "item",
                        course.item(itemId)
                                .map(i -> i.prompt().in(request.locale()))
                                .orElse(""),
                "concept",
                        course.conceptOf(itemId)
                                .map(c -> c.title().in(request.locale()))
                                .orElse(""));
    }

    /** How well a concept is known, in a word or two that the prompts explain to the model. */
    private static String band(Knowledge knowledge, String conceptId) {
        ConceptKnowledge known = knowledge.concepts().get(conceptId);
        if (known == null) {
            return "new";
        }
        if (known.mastered()) {
            return "mastered";
        }
        return known.probability() < WEAK_BELOW ? "weak" : "growing";
    }

    private Map<String, Object> input(TeachingMove move, String locale) {
        Map<String, Object> input = new HashMap<>();
        input.put("move", move.getClass().getSimpleName());
        switch (move) {
            case TeachingMove.Welcome welcome -> input.put("returning", welcome.returning());
            case TeachingMove.Ask ask -> {
                input.put("again", ask.again());
                because(input, ask.reason(), locale);
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
            case TeachingMove.TryAgain tryAgain -> {
                input.put("feedback", feedback(tryAgain, locale));
                if (tryAgain.slip() != null) {
                    slip(input, tryAgain.slip());
                }
            }
            case TeachingMove.Hint hint ->
                course.item(hint.itemId())
                        .filter(item ->
                                hint.rung() >= 0 && hint.rung() < item.hints().size())
                        .map(item -> item.hints().get(hint.rung()))
                        .ifPresent(given -> {
                            input.put("rung", given.rung().fileName());
                            input.put("hint", given.text().in(locale));
                        });
            case TeachingMove.Explain explain ->
                course.concept(explain.conceptId()).ifPresent(concept -> explanation(input, concept, explain, locale));
            case TeachingMove.Contrast contrast ->
                course.concept(contrast.conceptId()).stream()
                        .flatMap(Misconceptions::ofConcept)
                        .filter(m -> m.id().equals(contrast.misconceptionId()))
                        .findFirst()
                        .ifPresent(m -> contrast(input, m, locale));
            case TeachingMove.Reveal reveal ->
                course.item(reveal.itemId()).ifPresent(item -> {
                    input.put("answer", item.modelAnswer());
                    input.put("explanation", item.explanation().in(locale));
                });
            case TeachingMove.Clarify clarify -> {
                input.put("heard", clarify.heard());
                input.put("meant", clarify.alternatives());
            }
            case TeachingMove.AskIntent ask -> input.put("heard", ask.heard());
            case TeachingMove.Encourage ignored -> {}
            case TeachingMove.Respond respond ->
                input.put("topic", respond.topic().name().toLowerCase(Locale.ROOT));
            case TeachingMove.Milestone milestone -> {
                input.put("courseDone", milestone.courseDone());
                course.units().stream()
                        .filter(u -> u.id().equals(milestone.unitId()))
                        .forEach(u -> input.put("unit", u.title().in(locale)));
            }
            case TeachingMove.Quote quote ->
                input.put(
                        "passages",
                        quote.passageIds().stream()
                                .flatMap(id -> passages.passage(id).stream())
                                .map(p -> Map.of(
                                        "concept",
                                        p.title().in(locale),
                                        "text",
                                        p.text().in(locale)))
                                .toList());
            case TeachingMove.OfferHandOff offer -> input.put("question", offer.question());
            case TeachingMove.HandOff handOff -> input.put("question", handOff.question());
            case TeachingMove.SayWhy why -> because(input, why.reason(), locale);
            case TeachingMove.SayPlan plan -> {
                input.put("concepts", titles(plan.conceptIds(), locale));
                input.put("minutes", plan.minutes());
            }
            case TeachingMove.Placed placed -> {
                input.put("concepts", titles(placed.knownConcepts(), locale));
                input.put("start", String.join("", titles(List.of(placed.startConceptId()), locale)));
            }
            case TeachingMove.AcceptContest contest ->
                input.put("concept", String.join("", titles(List.of(contest.conceptId()), locale)));
            case TeachingMove.OfferStop stop -> input.put("goalReached", stop.goalReached());
            case TeachingMove.Close ignored -> {}
        }
        return input;
    }

    private void because(Map<String, Object> input, TeachingMove.@Nullable Reason reason, String locale) {
        if (reason != null) {
            input.put("because", reason.kind().name().toLowerCase(Locale.ROOT));
            input.put("about", String.join("", titles(List.of(reason.conceptId()), locale)));
            input.put("goal", String.join("", titles(List.of(reason.goalConceptId()), locale)));
        }
    }

    private List<String> titles(List<String> conceptIds, String locale) {
        return conceptIds.stream()
                .flatMap(id -> course.concept(id).stream())
                .map(c -> c.title().in(locale))
                .toList();
    }

    private static void explanation(
            Map<String, Object> input, Concept concept, TeachingMove.Explain explain, String locale) {
        ExplanationStyle style = explain.style() == null ? ExplanationStyle.DEFINITION : explain.style();
        input.put("concept", concept.title().in(locale));
        input.put("style", style.fileName());
        input.put("explanation", concept.explanation(style).in(locale));
        input.put(
                "examples",
                style != ExplanationStyle.DEFINITION
                        ? List.of()
                        : concept.examples().stream().map(e -> e.in(locale)).toList());
    }

    private static void contrast(Map<String, Object> input, Misconception misconception, String locale) {
        input.put("feedback", misconception.feedback().in(locale));
        if (misconception.contrast() != null) {
            input.put("wrong", misconception.contrast().wrong());
            input.put("right", misconception.contrast().right());
            input.put("explanation", misconception.contrast().why().in(locale));
        }
    }

    /** What is amiss; the learner's own words in it are fenced by the prompt. */
    private static void slip(Map<String, Object> input, Slip slip) {
        input.put(
                "slip",
                switch (slip) {
                    case Slip.FirstWrongStep(int line, String before, String step) -> {
                        input.put("line", line);
                        input.put("before", before);
                        input.put("step", step);
                        yield "step";
                    }
                    case Slip.MissingUnit missing -> "missing_unit";
                    case Slip.WrongUnit(String given, String unit) -> {
                        input.put("given", given);
                        yield "wrong_unit";
                    }
                    case Slip.WrongForm(String wanted) -> {
                        input.put("wanted", wanted);
                        yield "wrong_form";
                    }
                    case Slip.NotPrecise none -> "not_precise";
                    case Slip.PartlyRight(int right, int of) -> {
                        input.put("partly", right + "/" + of);
                        yield "partly_right";
                    }
                    case Slip.NotReadable(var reason) ->
                        reason == Slip.NotReadable.Reason.NOT_AN_OPTION ? "not_an_option" : "not_readable";
                });
    }

    private String feedback(TeachingMove.TryAgain tryAgain, String locale) {
        return Misconceptions.ofItem(course, tryAgain.itemId())
                .filter(m -> m.id().equals(tryAgain.misconceptionId()))
                .findFirst()
                .map(m -> m.feedback().in(locale))
                .orElse("");
    }
}
