package parley.tutor.understanding;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Subject;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.retrieval.KeywordIndex;
import parley.tutor.retrieval.PassageIndex;
import parley.tutor.retrieval.Passages;
import parley.tutor.understanding.maths.Equivalence;
import parley.tutor.understanding.maths.HardAlgebra;

/**
 * Reads turns with a course and authored phrases alone: first what the learner wants, and only an attempt is graded.
 *
 * <p>What speaks for an answer, for a question and for a request is weighed ({@link IntentReading}); only an answer is
 * graded, and where it can't be told, the tutor asks which was meant. A doubtful hearing is never graded nor acted on. Several messages at once are read one by one; a right answer
 * among them counts, otherwise the last.
 *
 * <p>Thread-safe. Time is bounded by the limit on a turn's length and by the checker's own limit.
 */
public final class CourseUnderstanding implements Understanding {
    /** More messages than this at once are read as one. */
    private static final int MOST_MESSAGES = 20;

    private static final AnswerCheck NONE = new AnswerCheck.NotAnAnswer();

    private final Course course;
    private final HardAlgebra hard;
    private final IntentPhrases phrases;
    private final IntentReader intents;
    private final LanguageChecker checker;
    private final QuestionGrounds grounds;
    private final Graders graders;

    /** Grounds questions by the course's keywords alone. */
    public CourseUnderstanding(Course course, IntentPhrases phrases, KnownWords known, LanguageChecker checker) {
        this(course, phrases, known, checker, KeywordIndex.of(Passages.of(course)));
    }

    /** Grounds questions by the passages that {@code index} finds; without help for algebra that is hard to decide. */
    public CourseUnderstanding(
            Course course, IntentPhrases phrases, KnownWords known, LanguageChecker checker, PassageIndex index) {
        this(course, phrases, known, checker, index, HardAlgebra.NONE);
    }

    /** @param hard decides what exact calculation does not; asked for mathematics only, and closed by who made it */
    public CourseUnderstanding(
            Course course,
            IntentPhrases phrases,
            KnownWords known,
            LanguageChecker checker,
            PassageIndex index,
            HardAlgebra hard) {
        this.grounds = new QuestionGrounds(index);
        this.course = course;
        this.phrases = phrases;
        this.checker = checker;
        this.intents = new IntentReader(phrases, new ConceptFinder(course));
        this.graders = new Graders(course, new SpellingSlip(known), new Equivalence(hard));
        this.hard = course.subject() == Subject.MATHEMATICS ? hard : HardAlgebra.NONE;
    }

    private record Reading(Intent intent, AnswerCheck answer, String conceptId) {
        static Reading of(Intent intent) {
            return new Reading(intent, NONE, "");
        }

        boolean right() {
            return answer instanceof AnswerCheck.Right;
        }

        boolean showsAWrongStep() {
            return answer instanceof AnswerCheck.Wrong(String id, var slip) && slip instanceof Slip.FirstWrongStep;
        }
    }

    @Override
    public Observation observe(LearnerTurn turn, String openItemId) {
        // Loaded with the first turn of a lesson that may need it, not for a course that nobody takes.
        hard.warmUp();
        @Nullable AnswerGrader open = graders.of(openItemId);
        boolean spoken = turn.spoken() != null;
        String text = turn.text().strip();
        Reading reading;
        if (turn.spoken() != null && turn.spoken().doubt() >= SpokenEvidence.ASK_FROM_DOUBT) {
            reading = doubtful(text, turn.spoken(), open);
        } else {
            reading = read(text, open, openItemId, spoken);
        }
        return new Observation(
                turn.id(),
                openItemId,
                reading.intent,
                reading.answer,
                reading.conceptId,
                corrections(text, reading, open, spoken),
                grounding(text, reading));
    }

    /**
     * Reads a turn that was heard badly: nothing in it is acted on, and it is not graded, with one exception.
     *
     * <p>Where the ear holds several different readings possible and every single one is a right answer to the open
     * exercise ("a coffee please", "the coffee please"), it is right whichever was said, and to ask would be tiresome. One
     * reading that is not right, or only one reading, and the tutor asks. Nothing doubtful is ever wrong.
     */
    private static Reading doubtful(String text, SpokenEvidence spoken, @Nullable AnswerGrader open) {
        var readings = new LinkedHashSet<String>();
        readings.add(text);
        readings.add(spoken.freeText().strip());
        readings.addAll(spoken.others());
        readings.remove("");
        if (open != null
                && readings.size() > 1
                && readings.stream().allMatch(said -> open.grade(said, true) instanceof AnswerCheck.Right)) {
            return new Reading(Intent.ANSWER, open.grade(readings.getFirst(), true), "");
        }
        String nearest = open == null ? "" : open.nearest(text);
        return new Reading(Intent.ANSWER, new AnswerCheck.Unclear(text, nearest, spoken.others()), "");
    }

