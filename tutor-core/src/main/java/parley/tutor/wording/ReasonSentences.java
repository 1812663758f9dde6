package parley.tutor.wording;

import java.util.Map;
import parley.prompts.course.Course;
import parley.prompts.library.PhraseBook;
import parley.prompts.library.PhraseKey;
import parley.tutor.teaching.TeachingMove.Reason;

/** Says in one sentence why an exercise comes now: to who asks, in a plan, beside the conversation. Thread-safe. */
public final class ReasonSentences {
    private final PhraseBook phrases;

    public ReasonSentences(PhraseBook phrases) {
        this.phrases = phrases;
    }

    /** The sentence for {@code reason}, in the language of {@code locale}. */
    public String of(Reason reason, Course course, String locale) {
        boolean hasGoal = course.concept(reason.goalConceptId()).isPresent();
        boolean startsAfresh = course.concept(reason.conceptId())
                .filter(concept -> concept.prerequisites().isEmpty())
                .isPresent();
        PhraseKey key = switch (reason.kind()) {
            case DIAGNOSTIC -> PhraseKey.WHY_DIAGNOSTIC;
            case NEXT_CONCEPT -> startsAfresh ? PhraseKey.WHY_FIRST_CONCEPT : PhraseKey.WHY_NEXT_CONCEPT;
            case PRACTISE -> PhraseKey.WHY_PRACTISE;
            case REVIEW_DUE -> PhraseKey.WHY_REVIEW_DUE;
            case STRENGTHEN -> PhraseKey.WHY_STRENGTHEN;
            case REPAIR_GAP -> hasGoal ? PhraseKey.WHY_REPAIR_GAP : PhraseKey.WHY_STRENGTHEN;
            case EASIER -> PhraseKey.WHY_EASIER;
            case HARDER -> PhraseKey.WHY_HARDER;
            case SIMILAR -> PhraseKey.WHY_SIMILAR;
            case CHECK -> PhraseKey.WHY_CHECK;
            case EXPLORE -> PhraseKey.WHY_EXPLORE;
        };
        return phrases.line(
                key,
                locale,
                0,
                Map.of(
                        "concept", title(course, reason.conceptId(), locale),
                        "goal", title(course, reason.goalConceptId(), locale)));
    }

    private static String title(Course course, String conceptId, String locale) {
        return course.concept(conceptId).map(c -> c.title().in(locale)).orElse("");
    }
}
