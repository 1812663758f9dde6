package parley.tutor.retrieval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;

/** Questions about the shipped courses, and how well an index answers them. */
public record QuestionTable(List<Question> questions) {

    /** A question; {@code concept} answers it, or {@code -} where the course doesn't. */
    public record Question(String course, String locale, String concept, String text) {
        boolean answerable() {
            return !"-".equals(concept);
        }
    }

    /**
     * What an index reaches.
     *
     * @param inTop3 share of the answerable questions whose concept is among the best three
     * @param answered share of the answerable questions that are answered
     * @param abstained share of the others that are not
     */
    public record Reached(int answerable, int other, double inTop3, double answered, double abstained) {}

    /** The questions of a table that the courses, as they are shipped, are made for. */
    public static QuestionTable read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(QuestionTable.class.getResourceAsStream(name), name)) {
            return new QuestionTable(new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t"))
                    .map(cells -> new Question(cells[0], cells[1], cells[2], cells[3]))
                    .toList());
        }
    }

    /** Asks all questions; a concept that its course doesn't have counts as not found. */
    public Reached reached(Function<Course, PassageIndex> indexes) {
        double top3 = 0;
        double answered = 0;
        double abstained = 0;
        int answerable = 0;
        for (Course course : ShippedCourses.all()) {
            PassageIndex index = indexes.apply(course);
            for (Question question : questions) {
                if (!question.course().equals(course.id())) {
                    continue;
                }
                List<PassageIndex.Scored> found = index.search(question.text(), question.locale(), 40);
                boolean answers = !found.isEmpty() && found.getFirst().answers();
                if (question.answerable()) {
                    answerable++;
                    answered += answers ? 1 : 0;
                    top3 += found.stream()
                                    .map(s -> s.passage().conceptId())
                                    .distinct()
                                    .limit(3)
                                    .anyMatch(question.concept()::equals)
                            ? 1
                            : 0;
                } else {
                    abstained += answers ? 0 : 1;
                }
            }
        }
        int other = (int) questions.stream().filter(q -> !q.answerable()).count();
        return new Reached(answerable, other, top3 / answerable, answered / answerable, abstained / other);
    }
}
