package parley.tutor.tools;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.Misconception;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.ConceptKnowledge;
import parley.tutor.learner.Known;
import parley.tutor.models.tools.ToolJson;
import parley.tutor.models.tools.ToolJson.Arguments;
import parley.tutor.models.tools.ToolRegistry;
import parley.tutor.models.tools.ToolRegistry.Tool;
import parley.tutor.models.tools.ToolSpec;
import parley.tutor.path.Next;
import parley.tutor.path.PathPlanner;
import parley.tutor.retrieval.PassageIndex;
import parley.tutor.retrieval.Passages;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Understanding;

/**
 * What a model may ask of a course while it words a reply: a concept, the next exercise, whether an answer is right, and
 * passages. All of it only reads; what a learner is asked and how they are graded is decided elsewhere. Nothing that gives
 * away the answer of an exercise that is open, or about to be, is told. Thread-safe.
 */
public final class CourseTools {
    static final String LOOK_UP_CONCEPT = "look_up_concept";
    static final String NEXT_ITEM = "next_item";
    static final String CHECK_ANSWER = "check_answer";
    static final String SEARCH_COURSE = "search_course";

    /** A search by meaning takes half a second at most, algebra about as long; then the learner waits. */
    static final Duration LIMIT = Duration.ofSeconds(1);

    /** About 500 tokens, which each later prompt carries, too. */
    static final int MAX_ANSWER_CHARS = 2_000;

    private static final int MOST_PASSAGES = 3;
    private static final int MOST_NEAR = 5;
    private static final int MAX_TEXT_CHARS = 500;
    private static final TurnId CHECKED = new TurnId("checked-by-tool");

    private final Course course;
    private final PathPlanner planner;
    private final Passages passages;
    private final PassageIndex index;
    private final Understanding understanding;
    private final Clock clock;
    private final ToolJson json;
    private final Map<String, ToolSpec> specs;

    /** Of all replies together. */
    private final Semaphore places = new Semaphore(ToolRegistry.MOST_RUNNING);

    /**
     * @param index finds passages of {@code course}
     * @param understanding grades answers to its exercises
     */
    public CourseTools(
            Course course,
            PathPlanner planner,
            PassageIndex index,
            Understanding understanding,
            Clock clock,
            ToolJson json) {
        this.course = course;
        this.planner = planner;
        this.passages = Passages.of(course);
        this.index = index;
        this.understanding = understanding;
        this.clock = clock;
        this.json = json;
        this.specs = ToolTexts.read(json);
    }

    /**
     * The tools for one reply.
     *
     * @param locale the learner's interface language
     * @param mayBeTold whether a text keeps the answers that are to be kept
     */
    public ToolRegistry forReply(Known known, String locale, Predicate<String> mayBeTold) {
        var reply = new Reply(known, locale, mayBeTold);
        return new ToolRegistry(
                List.of(
                        tool(LOOK_UP_CONCEPT, arguments -> reply.concept(arguments.text("name"))),
                        tool(NEXT_ITEM, arguments -> reply.next()),
                        tool(CHECK_ANSWER, reply::check),
                        tool(SEARCH_COURSE, arguments -> reply.search(arguments.text("query")))),
                json,
                places);
    }

    private Tool tool(String name, ToolRegistry.Handler handler) {
        ToolSpec spec = specs.get(name);
        if (spec == null) {
            throw new IllegalStateException("Nothing is said of the tool " + name);
        }
        return new Tool(spec, handler, LIMIT, MAX_ANSWER_CHARS);
    }

    private final class Reply {
        private final Known known;
        private final String locale;
        private final Predicate<String> mayBeTold;

        Reply(Known known, String locale, Predicate<String> mayBeTold) {
            this.known = known;
            this.locale = locale;
            this.mayBeTold = mayBeTold;
        }

        Map<String, Object> concept(String name) {
            Optional<Concept> found = named(name);
            if (found.isEmpty()) {
                return Map.of("found", false, "concepts_near", near(name));
            }
            Concept concept = found.get();
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("found", true);
            answer.put("concept", concept.title().in(locale));
            answer.put("known_by_learner", band(concept.id()));
            String explanation = cut(concept.explanation().in(locale));
            if (mayBeTold.test(explanation)) {
                answer.put("explanation", explanation);
            }
            answer.put(
                    "examples",
                    concept.examples().stream()
                            .map(example -> cut(example.in(locale)))
                            .filter(mayBeTold)
                            .limit(MOST_PASSAGES)
                            .toList());
            return answer;
        }

