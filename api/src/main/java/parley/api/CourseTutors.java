package parley.api;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Course;
import parley.prompts.library.PhraseBook;
import parley.prompts.library.PromptLibrary;
import parley.tutor.conversation.Tutor;
import parley.tutor.conversation.Tutor.IdSource;
import parley.tutor.learner.CourseAssessor;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.context.ContextFit;
import parley.tutor.models.tools.ToolJson;
import parley.tutor.models.tools.networknt.SchemaCheckedJson;
import parley.tutor.path.PathPlanner;
import parley.tutor.retrieval.PassageIndex;
import parley.tutor.retrieval.Passages;
import parley.tutor.retrieval.embeddings.EmbeddingSearch;
import parley.tutor.store.Journal;
import parley.tutor.store.LearnerRecords;
import parley.tutor.teaching.CourseExpectations;
import parley.tutor.teaching.CoursePolicy;
import parley.tutor.tools.CourseTools;
import parley.tutor.understanding.CourseUnderstanding;
import parley.tutor.understanding.IntentPhrases;
import parley.tutor.understanding.KnownWords;
import parley.tutor.understanding.LanguageChecker;
import parley.tutor.understanding.maths.HardAlgebra;
import parley.tutor.wording.AuthoredWording;
import parley.tutor.wording.FallbackWording;
import parley.tutor.wording.ModelWording;
import parley.tutor.wording.Summaries;
import parley.tutor.wording.Wording;

/** Puts a tutor together for each course out of the parts that all of them share. Thread-safe. */
final class CourseTutors implements AutoCloseable {
    private final Map<String, Tutor> tutors = new LinkedHashMap<>();
    private final Map<String, Function<PromptLibrary, Wording>> wordings = new HashMap<>();
    private final @Nullable Summaries summaries;

    /**
     * What all courses share.
     *
     * @param model words the replies; null for the authored tutor alone
     */
    record Shared(
            Journal journal,
            LearnerRecords records,
            IntentPhrases intents,
            KnownWords words,
            LanguageChecker checker,
            EmbeddingSearch search,
            HardAlgebra algebra,
            PhraseBook phrases,
            PromptLibrary prompts,
            @Nullable LanguageModel model,
            Clock clock,
            IdSource ids) {}

    CourseTutors(Iterable<Course> courses, Shared shared) {
        this.summaries = shared.model() == null
                ? null
                : new Summaries(shared.prompts(), shared.model(), ContextFit.DEFAULT_PAST_TOKENS);
        var json = new SchemaCheckedJson();
        for (Course course : courses) {
            tutors.put(course.id(), tutor(course, shared, json));
        }
    }

    private Tutor tutor(Course course, Shared shared, ToolJson json) {
        PassageIndex index = shared.search().index(Passages.of(course));
        var understanding = new CourseUnderstanding(
                course, shared.intents(), shared.words(), shared.checker(), index, shared.algebra());
        var tools = new CourseTools(course, new PathPlanner(course), index, understanding, shared.clock(), json);
        Function<PromptLibrary, Wording> wording = prompts -> wording(course, shared, tools, prompts);
        wordings.put(course.id(), wording);
        return new Tutor(
                course.id(),
                shared.journal(),
                shared.records(),
                new CourseAssessor(course),
                understanding,
                new CoursePolicy(course),
                new CourseExpectations(course, shared.intents()),
                wording.apply(shared.prompts()),
                shared.clock(),
                shared.ids());
    }

    private Wording wording(Course course, Shared shared, CourseTools tools, PromptLibrary prompts) {
        var authored = new AuthoredWording(course, shared.phrases());
        return shared.model() == null
                ? authored
                : new FallbackWording(new ModelWording(course, prompts, shared.model(), tools, summaries), authored);
    }

    /** Stops what is done for no reply in particular. */
    @Override
    public void close() {
        if (summaries != null) {
            summaries.close();
        }
    }

    /** The tutor of a course, wording its replies from other prompts; empty when there is no such course. */
    Optional<Tutor> saying(String courseId, PromptLibrary prompts) {
        Function<PromptLibrary, Wording> wording = wordings.get(courseId);
        if (wording == null) {
            return Optional.empty();
        }
        return of(courseId)
                .map(usual -> new Tutor(
                        usual.courseId(),
                        usual.journal(),
                        usual.records(),
                        usual.assessor(),
                        usual.understanding(),
                        usual.policy(),
                        usual.expectations(),
                        wording.apply(prompts),
                        usual.clock(),
                        usual.replyIdPrefixes()));
    }

    /** Whether a model words the replies. */
    boolean haveModel() {
        return summaries != null;
    }

    Optional<Tutor> of(String courseId) {
        return Optional.ofNullable(tutors.get(courseId));
    }
}
