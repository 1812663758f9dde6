package parley.evaluation.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.TurnId;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.CourseUnderstanding;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.IntentPhrases;
import parley.tutor.understanding.LanguageChecker;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.languagetool.LanguageToolWords;

class LabelledTurnsTest {
    private static final TurnId TURN = new TurnId("t1");

    @Test
    void areReadAsMeantAndNoQuestionIsGraded() {
        var words = LanguageToolWords.load();
        List<Classroom> classrooms = List.of(ShippedCourses.everydayEnglish()).stream()
                .map(course -> new Classroom(
                        course, new CourseUnderstanding(course, IntentPhrases.shipped(), words, LanguageChecker.NONE)))
                .toList();
        int read = 0;
        List<String> otherwise = new ArrayList<>();
        List<String> graded = new ArrayList<>();
        for (LabelledTurn turn : LabelledTurn.shipped()) {
            Optional<Classroom> classroom = classrooms.stream()
                    .filter(c -> c.course.item(turn.exerciseId()).isPresent())
                    .findFirst();
            if (classroom.isEmpty()) {
                continue;
            }
            read++;
            Observation observation = classroom.get().observe(turn);
            if (!turn.meant().contains(observation.intent())) {
                otherwise.add(turn.text() + " → " + observation.intent());
            }
            if (!(observation.answer() instanceof AnswerCheck.NotAnAnswer)
                    && !turn.meant().contains(Intent.ANSWER)) {
                graded.add(turn.text());
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(120);
        assertThat(graded).isEmpty();
        assertThat(otherwise).hasSizeLessThan(read / 20);
    }

    private record Classroom(Course course, CourseUnderstanding understanding) {
        Observation observe(LabelledTurn turn) {
            String answer =
                    course.item(turn.exerciseId()).orElseThrow().answers().getFirst();
            String text = turn.text().replace("{answer}", answer);
            var learner = turn.spoken()
                    ? new LearnerTurn(TURN, text, new SpokenEvidence(List.of(), text, text, 0.1))
                    : LearnerTurn.typed(TURN, text);
            return understanding.observe(learner, turn.exerciseId());
        }
    }
}
