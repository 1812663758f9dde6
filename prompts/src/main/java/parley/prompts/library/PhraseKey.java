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
    /** Leads from anything into the next exercise. */
    ASK_INTRO(),
    /** A right answer, not the first of a streak. */
    PRAISE(),
    /** A right answer, repeated by the tutor. */
    PRAISE_WITH_ANSWER("answer"),
    /** A right answer with a slip of language: the tutor says it rightly. */
    RECAST("corrected"),
    /** A wrong answer, before the learner tries again. */
    TRY_AGAIN(),
    /** Leads into a hint; the first, and any later one. */
    HINT_INTRO(),
    HINT_INTRO_AGAIN(),
    /** No hint is left, and the learner has not tried: asks for one try before the answer is told. */
    NO_MORE_HINTS(),
    /** Tells the answer. */
    REVEAL("answer"),
    /** Leads into the explanation of a concept. */
    EXPLAIN_INTRO("concept"),
    /** Leads into an example. */
    EXAMPLE_INTRO("example"),
    /** Doubt about what was heard becomes a question. */
    CLARIFY_HEARD("heard", "meant"),
    /** Doubt about what was meant becomes a question: is it an answer or a question? */
    CLARIFY_AGAIN("heard"),
    /** Nothing could be understood. */
    DIDNT_CATCH(),
    /** The learner has said nothing for a while. */
    STILL_THERE(),
    /** The learner does not know. */
    DONT_KNOW(),
    /** The learner is upset, tired or discouraged: met before content. */
    DISTRESS(),
    /** A word of courage after several wrong answers. */
    ENCOURAGE(),
    /** A question beyond the course, with no model connected. */
    OFF_COURSE("course", "topics"),
    /** What the tutor can do. */
    ABOUT_CAPABILITIES("topics"),
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
