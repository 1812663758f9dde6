package parley.tutor.teaching;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.SpokenForm;
import parley.prompts.course.Unit;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.understanding.IntentPhrases;

/**
 * Foresees the open exercise's answers, right and wrong, what learners say to any question, and questions about what the
 * course explains. Pure and thread-safe.
 *
 * <p>In this order, each cut off at the end of its list:
 *
 * <ol>
 *   <li>answers, right and known wrong ones: at most {@value #MAX_ANSWERS};
 *   <li>familiar sentences, all of {@value #SHORTEST_WORDS} to {@value #LONGEST_WORDS} words: the examples of the
 *       exercise's concept and then of its prerequisites, at most {@value #MAX_TARGETS}; then this learner's own of the last
 *       {@value ExpectationSource#MAX_SAID} turns that were typed or surely heard, the last first;
 *   <li>what may be said to any question;
 *   <li>questions about the unit in hand, then about the rest of the course.
 * </ol>
 *
 * <p>All together are at most {@value Expectation#MAX_PHRASES}. Words that an answer may use are not among them as single
 * words: see {@code docs/decisions/0011-what-the-ear-expects.md}.
 *
 * <p>All of it is lower-case words with apostrophes. What has a digit is left out, for a recogniser spells numbers.
 */
public final class CourseExpectations implements ExpectationSource {
    private static final Predicate<String> SAYABLE =
            Pattern.compile("[a-z']++(?: [a-z']++)*+").asMatchPredicate();

    /** Keywords of a concept by which a spoken question is foreseen; each more makes the others harder to hear. */
    private static final int ASKED_KEYWORDS = 3;

    /** A grammar of more sentences hears none of them well. */
    private static final int MAX_ANSWERS = 400;

    /** Examples of a concept and its prerequisites; a course of ours has fewer. */
    private static final int MAX_TARGETS = 40;

    /** One or two words are too little to overrule what was heard freely, and any noise resembles some of them. */
    private static final int SHORTEST_WORDS = 3;

    /** What is longer is hardly ever said twice in the same words. */
    private static final int LONGEST_WORDS = 12;

    private static final String ENGLISH = "en";

    private final Course course;
    private final List<String> always;
    private final Map<String, List<String>> questionsByUnit = new LinkedHashMap<>();

    public CourseExpectations(Course course, IntentPhrases phrases) {
        this.course = course;
        this.always = phrases.spoken().stream().filter(SAYABLE).toList();
        for (Unit unit : course.units()) {
            questionsByUnit.put(
                    unit.id(),
                    unit.concepts().stream()
                            .flatMap(CourseExpectations::questionsAbout)
                            .toList());
        }
    }

    private static Stream<String> questionsAbout(Concept concept) {
        return concept.keywords().stream()
                .filter(SAYABLE)
                .limit(ASKED_KEYWORDS)
                .flatMap(word -> Stream.of("what is " + word, "what is the " + word, "explain the " + word));
    }

    /**
     * What may be said to any question, then questions about the unit in hand, then those about the rest of the course: a
     * learner may ask about anything at any time, and an expectation holds only so many.
     */
    private List<String> phrases(String openItemId) {
        List<String> near = course.unitOf(openItemId)
                .map(unit -> questionsByUnit.getOrDefault(unit.id(), List.of()))
                .orElse(List.of());
        return Stream.of(
                        always.stream(),
                        near.stream(),
                        questionsByUnit.values().stream().flatMap(List::stream))
                .flatMap(part -> part)
                .distinct()
                .limit(Expectation.MAX_PHRASES)
                .toList();
    }

    @Override
    public Expectation after(TurnId question, LearnerProgress progress) {
        return after(question, progress, List.of());
    }

    @Override
    public Expectation after(TurnId question, LearnerProgress progress, List<String> said) {
        List<String> answers = course.item(progress.openItemId()).stream()
                .flatMap(CourseExpectations::foreseen)
                .map(SpokenForm::of)
                .filter(SAYABLE)
                .distinct()
                .limit(MAX_ANSWERS)
                .toList();
        return new Expectation(
                question, answers, phrases(progress.openItemId()), familiar(progress.openItemId(), said));
    }

    private List<String> familiar(String openItemId, List<String> said) {
        Stream<String> targets = course.conceptOf(openItemId).stream()
                .flatMap(concept -> Stream.concat(
                        Stream.of(concept),
                        concept.prerequisites().stream().flatMap(id -> course.concept(id).stream())))
                .flatMap(concept -> concept.examples().stream())
                .flatMap(example -> sentence(example.in(ENGLISH)))
                .limit(MAX_TARGETS);
        Stream<String> own = said.stream().limit(MAX_SAID).flatMap(CourseExpectations::sentence);
        return Stream.concat(targets, own).distinct().toList();
    }

    /** {@code text} as it is said, where it is a sentence to expect as a whole. */
    private static Stream<String> sentence(String text) {
        List<String> words = SpokenForm.words(text);
        String spoken = String.join(" ", words);
        return words.size() >= SHORTEST_WORDS && words.size() <= LONGEST_WORDS && SAYABLE.test(spoken)
                ? Stream.of(spoken)
                : Stream.of();
    }

    private static Stream<String> foreseen(Item item) {
        return switch (item.key()) {
            // Wrong options belong to it: left out, they would be heard as the right one.
            case AnswerKey.Choice choice ->
                IntStream.range(0, choice.options().size()).boxed().flatMap(i -> option(choice, i));
            // There are more numbers and formulas than can be foreseen; a few would only pull others towards them.
            case AnswerKey.Numeric numeric -> Stream.of();
            case AnswerKey.Algebraic algebraic -> Stream.of();
            case AnswerKey.Cloze cloze -> Stream.concat(item.foreseenSpeech().stream(), fillers(cloze));
            case AnswerKey.Ordering ordering ->
                Stream.concat(ordering.accepted().stream(), item.foreseenSpeech().stream());
            case AnswerKey.Text text -> item.foreseenSpeech().stream();
        };
    }

    /** "B", "option B", or the option's own words. */
    private static Stream<String> option(AnswerKey.Choice choice, int index) {
        String letter = AnswerKey.Choice.letter(index);
        return Stream.of(choice.options().get(index).text(), letter, "option " + letter, "letter " + letter);
    }

    /** The words of a single gap, each alone; of several gaps the first words together are among the item's answers. */
    private static Stream<String> fillers(AnswerKey.Cloze cloze) {
        return cloze.gaps().size() == 1 ? cloze.gaps().getFirst().stream() : Stream.of();
    }
}