        private Optional<Concept> named(String name) {
            String wanted = name.strip().toLowerCase(Locale.ROOT);
            return course.concepts().stream()
                    .filter(concept -> passages.names(concept.id()).stream()
                            .anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(wanted)))
                    .findFirst()
                    .or(() -> index.search(name, locale, 1).stream()
                            .filter(PassageIndex.Scored::answers)
                            .findFirst()
                            .flatMap(scored -> course.concept(scored.passage().conceptId())));
        }

        private List<String> near(String name) {
            return index.search(name, locale, MOST_NEAR).stream()
                    .map(scored -> scored.passage().title().in(locale))
                    .distinct()
                    .toList();
        }

        Map<String, Object> next() {
            String open = known.progress().openItemId();
            Optional<Next> next =
                    planner.next(known, clock.instant(), known.progress().replies(), open.isEmpty() ? null : open);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("planned", next.isPresent());
            next.ifPresent(planned -> {
                answer.put("exercise", planned.exerciseId());
                answer.put("because", planned.reason().kind().name().toLowerCase(Locale.ROOT));
                course.conceptOf(planned.exerciseId())
                        .ifPresent(
                                concept -> answer.put("concept", concept.title().in(locale)));
                course.item(planned.exerciseId())
                        .map(item -> item.prompt().in(locale))
                        .filter(mayBeTold)
                        .ifPresent(task -> answer.put("task", cut(task)));
            });
            return answer;
        }

        Map<String, Object> check(Arguments.Valid arguments) throws InterruptedException {
            String exercise =
                    arguments.text("exercise").isBlank() ? known.progress().openItemId() : arguments.text("exercise");
            Optional<Item> item = course.item(exercise);
            if (item.isEmpty() || arguments.text("answer").isBlank()) {
                return Map.of("verdict", "no_exercise");
            }
            AnswerCheck check = understanding
                    .observe(LearnerTurn.typed(CHECKED, arguments.text("answer")), exercise)
                    .answer();
            return switch (check) {
                // The accepted answer itself stays here, whatever the learner's was.
                case AnswerCheck.Right right -> Map.of("verdict", "right");
                case AnswerCheck.Wrong wrong -> wrong(exercise, wrong);
                case AnswerCheck.Unclear unclear -> Map.of("verdict", "unclear");
                case AnswerCheck.NotAnAnswer none -> Map.of("verdict", "not_an_answer");
            };
        }

        private Map<String, Object> wrong(String exercise, AnswerCheck.Wrong wrong) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("verdict", "wrong");
            course.conceptOf(exercise).stream()
                    .flatMap(concept -> misconceptions(concept, exercise).stream())
                    .filter(misconception -> misconception.id().equals(wrong.misconceptionId()))
                    .map(misconception -> misconception.feedback().in(locale))
                    .filter(mayBeTold)
                    .findFirst()
                    .ifPresent(feedback -> answer.put("feedback", cut(feedback)));
            return answer;
        }

        private List<Misconception> misconceptions(Concept concept, String exercise) {
            List<Misconception> all = new ArrayList<>(
                    course.item(exercise).map(Item::misconceptions).orElse(List.of()));
            all.addAll(concept.misconceptions());
            return all;
        }

        Map<String, Object> search(String query) {
            List<Map<String, String>> found = index.search(query, locale, 2 * MOST_PASSAGES).stream()
                    .filter(PassageIndex.Scored::answers)
                    .map(PassageIndex.Scored::passage)
                    .map(passage -> Map.of(
                            "concept",
                            passage.title().in(locale),
                            "text",
                            cut(passage.text().in(locale))))
                    .filter(passage -> passage.values().stream().allMatch(mayBeTold))
                    .limit(MOST_PASSAGES)
                    .toList();
            return Map.of("passages", found);
        }

        private String band(String conceptId) {
            ConceptKnowledge knowledge = known.progress().knowledge().concepts().get(conceptId);
            if (knowledge == null) {
                return "new";
            }
            return knowledge.mastered() ? "mastered" : "growing";
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS) + " …";
    }
}
