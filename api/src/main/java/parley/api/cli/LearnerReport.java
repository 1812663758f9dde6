package parley.api.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Unit;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.ConceptKnowledge;
import parley.tutor.learner.Fsrs;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.Memory;
import parley.tutor.learner.Streak;
import parley.tutor.path.MasteryBand;
import parley.tutor.path.PathPlanner;
import parley.tutor.wording.ReasonSentences;

/** What is known of a learner, as text for a terminal. Pure. */
final class LearnerReport {
    /** A screenful. */
    static final int MOST_ANSWERS = 30;

    private static final int BAR_CELLS = 10;

    private final Course course;
    private final String locale;
    private final ReasonSentences reasons;
    private final Instant now;

    LearnerReport(Course course, String locale, ReasonSentences reasons, Instant now) {
        this.course = course;
        this.locale = locale;
        this.reasons = reasons;
        this.now = now;
    }

    String overview(LearnerId learner, Known known) {
        var text = new StringBuilder();
        Streak streak = Streak.of(known.habits(), known.profile(), now);
        text.append("%s on “%s”%n".formatted(learner.value(), course.title().in(locale)));
        text.append("Today (%s): %d of %d minutes; %d days in a row, %d freeze days left%n"
                .formatted(
                        date(now, known),
                        streak.today().toMinutes(),
                        streak.goal().toMinutes(),
                        streak.days(),
                        streak.freezesLeft()));
        var ability = known.progress().knowledge().ability();
        text.append("Ability: %s logits over %d answers%n%n"
                .formatted(number("%+.2f", ability.logits()), ability.answers()));
        int width = width(course.concepts(), concept -> columns(concept.title().in(locale)));
        for (Unit unit : course.units()) {
            text.append(unit.title().in(locale)).append(System.lineSeparator());
            for (Concept concept : unit.concepts()) {
                text.append("  ").append(line(concept, known, width)).append(System.lineSeparator());
            }
        }
        plan(text, known);
        return text.toString();
    }

    private String line(Concept concept, Known known, int width) {
        ConceptKnowledge knowledge = known.progress().knowledge().concept(concept.id());
        String title = concept.title().in(locale);
        Memory memory = knowledge.memory();
        String band = MasteryBand.of(knowledge, now).name().toLowerCase(Locale.ROOT);
        long answers = knowledge.ability().answers();
        int cells = answers == 0 ? 0 : (int) Math.round(knowledge.probability() * BAR_CELLS);
        return title
                + " ".repeat(width - columns(title))
                + "  %-9s %s%s %4s  %d/%d unaided%s   [%s]"
                        .formatted(
                                band,
                                "█".repeat(cells),
                                "·".repeat(BAR_CELLS - cells),
                                answers == 0 ? "–" : number("%.0f%%", knowledge.probability() * 100),
                                knowledge.unhintedSuccesses(),
                                ConceptKnowledge.MASTERY_SUCCESSES,
                                memory == null
                                        ? ""
                                        : ", remembered "
                                                + number("%.0f%%", Fsrs.retrievability(memory, now) * 100)
                                                + ", due " + date(memory.due(), known),
                                concept.id());
    }

    private void plan(StringBuilder text, Known known) {
        Duration available = Duration.ofMinutes(known.profile().minutesPerDay());
        var plan = new PathPlanner(course).plan(known, now, available);
        text.append("%nPlan for %d minutes%n".formatted(available.toMinutes()));
        if (plan.steps().isEmpty()) {
            text.append("  nothing is due").append(System.lineSeparator());
        }
        for (var step : plan.steps()) {
            text.append("  %3d min  %s: %s%n"
                    .formatted(
                            Math.max(1, Math.round(step.estimated().toSeconds() / 60.0)),
                            course.concept(step.conceptId())
                                    .map(c -> c.title().in(locale))
                                    .orElse(step.conceptId()),
                            reasons.of(step.reason(), course, locale)));
        }
    }

    String evidence(Concept concept, Known known, List<Attempt> attempts) {
        var text = new StringBuilder();
        text.append(line(concept, known, columns(concept.title().in(locale)))).append(System.lineSeparator());
        text.append("Mastered: known to at least %s and right %d times at once without help%n%n"
                .formatted(
                        number("%.0f%%", ConceptKnowledge.MASTERY_PROBABILITY * 100),
                        ConceptKnowledge.MASTERY_SUCCESSES));
        if (attempts.isEmpty()) {
            text.append("No answers yet.").append(System.lineSeparator());
        }
        for (Attempt attempt : attempts) {
            text.append("%s  %s  foreseen %4s  hints %d%s  %s%n"
                    .formatted(
                            date(attempt.at(), known),
                            attempt.right() ? "right" : "wrong",
                            number("%.0f%%", attempt.predicted() * 100),
                            attempt.hints(),
                            attempt.first() ? "" : "  (again)",
                            attempt.exerciseId()
                                    + (attempt.misconceptionId().isEmpty()
                                            ? ""
                                            : "  showed " + attempt.misconceptionId())));
        }
        return text.toString();
    }

    private static LocalDate date(Instant instant, Known known) {
        return LocalDate.ofInstant(instant, known.profile().zone());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static <T> int width(List<T> rows, ToIntFunction<T> columns) {
        return rows.stream().mapToInt(columns).max().orElse(0);
    }

    /** Chinese characters take two columns of a terminal. */
    private static int columns(String text) {
        return text.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
    }
}
