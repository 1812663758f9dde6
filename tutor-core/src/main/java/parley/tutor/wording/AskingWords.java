package parley.tutor.wording;

import static parley.tutor.wording.Lines.join;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Concept;
import parley.prompts.course.Item;
import parley.prompts.library.PhraseKey;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.understanding.Intent;

/** Words the moves that ask something, and why it is asked now. Immutable. */
record AskingWords(Lines lines) {
    private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]+");

    String welcome(TeachingMove.Welcome welcome) {
        if (!welcome.returning()) {
            return lines.line(PhraseKey.WELCOME_NEW, lines.courseAndTopics());
        }
        Optional<Ask> ask = lines.request().moves().stream()
                .flatMap(move -> move instanceof Ask a ? Optional.of(a).stream() : Optional.<Ask>empty().stream())
                .findFirst();
        String concept = ask.flatMap(a -> lines.course().conceptOf(a.itemId()))
                .map(lines::title)
                .orElse(lines.course().title().in(lines.locale()));
        boolean due = ask.map(Ask::reason)
                .filter(r -> r.kind() == Reason.Kind.REVIEW_DUE)
                .isPresent();
        return lines.line(due ? PhraseKey.WELCOME_DUE : PhraseKey.WELCOME_RETURNING, "concept", concept);
    }

    String ask(Ask ask, int index) {
        return lines.item(ask.itemId())
                .map(item -> join(intro(ask, item, index), task(item)))
                .orElse("");
    }

    private String intro(Ask ask, Item item, int index) {
        TeachingMove before = lines.before(index);
        if (ask.again()) {
            if (lines.intent() == Intent.ASKS_REPEAT) {
                return lines.line(PhraseKey.REPEAT);
            }
            return before == null || before instanceof TeachingMove.Welcome
                    ? ""
                    : lines.line(PhraseKey.BACK_TO_EXERCISE);
        }
        String intro = ask.reason() == null ? intro(item, before) : because(ask.reason(), before);
        return lines.intent() == Intent.ASKS_SKIP ? join(lines.line(PhraseKey.SKIP), intro) : intro;
    }

    /** The reason in a few words, where it is not plain from what was said just before. */
    private String because(Reason reason, @Nullable TeachingMove before) {
        boolean told = before instanceof TeachingMove.Welcome
                || before instanceof TeachingMove.Placed
                || before instanceof TeachingMove.AcceptContest
                || before instanceof TeachingMove.SayWhy;
        boolean same = lines.course()
                .conceptOf(lines.request().progress().openItemId())
                .map(Concept::id)
                .filter(reason.conceptId()::equals)
                .isPresent();
        String next = told ? "" : lines.line(PhraseKey.ASK_INTRO);
        return switch (reason.kind()) {
            case DIAGNOSTIC -> diagnostic();
            case NEXT_CONCEPT -> told || same ? next : about(PhraseKey.NEXT_CONCEPT, reason);
            case PRACTISE -> next;
            case REVIEW_DUE -> told || same ? next : about(PhraseKey.REASON_REVIEW_DUE, reason);
            case STRENGTHEN -> told || same ? next : about(PhraseKey.REASON_STRENGTHEN, reason);
            case REPAIR_GAP -> same ? next : gap(PhraseKey.REASON_REPAIR_GAP, PhraseKey.REASON_STRENGTHEN, reason);
            case EASIER -> lines.line(PhraseKey.REASON_EASIER);
            case HARDER -> lines.line(PhraseKey.REASON_HARDER);
            case SIMILAR -> lines.line(PhraseKey.REASON_SIMILAR);
            case CHECK -> told ? "" : lines.line(PhraseKey.REASON_CHECK);
            case EXPLORE -> told || same ? next : about(PhraseKey.REASON_EXPLORE, reason);
        };
    }

    private String diagnostic() {
        int asked = lines.request().progress().knowledge().placement().asked();
        return asked == 0
                ? lines.line(PhraseKey.REASON_DIAGNOSTIC_FIRST)
                : lines.line(PhraseKey.REASON_DIAGNOSTIC, "number", String.valueOf(asked + 1));
    }

    String sayWhy(TeachingMove.SayWhy why) {
        return new ReasonSentences(lines.phrases()).of(why.reason(), lines.course(), lines.locale());
    }

    private String about(PhraseKey key, Reason reason) {
        return lines.line(key, "concept", lines.title(reason.conceptId()));
    }

    private String gap(PhraseKey withGoal, PhraseKey without, Reason reason) {
        return lines.course().concept(reason.goalConceptId()).isEmpty()
                ? about(without, reason)
                : lines.line(
                        withGoal,
                        Map.of(
                                "concept",
                                lines.title(reason.conceptId()),
                                "goal",
                                lines.title(reason.goalConceptId())));
    }

    /** For moves of earlier versions, which name no reason. */
    private String intro(Item item, @Nullable TeachingMove before) {
        if (before instanceof TeachingMove.Welcome) {
            return "";
        }
        String concept = lines.course().conceptOf(item.id()).map(lines::title).orElse("");
        var record = lines.request().progress().item(item.id());
        if (record.attempts() > 0 || record.revealed()) {
            return lines.line(PhraseKey.REVIEW_INTRO, "concept", concept);
        }
        return newConcept(item)
                ? lines.line(PhraseKey.NEXT_CONCEPT, "concept", concept)
                : lines.line(PhraseKey.ASK_INTRO);
    }

    private boolean newConcept(Item item) {
        Optional<Concept> was =
                lines.course().conceptOf(lines.request().progress().openItemId());
        Optional<Concept> is = lines.course().conceptOf(item.id());
        return was.isPresent()
                && is.isPresent()
                && !was.get().id().equals(is.get().id());
    }

    /** The task, and in English what is to be practised where the learner's language doesn't quote it. */
    private String task(Item item) {
        String task = item.prompt().in(lines.locale());
        boolean quotesEnglish = LATIN_WORD.matcher(task).results().limit(3).count() == 3;
        return quotesEnglish || lines.mathematics() || item.say().isBlank() ? task : task + "\n\n" + item.say();
    }

    String askIntent(TeachingMove.AskIntent ask) {
        return ask.heard().isBlank()
                ? lines.line(PhraseKey.DIDNT_CATCH)
                : lines.line(PhraseKey.ASK_INTENT, "heard", ask.heard());
    }

    String clarify(TeachingMove.Clarify clarify) {
        if (clarify.heard().isBlank()) {
            return lines.line(PhraseKey.DIDNT_CATCH);
        }
        return clarify.alternatives().isEmpty()
                ? lines.line(PhraseKey.CLARIFY_AGAIN, "heard", clarify.heard())
                : lines.line(
                        PhraseKey.CLARIFY_HEARD,
                        Map.of(
                                "heard",
                                clarify.heard(),
                                "meant",
                                clarify.alternatives().getFirst()));
    }
}
