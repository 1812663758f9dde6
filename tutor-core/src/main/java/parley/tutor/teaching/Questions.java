package parley.tutor.teaching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.ExplanationStyle;
import parley.tutor.teaching.TeachingMove.Explain;
import parley.tutor.teaching.TeachingMove.HandOff;
import parley.tutor.teaching.TeachingMove.OfferHandOff;
import parley.tutor.teaching.TeachingMove.Quote;
import parley.tutor.teaching.TeachingMove.Respond;
import parley.tutor.teaching.TeachingMove.Topic;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Observation.Grounding;

/**
 * Answers questions from the course alone: a concept is explained, anything else quoted; what the course does not hold
 * is never made up but offered to a teacher. Pure and thread-safe.
 */
final class Questions {
    /** From here on a passage answers the question: half of what the question asks stands in it. */
    static final double QUOTE_FROM = 0.5;

    /**
     * From here on a question is about the subject, though the course has no answer: worth a teacher's time. Below it
     * lies what has nothing to do with the course, such as last night's match.
     */
    static final double OFFER_FROM = 0.25;

    /** A longer question is passed on cut. */
    static final int MAX_QUESTION_CHARS = 500;

    private final Course course;
    private final NextExercise exercises;

    Questions(Course course, NextExercise exercises) {
        this.course = course;
        this.exercises = exercises;
    }

    /** A question about something that the course explains. */
    List<TeachingMove> aboutCourse(Observation observation, Lesson lesson) {
        List<TeachingMove> moves = new ArrayList<>(Answers.recast(observation));
        List<String> passages = passages(observation, lesson);
        Optional<Concept> named = course.concept(observation.conceptId());
        boolean explains = !passages.isEmpty() && isExplanation(passages.getFirst());
        if (!passages.isEmpty() && !(named.isPresent() && explains)) {
            moves.add(new Quote(passages));
        } else {
            named.or(() -> observation.grounding() == null ? lesson.open().map(OpenItem::concept) : Optional.empty())
                    .ifPresent(concept -> moves.add(explained(concept, lesson)));
        }
        boolean answered = moves.stream().anyMatch(m -> m instanceof Quote || m instanceof Explain);
        if (!answered && observation.grounding() != null) {
            moves.add(new OfferHandOff(question(lesson)));
            return moves;
        }
        moves.addAll(exercises.again(lesson));
        return moves;
    }

    /** Something that names nothing of the course; perhaps a question that a passage answers all the same. */
    List<TeachingMove> offCourse(Observation observation, Lesson lesson) {
        List<TeachingMove> moves = new ArrayList<>(Answers.recast(observation));
        List<String> passages = passages(observation, lesson);
        Grounding grounding = observation.grounding();
        if (!passages.isEmpty()) {
            moves.add(new Quote(passages));
        } else if (grounding != null && grounding.score() >= OFFER_FROM) {
            moves.add(new OfferHandOff(question(lesson)));
            return moves;
        } else {
            moves.add(new Respond(Topic.OFF_COURSE));
        }
        moves.addAll(exercises.again(lesson));
        return moves;
    }

    private Explain explained(Concept concept, Lesson lesson) {
        List<Concept> prerequisites = concept.prerequisites().stream()
                .flatMap(id -> course.concept(id).stream())
                .toList();
        return ExplanationChoice.of(concept, prerequisites, lesson);
    }

    /** The passages that answer the question; none that tells why the open exercise's answer is right. */
    private static List<String> passages(Observation observation, Lesson lesson) {
        Grounding grounding = observation.grounding();
        if (grounding == null || grounding.score() < QUOTE_FROM) {
            return List.of();
        }
        String telling = lesson.open()
                .map(o -> "/item/" + ExerciseId.itemIdOf(o.exerciseId()))
                .orElse("/item/");
        return grounding.passageIds().stream()
                .filter(id -> lesson.open().isEmpty() || !id.endsWith(telling))
                .toList();
    }

    /** Whether a passage is an explanation of its concept, {@code concept/style}, which can be chosen to fit. */
    private static boolean isExplanation(String passageId) {
        String name = passageId.substring(passageId.indexOf('/') + 1);
        return Arrays.stream(ExplanationStyle.values())
                .anyMatch(style -> style.fileName().equals(name));
    }

    /** The learner wants a teacher: the question is passed on once they have agreed to that. */
    List<TeachingMove> teacher(Lesson lesson) {
        Optional<OfferHandOff> offered = offered(lesson);
        return offered.isPresent() ? handOff(offered.get(), lesson) : List.of(new OfferHandOff(question(lesson)));
    }

    /** The offer that waits for a yes or no. */
    static Optional<OfferHandOff> offered(Lesson lesson) {
        List<TeachingMove> last = lesson.situation().lastReply();
        return !last.isEmpty() && last.getLast() instanceof OfferHandOff offer ? Optional.of(offer) : Optional.empty();
    }

    List<TeachingMove> handOff(OfferHandOff offer, Lesson lesson) {
        List<TeachingMove> moves = new ArrayList<>();
        moves.add(new HandOff(offer.question()));
        moves.addAll(exercises.again(lesson));
        return moves;
    }

    private static String question(Lesson lesson) {
        String said = lesson.situation().said().strip();
        if (said.length() <= MAX_QUESTION_CHARS) {
            return said;
        }
        int end = Character.isHighSurrogate(said.charAt(MAX_QUESTION_CHARS - 1))
                ? MAX_QUESTION_CHARS - 1
                : MAX_QUESTION_CHARS;
        return said.substring(0, end);
    }
}
