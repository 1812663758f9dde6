package parley.api.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.api.rest.LearnerViews.Answer;
import parley.api.rest.LearnerViews.ConceptView;
import parley.api.rest.LearnerViews.Counts;
import parley.api.rest.LearnerViews.CourseMap;
import parley.api.rest.LearnerViews.EngagementView;
import parley.api.rest.LearnerViews.Evidence;
import parley.api.rest.LearnerViews.Named;
import parley.api.rest.LearnerViews.Now;
import parley.api.rest.LearnerViews.PlanStep;
import parley.api.rest.LearnerViews.PlanView;
import parley.api.rest.LearnerViews.Profile;
import parley.api.rest.LearnerViews.Review;
import parley.api.rest.LearnerViews.Reviews;
import parley.api.rest.LearnerViews.Summary;
import parley.api.rest.LearnerViews.Today;
import parley.api.rest.LearnerViews.UnitMap;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Misconception;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.ConceptKnowledge;
import parley.tutor.learner.Elo;
import parley.tutor.learner.Engagement;
import parley.tutor.learner.Fsrs;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.learner.Memory;
import parley.tutor.learner.Streak;
import parley.tutor.path.MasteryBand;
import parley.tutor.path.PathPlanner;
import parley.tutor.wording.ReasonSentences;

/** Makes what the endpoints tell of what is known of a learner. Thread-safe. */
final class LearnerPages {
    private final ReasonSentences reasons;

    /** By course id; making one weighs the whole graph of its course. */
    private final Map<String, PathPlanner> planners = new ConcurrentHashMap<>();

    LearnerPages(ReasonSentences reasons) {
        this.reasons = reasons;
    }

    Summary summary(Course course, Known known, String locale, Instant now) {
        Map<MasteryBand, Integer> bands = new EnumMap<>(MasteryBand.class);
        for (Concept concept : course.concepts()) {
            bands.merge(band(known, concept, now), 1, Integer::sum);
        }
        return new Summary(
                course.id(),
                today(known, now),
                new Counts(
                        course.concepts().size(),
                        bands.getOrDefault(MasteryBand.MASTERED, 0),
                        bands.getOrDefault(MasteryBand.LEARNING, 0) + bands.getOrDefault(MasteryBand.PRACTISED, 0),
                        bands.getOrDefault(MasteryBand.DUE, 0)),
                open(course, known, locale),
                engagement(Engagement.of(known, now)),
                profile(known.profile()));
    }

    private static EngagementView engagement(Engagement engagement) {
        return new EngagementView(
                engagement.minutesToday(),
                engagement.usualMinutes(),
                engagement.hesitation(),
                engagement.hesitant(),
                engagement.errorsInARow(),
                engagement.successesInARow(),
                engagement.distressed());
    }

    private static Today today(Known known, Instant now) {
        Streak streak = Streak.of(known.habits(), known.profile(), now);
        return new Today(
                LocalDate.ofInstant(now, known.profile().zone()),
                streak.today().toMinutes(),
                streak.goal().toMinutes(),
                streak.days(),
                streak.freezesLeft());
    }

    private @Nullable Now open(Course course, Known known, String locale) {
        OpenExercise open = known.progress().open();
        if (open == null) {
            return null;
        }
        Concept concept = course.conceptOf(open.itemId()).orElse(null);
        if (concept == null) {
            return null;
        }
        String why = open.reason() == null ? "" : reasons.of(open.reason(), course, locale);
        return new Now(
                open.itemId(),
                concept.id(),
                concept.title().in(locale),
                why,
                Elo.predict(known.progress().knowledge(), known.ratings(), open.itemId(), concept.id()));
    }

    PlanView plan(Course course, Known known, Duration available, String locale, Instant now) {
        List<PlanStep> steps = planners
                .computeIfAbsent(course.id(), id -> new PathPlanner(course))
                .plan(known, now, available)
                .steps()
                .stream()
                .map(step -> new PlanStep(
                        step.conceptId(),
                        title(course, step.conceptId(), locale),
                        step.reason().kind().name().toLowerCase(Locale.ROOT),
                        reasons.of(step.reason(), course, locale),
                        Math.max(1, Math.round(step.estimated().toSeconds() / 60.0))))
                .toList();
        return new PlanView(course.id(), available.toMinutes(), steps);
    }

    CourseMap map(Course course, Known known, String locale, Instant now) {
        return new CourseMap(
                course.id(),
                course.units().stream()
                        .map(unit -> new UnitMap(
                                unit.id(),
                                unit.title().in(locale),
                                unit.concepts().stream()
                                        .map(concept -> concept(course, known, concept, locale, now))
                                        .toList()))
                        .toList());
    }

    Evidence evidence(Course course, Concept concept, Known known, List<Attempt> attempts, String locale, Instant now) {
        return new Evidence(
                concept(course, known, concept, locale, now),
                attempts.stream()
                        .sorted(Comparator.comparing(Attempt::at).reversed())
                        .map(attempt -> answer(course, attempt, locale))
                        .toList());
    }

    private static Answer answer(Course course, Attempt attempt, String locale) {
        String task = course.item(attempt.exerciseId())
                .map(item -> item.prompt().in(locale))
                .orElse("");
        String misconception = course.item(attempt.exerciseId()).stream()
                .flatMap(item -> item.misconceptions().stream())
                .filter(m -> m.id().equals(attempt.misconceptionId()))
                .findFirst()
                .map(Misconception::feedback)
                .map(feedback -> feedback.in(locale))
                .orElse("");
        return new Answer(
                attempt.exerciseId(),
                task,
                attempt.at(),
                attempt.right(),
                attempt.first(),
                attempt.hints(),
                attempt.predicted(),
                misconception);
    }

    Reviews reviews(Course course, Known known, String locale, Instant now) {
        List<Review> reviews = course.concepts().stream()
                .flatMap(concept -> {
                    Memory memory =
                            known.progress().knowledge().concept(concept.id()).memory();
                    return memory == null
                            ? Stream.<Review>empty()
                            : Stream.of(new Review(
                                    concept.id(),
                                    concept.title().in(locale),
                                    memory.due(),
                                    !memory.due().isAfter(now),
                                    Fsrs.retrievability(memory, now)));
                })
                .sorted(Comparator.comparing(Review::due))
                .toList();
        return new Reviews(course.id(), reviews);
    }

    static Profile profile(LearnerProfile profile) {
        return new Profile(profile.zone().getId(), profile.minutesPerDay(), profile.freezeDays(), profile.goal());
    }

    private static ConceptView concept(Course course, Known known, Concept concept, String locale, Instant now) {
        ConceptKnowledge knowledge = known.progress().knowledge().concept(concept.id());
        Memory memory = knowledge.memory();
        return new ConceptView(
                concept.id(),
                concept.title().in(locale),
                concept.prerequisites().stream()
                        .map(id -> new Named(id, title(course, id, locale)))
                        .toList(),
                band(known, concept, now).name().toLowerCase(Locale.ROOT),
                knowledge.probability(),
                knowledge.unhintedSuccesses(),
                ConceptKnowledge.MASTERY_SUCCESSES,
                memory == null ? null : Fsrs.retrievability(memory, now),
                memory == null ? null : memory.due(),
                knowledge.ability().answers());
    }

    private static MasteryBand band(Known known, Concept concept, Instant now) {
        return MasteryBand.of(known.progress().knowledge().concept(concept.id()), now);
    }

    private static String title(Course course, String conceptId, String locale) {
        return course.concept(conceptId).map(c -> c.title().in(locale)).orElse(conceptId);
    }
}
