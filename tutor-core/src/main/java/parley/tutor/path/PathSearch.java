package parley.tutor.path;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.Item;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.ConceptKnowledge;
import parley.tutor.learner.Fsrs;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.Known;
import parley.tutor.learner.Memory;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.teaching.TeachingMove.Reason.Kind;

/**
 * One search for the next exercise of a learner who was placed, with what it looks at again and again. Made anew for
 * each decision; pure.
 */
final class PathSearch {
    private final Course course;
    private final CourseGraph graph;
    private final Instant now;
    private final ItemChoice choice;
    private final Knowledge knowledge;
    private final Practice practice;
    private final String justConcept;
    private final double justPredicted;

    PathSearch(Course course, CourseGraph graph, Known known, Instant now, ItemChoice choice, String just) {
        this.course = course;
        this.graph = graph;
        this.now = now;
        this.choice = choice;
        this.knowledge = known.progress().knowledge();
        this.practice = Practice.of(knowledge);
        this.justConcept = course.conceptOf(just).map(Concept::id).orElse("");
        this.justPredicted = course.conceptOf(just)
                .flatMap(c -> c.items().stream()
                        .filter(i -> i.id().equals(ExerciseId.itemIdOf(just)))
                        .findFirst()
                        .map(i -> choice.predicted(c, i)))
                .orElse(0.0);
    }

    /** A claim is checked first; not again right after its check was left. */
    Optional<Next> contested() {
        return graph.concepts().stream()
                .filter(c -> knowledge.contested().contains(c.id())
                        && !c.id().equals(justConcept)
                        && !c.items().isEmpty())
                .findFirst()
                .flatMap(c -> choice.hardest(c, new Reason(Kind.CHECK, c.id(), "")));
    }

    /** After failures: a shaky requirement is repaired, or something easier is put. */
    Optional<Next> easier() {
        if (!practice.failing()) {
            return Optional.empty();
        }
        Optional<Concept> failed = practice.last().map(Attempt::conceptId).flatMap(course::concept);
        return failed.flatMap(here -> shaky(here)
                .flatMap(q ->
                        choice.nearest(q, PathPlanner.EASIER_TARGET, new Reason(Kind.REPAIR_GAP, q.id(), here.id())))
                .or(() -> practice.run(here.id()) >= Practice.LONGEST_RUN
                        ? Optional.empty()
                        : choice.nearest(here, PathPlanner.EASIER_TARGET, new Reason(Kind.EASIER, here.id(), ""))
                                .filter(next -> next.predicted() > justPredicted))
                .or(() -> graph.prerequisites(here.id()).stream()
                        .filter(q -> practice.run(q.id()) < Practice.LONGEST_RUN)
                        .flatMap(
                                q -> choice
                                        .nearest(
                                                q,
                                                PathPlanner.EASIER_TARGET,
                                                new Reason(Kind.EASIER, q.id(), here.id()))
                                        .stream())
                        .max(Comparator.comparingDouble(Next::predicted))));
    }

    /** A direct requirement that was never shown to be mastered. */
    private Optional<Concept> shaky(Concept goal) {
        return graph.prerequisites(goal.id()).stream()
                .filter(q -> choice.hasOther(q)
                        && !knowledge.concept(q.id()).mastered()
                        && practice.run(q.id()) < Practice.LONGEST_RUN)
                .min(Comparator.comparingDouble(q -> knowledge.concept(q.id()).probability()));
    }

    Optional<Next> due() {
        return dueConcepts().stream()
                .filter(c -> choice.hasOther(c) && practice.run(c.id()) < Practice.LONGEST_RUN)
                .findFirst()
                .flatMap(c -> choice.nearest(c, PathPlanner.TARGET, new Reason(Kind.REVIEW_DUE, c.id(), "")));
    }

    List<Concept> dueConcepts() {
        return graph.concepts().stream()
                .filter(c -> !c.items().isEmpty() && isDue(knowledge.concept(c.id())))
                .sorted(Comparator.comparingDouble(c -> recall(knowledge.concept(c.id()))))
                .toList();
    }

    private boolean isDue(ConceptKnowledge concept) {
        Memory memory = concept.memory();
        if (memory == null) {
            return false;
        }
        boolean early = Repeated.misconception(concept.evidence()).isPresent()
                && !concept.evidence()
                        .getLast()
                        .at()
                        .plus(PathPlanner.EARLY_REVIEW)
                        .isAfter(now);
        return early || !memory.due().isAfter(now);
    }

    private double recall(ConceptKnowledge concept) {
        return concept.memory() == null ? 1 : Fsrs.retrievability(concept.memory(), now);
    }

    /** On along the path. */
    Optional<Next> onward() {
        List<Concept> open = open();
        Optional<Concept> target = open.stream().findFirst();
        if (target.isEmpty()) {
            return Optional.empty();
        }
        Concept concept = target.get();
        Reason reason = reason(concept);
        boolean toChange = reason.kind() != Kind.REPAIR_GAP && practice.run(concept.id()) >= Practice.LONGEST_RUN;
        return toChange ? change(open, concept).or(() -> inConcept(concept, reason)) : inConcept(concept, reason);
    }

