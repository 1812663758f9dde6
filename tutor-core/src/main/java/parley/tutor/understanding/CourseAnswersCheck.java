package parley.tutor.understanding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.Item;
import parley.prompts.course.Misconception;
import parley.prompts.source.Said;
import parley.tutor.understanding.maths.Equivalence;
import parley.tutor.understanding.maths.HardAlgebra;

/**
 * Checks a course's answers by grading them: every item accepts its own answers, and recognises the wrong answers that
 * are listed with it. Parametric items are checked with the seeds from 0 on. Thread-safe; time is proportional to the
 * number of items and seeds, about a tenth of a millisecond each.
 */
public final class CourseAnswersCheck {
    /** The seeds that are checked where nothing else is said. */
    public static final int SEEDS = 50;

    private final SpellingSlip slip;
    private final Equivalence equivalence;
    private final int seeds;

    /**
     * @param seeds how many instances of each parametric item are checked, from 1
     */
    public CourseAnswersCheck(KnownWords known, HardAlgebra hard, int seeds) {
        if (seeds < 1 || seeds > ExerciseId.MAX_SEED + 1) {
            throw new IllegalArgumentException("at least one seed is checked");
        }
        this.slip = new SpellingSlip(known);
        this.equivalence = new Equivalence(hard);
        this.seeds = seeds;
    }

    /**
     * One fault of an item, worded for its author.
     *
     * @param exerciseId the item, with the seed that shows the fault where it has one
     * @param field the item's field it is about, such as {@code answer}
     * @param message what is wrong, one line
     * @param hint what to do about it, one line
     */
    public record Fault(String exerciseId, String field, Said message, Said hint) {
        /** The fault as one line for a terminal. */
        public String asLine() {
            return "item " + exerciseId + ": error: " + message + " (" + hint + ")";
        }
    }

    /** The faults of a course, each item's first of a kind only, in the order of the course; empty when there is none. */
    public List<Fault> check(Course course) {
        List<Fault> faults = new ArrayList<>();
        for (Item item : course.items()) {
            Map<String, Fault> firstOfAKind = new LinkedHashMap<>();
            int instances = item.parameters() == null ? 1 : seeds;
            for (int seed = 0; seed < instances; seed++) {
                String id = item.parameters() == null ? item.id() : new ExerciseId(item.id(), seed).toString();
                try {
                    Item concrete = course.item(id).orElseThrow();
                    for (Found found : check(concrete)) {
                        firstOfAKind.putIfAbsent(
                                found.kind, new Fault(id, found.field, Said.of(found.message), Said.of(found.hint)));
                    }
                } catch (IllegalStateException undrawable) {
                    firstOfAKind.putIfAbsent(
                            "draw",
                            new Fault(
                                    id,
                                    "parameters",
                                    Said.of("its values cannot be drawn"),
                                    Said.of("loosen its conditions")));
                }
            }
            faults.addAll(firstOfAKind.values());
        }
        return List.copyOf(faults);
    }

    private record Found(String kind, String field, CharSequence message, CharSequence hint) {}

    private List<Found> check(Item item) {
        AnswerGrader grader;
        try {
            grader = AnswerGrader.of(item, slip, equivalence);
        } catch (IllegalArgumentException unreadable) {
            return List.of(new Found(
                    "unreadable",
                    "answer",
                    Said.of("its answer cannot be read: {}: {}", item.modelAnswer(), unreadable.getMessage()),
                    "write it as a learner would type it, such as 3/4, 2x + 3, x = 5"));
        }
        List<Found> found = new ArrayList<>();
        for (String answer : item.answers()) {
            if (!(grader.grade(answer, false) instanceof AnswerCheck.Right)) {
                found.add(new Found(
                        "answer",
                        "answer",
                        Said.of("its own answer is not accepted: {}", answer),
                        "give it in the form that is asked for"));
            }
            if (!grader.foresees(answer)) {
                found.add(new Found(
                        "shape",
                        "answer",
                        Said.of("its own answer is not taken for an answer: {}", answer),
                        "write it shorter"));
            }
        }
        if (item.key() instanceof AnswerKey.Algebraic(var expression, var form, String start) && start != null) {
            checkStart(item, start, found);
        }
        for (Misconception misconception : item.misconceptions()) {
            for (String wrong : misconception.answers()) {
                found.addAll(check(item, grader, misconception, wrong));
            }
        }
        return found;
    }

    /** A working that begins as the task does and ends with the answer has no wrong step. */
    private void checkStart(Item item, String start, List<Found> found) {
        AnswerGrader grader = AnswerGrader.of(item, slip, equivalence);
        AnswerCheck check = grader.grade(start + "\n" + item.modelAnswer() + "\n0 = 1", false);
        if (check instanceof AnswerCheck.Wrong(String id, Slip.FirstWrongStep step) && step.line() < 3) {
            found.add(new Found(
                    "start",
                    "start",
                    Said.of("its answer does not follow from where its working starts: {}", start),
                    "let start be what the answer is worked out from"));
        }
    }

    private static List<Found> check(Item item, AnswerGrader grader, Misconception misconception, String wrong) {
        AnswerCheck check = grader.grade(wrong, false);
        if (check instanceof AnswerCheck.Right) {
            return List.of(new Found(
                    "accepted " + misconception.id(),
                    "misconceptions",
                    Said.of("a wrong answer of {} is accepted: {}", misconception.id(), wrong),
                    "it is equivalent to the right one; take it out, or ask for a form"));
        }
        String shown = check instanceof AnswerCheck.Wrong(String id, var slip) ? id : "";
        boolean shared = item.misconceptions().stream()
                .anyMatch(m -> m.id().equals(shown) && !m.id().equals(misconception.id()));
        if (shown.equals(misconception.id()) || shared) {
            return List.of();
        }
        return List.of(new Found(
                "unknown " + misconception.id(),
                "misconceptions",
                Said.of("a wrong answer of {} is not recognised: {}", misconception.id(), wrong),
                "write it in the notation of the item's kind"));
    }
}
