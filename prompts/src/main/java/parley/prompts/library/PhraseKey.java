package parley.prompts.library;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The lines that the authored tutor can say, each with the values it needs. The words are in {@code phrases/*.yaml},
 * under the name in lower case with hyphens; every language has every one of them.
 */
public enum PhraseKey {
    /** The first words to a new learner. */
    WELCOME_NEW("course", "topics"),
    /** The first words to a learner who has been here before. */
    WELCOME_RETURNING("concept"),
    /** The same, with a review that is due. */
    WELCOME_DUE("concept"),
    /** Leads from anything into the next exercise. */
    ASK_INTRO(),
    /** A right answer, not the first of a streak. */
    PRAISE(),
    /** A right answer, repeated by the tutor. */
    PRAISE_WITH_ANSWER("answer"),
    /** A right answer with a slip of language: the tutor says it rightly. */
    RECAST("corrected"),
    /** A wrong answer, before the learner tries again; and before help or the answer follows. */
    TRY_AGAIN(),
    NOT_QUITE(),
    /** One more wrong answer to the same exercise: said plainly, and kindly. */
    STILL_WRONG(),
    /** The first wrong step of a shown working, after the last right line; and when the first line is wrong. */
    SLIP_STEP("line", "before", "step"),
    SLIP_FIRST_LINE("step"),
    /** The number is right, and its unit is missing or another. */
    SLIP_MISSING_UNIT(),
    SLIP_WRONG_UNIT("given"),
    /** Equal to the answer, but not in the form that was asked for, by that form; the last where it isn't known. */
    SLIP_LOWEST_TERMS(),
    SLIP_NUMBER(),
    SLIP_PERCENT(),
    SLIP_SOLVED(),
    SLIP_SIMPLIFIED(),
    SLIP_EXPANDED(),
    SLIP_FACTORED(),
    SLIP_FORM(),
    SLIP_NOT_PRECISE(),
    /** Some parts of several are right. */
    SLIP_PARTLY("right", "of"),
    /** It could not be read as mathematics. */
    SLIP_NOT_READABLE(),
    SLIP_DIVISION_BY_ZERO(),
    SLIP_TOO_LARGE(),
    /** It is none of the choices, whose letters are named. */
    SLIP_NOT_AN_OPTION("letters"),
    /** Leads into a hint; the first, and any later one. */
    HINT_INTRO(),
    HINT_INTRO_AGAIN(),
    /** Leads into a hint that is a question, does a first step, or solves a similar problem. */
    HINT_QUESTION(),
    HINT_STEP(),
    HINT_WORKED(),
    /** After a worked example: now the learner. */
    HINT_YOUR_TURN(),
    /** No hint is left, and the learner has not tried: asks for one try before the answer is told. */
    NO_MORE_HINTS(),
    /** Tells an answer of several; the only one; that of a choice. */
    REVEAL("answer"),
    REVEAL_ONLY("answer"),
    REVEAL_CHOICE("letter", "answer"),
    /** Leads into the explanation of a concept. */
    EXPLAIN_INTRO("concept"),
    EXPLAIN_EXAMPLE("concept"),
    EXPLAIN_ANALOGY("concept"),
    EXPLAIN_WORKED("concept"),
    /** Puts a wrong and a right instance side by side. */
    CONTRAST("wrong", "right"),
    /** Answers with the course's own words. */
    QUOTE("concept", "quote"),
    /** What was asked for would tell the open exercise's answer. */
    WOULD_TELL(),
    /** Leads into an example. */
    EXAMPLE_INTRO("example"),
    /** Doubt about what was heard becomes a question. */
    CLARIFY_HEARD("heard", "meant"),
    /** Doubt about what was meant becomes a question: is it an answer or a question? */
    CLARIFY_AGAIN("heard"),
    /** Was it meant as an answer or as a question? */
    ASK_INTENT("heard"),
    /** Nothing could be understood. */
    DIDNT_CATCH(),
    /** The learner has said nothing for a while. */
    STILL_THERE(),
    /** The learner does not know. */
    DONT_KNOW(),
    /** The learner is upset, tired or discouraged: met before content. */
    DISTRESS(),
    /** A question beyond the course, with no model connected. */
    OFF_COURSE("course", "topics"),
    /** The course does not answer a question: offers to pass it on; and passes it on. */
    OFFER_HAND_OFF(),
    HAND_OFF(),
    /** What the tutor can do, in a language course and in mathematics. */
    ABOUT_CAPABILITIES("topics"),
    ABOUT_CAPABILITIES_MATHS("topics"),
    /** Who or what the tutor is. */
    ABOUT_ITSELF("course"),
    /** Small talk. */
    GREETING(),
    HOW_ARE_YOU(),
    THANKS(),
    /** Leads back to the open exercise after a detour. */
    BACK_TO_EXERCISE(),
    /** Leads into the repetition of something learned before. */
    REVIEW_INTRO("concept"),
    /** Announces the next concept. */
    NEXT_CONCEPT("concept"),
    /** Why an exercise comes now, in a few words before it. */
    REASON_DIAGNOSTIC_FIRST(),
    REASON_DIAGNOSTIC("number"),
    REASON_REVIEW_DUE("concept"),
    REASON_STRENGTHEN("concept"),
    REASON_REPAIR_GAP("concept", "goal"),
    REASON_EASIER(),
    REASON_HARDER(),
    REASON_SIMILAR(),
    REASON_CHECK(),
    REASON_EXPLORE("concept"),
    /** The same for a learner who asks why. */
    WHY_DIAGNOSTIC(),
    WHY_NEXT_CONCEPT("concept"),
    /** The same of a concept that has no prerequisites. */
    WHY_FIRST_CONCEPT("concept"),
    WHY_PRACTISE("concept"),
    WHY_REVIEW_DUE("concept"),
    WHY_STRENGTHEN("concept"),
    WHY_REPAIR_GAP("concept", "goal"),
    WHY_EASIER("concept"),
    WHY_HARDER("concept"),
    WHY_SIMILAR("concept"),
    WHY_CHECK("concept"),
    WHY_EXPLORE("concept"),
    /** Today's plan; and when there is nothing in it. */
    PLAN("minutes", "concepts"),
    PLAN_EMPTY(),
    /** Where the diagnostic start has placed the learner. */
    PLACED("known", "start"),
    PLACED_AT_START("start"),
    PLACED_BEYOND("course"),
    /** Takes "I know this" at its word, for one exercise. */
    ACCEPT_CONTEST("concept"),
    /** A good place to stop: the day's goal is reached, or the learner is tired. Not a question. */
    STOP_GOAL(),
    STOP_TIRED(),
    /** Lists: one concept in them, the last two, any two before, and one that is cut. */
    LIST_ITEM("item"),
    LIST_LAST("first", "second"),
    LIST_MORE("first", "second"),
    LIST_CUT("list", "count"),
    /** A unit is finished. */
    UNIT_DONE("unit"),
    /** The course is finished. */
    ALL_DONE("course"),
    /** The learner asked to hear it again. */
    REPEAT(),
    /** The learner asked for another exercise. */
    SKIP(),
    /** The learner says goodbye. */
    GOODBYE(),
    /** The configured model failed; the authored tutor answers. */
    MODEL_FAILED(),
    /** The learner's message was longer than is read. */
    TOO_LONG();

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> placeholders;

    PhraseKey(String... placeholders) {
        this.placeholders = Set.of(placeholders);
    }

    /** The values that a line needs; each of its variants uses some or all of them. */
    public Set<String> placeholders() {
        return placeholders;
    }

    /** The key's name in the phrase files. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<PhraseKey> named(String fileName) {
        return Arrays.stream(values())
                .filter(key -> key.fileName().equals(fileName))
                .findFirst();
    }
}
