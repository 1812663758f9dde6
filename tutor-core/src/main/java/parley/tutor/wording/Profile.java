package parley.tutor.wording;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parley.prompts.course.Course;
import parley.tutor.learner.ConceptKnowledge;
import parley.tutor.learner.Habits;
import parley.tutor.learner.Known;

/** What the prompt {@value ModelWording#PROMPT} tells a model of the learner. Pure. */
final class Profile {
    /** More would be recited, not used. */
    static final int MOST_WEAK = 5;

    /** Below even odds a concept counts as weak. */
    static final double WEAK_BELOW = 0.5;

    private static final int DAYS = 7;

    private Profile() {}

    /** The goal in the learner's words, weak concepts (the weakest first) and habits, as the prompt names them. */
    static Map<String, Object> inputs(Known known, Course course, String locale) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("learnerGoal", known.profile().goal());
        inputs.put("weakConcepts", weak(known, course, locale));
        Habits habits = known.habits();
        if (habits.lastActive() != null) {
            // The turn that is answered is stored already, so the last sign of the learner is of today.
            LocalDate today = habits.lastActive().atZone(known.profile().zone()).toLocalDate();
            long days = habits.secondsByDay().keySet().stream()
                    .filter(day -> day.isAfter(today.minusDays(DAYS)) && !day.isAfter(today))
                    .count();
            inputs.put("daysThisWeek", (int) days);
            inputs.put("minutesToday", (int)
                    Duration.ofSeconds(habits.seconds(today)).toMinutes());
            inputs.put("minutesPerDay", known.profile().minutesPerDay());
        }
        return inputs;
    }

    private static List<String> weak(Known known, Course course, String locale) {
        Map<String, ConceptKnowledge> concepts = known.progress().knowledge().concepts();
        return concepts.entrySet().stream()
                .filter(concept -> concept.getValue().probability() < WEAK_BELOW
                        && !concept.getValue().evidence().isEmpty())
                .sorted(Comparator.comparingDouble((Map.Entry<String, ConceptKnowledge> concept) ->
                                concept.getValue().probability())
                        .thenComparing(Map.Entry::getKey))
                .flatMap(concept -> course.concept(concept.getKey()).stream())
                .limit(MOST_WEAK)
                .map(concept -> concept.title().in(locale))
                .toList();
    }
}