    /** What the course says to a question, whether or not it was told from the words alone what it is about. */
    private Observation.@Nullable Grounding grounding(String text, Reading reading) {
        return switch (reading.intent) {
            case ASKS_CONCEPT -> grounds.of(text, reading.conceptId);
            case OFF_COURSE -> phrases.isQuestion(text) ? grounds.of(text, "") : null;
            case ANSWER,
                    ASKS_HINT,
                    ASKS_ANSWER,
                    DOES_NOT_KNOW,
                    ASKS_REPEAT,
                    ASKS_SKIP,
                    ASKS_ABOUT_TUTOR,
                    SMALL_TALK,
                    DISTRESS,
                    GOODBYE,
                    READY,
                    CONTESTS,
                    ASKS_WHY,
                    ASKS_PLAN,
                    ASKS_TEACHER,
                    DECLINES,
                    UNCLEAR -> null;
        };
    }

    private Reading read(String text, @Nullable AnswerGrader open, String openItemId, boolean spoken) {
        List<String> messages =
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        Reading last = readOne(text, open, openItemId, spoken);
        boolean working = (open != null && open.foresees(text)) || last.showsAWrongStep();
        if (messages.size() < 2 || messages.size() > MOST_MESSAGES || last.right() || working) {
            return last;
        }
        for (String message : messages) {
            last = readOne(message, open, openItemId, spoken);
            if (last.right()) {
                return last;
            }
        }
        return last;
    }

    private Reading readOne(String text, @Nullable AnswerGrader open, String openItemId, boolean spoken) {
        Optional<Boolean> answerMeant =
                open == null || open.foresees(text) ? Optional.empty() : phrases.saysWhichWasMeant(text);
        if (answerMeant.isPresent()) {
            // Each turn is read by itself: what was meant as an answer is to be said once more, to the exercise put
            // again.
            return answerMeant.get()
                    ? Reading.of(Intent.ASKS_REPEAT)
                    : about(course.conceptOf(openItemId).map(Concept::id));
        }
        IntentReader.Read read = intents.read(text, open, spoken);
        return switch (read.meaning()) {
            case ANSWER ->
                open == null
                        ? Reading.of(Intent.OFF_COURSE)
                        : new Reading(Intent.ANSWER, open.grade(read.answer(), spoken), "");
            case REQUEST -> Reading.of(read.request().orElse(Intent.OFF_COURSE));
            case QUESTION -> question(text, read, open != null, openItemId);
            case UNCLEAR -> Reading.of(Intent.UNCLEAR);
            case NEITHER -> about(read.concept());
        };
    }

    /** A question is about a concept, about the open exercise, or off the course; it is never graded. */
    private Reading question(String text, IntentReader.Read read, boolean isOpen, String openItemId) {
        if (read.concept().isPresent() || !isOpen || !phrases.asksAboutThis(text)) {
            return about(read.concept());
        }
        return about(course.conceptOf(openItemId).map(Concept::id));
    }

    private static Reading about(Optional<String> concept) {
        return concept.map(id -> new Reading(Intent.ASKS_CONCEPT, NONE, id)).orElse(Reading.of(Intent.OFF_COURSE));
    }

    /**
     * Only running English that isn't a right answer is corrected. No correction gives the open answer away, and none
     * mends an attempt halfway: whoever repeats the tutor's own sentence must not be told that it is wrong.
     */
    private List<Correction> corrections(String text, Reading reading, @Nullable AnswerGrader open, boolean spoken) {
        if (course.subject() == Subject.MATHEMATICS) {
            return List.of();
        }
        boolean runningText = switch (reading.intent) {
            case ANSWER -> reading.answer instanceof AnswerCheck.Wrong;
            case OFF_COURSE, SMALL_TALK, ASKS_CONCEPT, DISTRESS -> true;
            case ASKS_HINT,
                    ASKS_ANSWER,
                    DOES_NOT_KNOW,
                    ASKS_REPEAT,
                    ASKS_SKIP,
                    ASKS_ABOUT_TUTOR,
                    GOODBYE,
                    READY,
                    CONTESTS,
                    ASKS_WHY,
                    ASKS_PLAN,
                    ASKS_TEACHER,
                    DECLINES,
                    UNCLEAR -> false;
        };
        if (!runningText || WordForms.hasHan(text) || WordForms.first(text).size() < 3) {
            return List.of();
        }
        return checker.check(text, spoken).stream()
                .filter(c -> open == null || (!open.tells(c.corrected(), c.original()) && !open.near(c.corrected())))
                .toList();
    }
}