    /** What is still to be learned, in order, where there is an exercise to put. */
    private List<Concept> open() {
        return graph.concepts().stream()
                .filter(c -> choice.hasOther(c) && !practice.passedOver(c.id()))
                .toList();
    }

    private Reason reason(Concept concept) {
        if (practice.unmet(concept.id())) {
            return new Reason(Kind.NEXT_CONCEPT, concept.id(), "");
        }
        if (practice.inHand(concept.id())) {
            return new Reason(Kind.PRACTISE, concept.id(), "");
        }
        return graph.dependents(concept.id()).stream()
                .filter(d -> !d.items().isEmpty() && practice.unmet(d.id()))
                .findFirst()
                .map(goal -> new Reason(Kind.REPAIR_GAP, concept.id(), goal.id()))
                .orElseGet(() -> new Reason(Kind.STRENGTHEN, concept.id(), ""));
    }

    private Optional<Next> inConcept(Concept concept, Reason reason) {
        boolean free = reason.kind() == Kind.PRACTISE || reason.kind() == Kind.STRENGTHEN;
        if (free && choice.draw() < PathPlanner.EXPLORATION) {
            return choice.leastAnswered(concept, new Reason(Kind.EXPLORE, concept.id(), ""));
        }
        if (reason.kind() == Kind.PRACTISE && practice.thriving()) {
            Optional<Next> harder =
                    choice.nearest(concept, PathPlanner.HARDER_TARGET, new Reason(Kind.HARDER, concept.id(), ""));
            // Called harder only where it is.
            if (harder.isPresent() && harder.get().predicted() < PathPlanner.TARGET) {
                return harder;
            }
        }
        return choice.nearest(concept, PathPlanner.TARGET, reason);
    }

    /** Something else than {@code tired}: another open concept that is ready, or one known already. */
    private Optional<Next> change(List<Concept> open, Concept tired) {
        Optional<Concept> ready = open.stream()
                .filter(c -> !c.id().equals(tired.id())
                        && graph.prerequisites(c.id()).stream()
                                .allMatch(q -> q.items().isEmpty() || practice.passedOver(q.id())))
                .findFirst();
        return ready.flatMap(c -> inConcept(c, reason(c)))
                .or(() -> graph.concepts().stream()
                        .filter(c -> !c.id().equals(tired.id()) && choice.hasOther(c) && !practice.unmet(c.id()))
                        .min(Comparator.comparingDouble(c -> recall(knowledge.concept(c.id()))))
                        .flatMap(c -> choice.nearest(c, PathPlanner.TARGET, new Reason(Kind.EXPLORE, c.id(), ""))))
                .or(() -> open.stream()
                        .filter(c -> !c.id().equals(tired.id()))
                        .findFirst()
                        .flatMap(c -> inConcept(c, reason(c))));
    }

    /** Everything is passed over: what was never shown to be mastered, then what has faded most. */
    Optional<Next> anything() {
        Comparator<Concept> leastSure = Comparator.comparing(
                        (Concept c) -> knowledge.concept(c.id()).mastered())
                .thenComparing(c -> c.id().equals(justConcept))
                .thenComparingDouble(c -> recall(knowledge.concept(c.id())));
        return graph.concepts().stream()
                .filter(choice::hasOther)
                .min(leastSure)
                .flatMap(c -> choice.nearest(
                        c,
                        PathPlanner.TARGET,
                        new Reason(knowledge.concept(c.id()).mastered() ? Kind.EXPLORE : Kind.STRENGTHEN, c.id(), "")))
                .or(this::theOnlyOne);
    }

    /** A course of a single exercise puts it again. */
    private Optional<Next> theOnlyOne() {
        return graph.concepts().stream()
                .filter(c -> !c.items().isEmpty())
                .findFirst()
                .flatMap(c -> {
                    Item only = c.items().getFirst();
                    return choice.best(List.of(only), c, new Reason(Kind.PRACTISE, c.id(), ""), item -> 0);
                });
    }

    List<Plan.Step> steps(Duration each) {
        List<Plan.Step> steps = new ArrayList<>();
        List<Concept> due = dueConcepts();
        due.forEach(c -> steps.add(new Plan.Step(c.id(), new Reason(Kind.REVIEW_DUE, c.id(), ""), each)));
        for (Concept concept : graph.concepts()) {
            if (!concept.items().isEmpty() && !due.contains(concept) && !practice.passedOver(concept.id())) {
                int shown = Math.min(
                        knowledge.concept(concept.id()).unhintedSuccesses(), ConceptKnowledge.MASTERY_SUCCESSES);
                // One more than the successes that are missing: not all will succeed.
                int items = ConceptKnowledge.MASTERY_SUCCESSES - shown + 1;
                steps.add(new Plan.Step(concept.id(), reason(concept), each.multipliedBy(items)));
            }
        }
        if (steps.isEmpty()) {
            anything().ifPresent(next -> steps.add(new Plan.Step(next.reason().conceptId(), next.reason(), each)));
        }
        return steps;
    }
}
