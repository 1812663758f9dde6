package parley.api;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Course;
import parley.prompts.library.PhraseBook;
import parley.prompts.library.PromptLibrary;
import parley.tutor.conversation.Tutor;
import parley.tutor.conversation.Tutor.IdSource;
import parley.tutor.learner.CourseAssessor;
import parley.tutor.models.LanguageModel;
import parley.tutor.retrieval.Passages;
import parley.tutor.retrieval.embeddings.EmbeddingSearch;
import parley.tutor.store.Journal;
import parley.tutor.store.LearnerRecords;
import parley.tutor.teaching.CourseExpectations;
import parley.tutor.teaching.CoursePolicy;
import parley.tutor.understanding.CourseUnderstanding;
import parley.tutor.understanding.IntentPhrases;
import parley.tutor.understanding.KnownWords;
import parley.tutor.understanding.LanguageChecker;
import parley.tutor.understanding.maths.HardAlgebra;
import parley.tutor.wording.AuthoredWording;
import parley.tutor.wording.FallbackWording;
import parley.tutor.wording.ModelWording;
import parley.tutor.wording.Wording;

/** Puts a tutor together for each course out of the parts that all of them share. Immutable. */
final class CourseTutors {
    private final Map<String, Tutor> tutors = new LinkedHashMap<>();

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
        for (Course course : courses) {
            tutors.put(course.id(), tutor(course, shared));
        }
    }

    private static Tutor tutor(Course course, Shared shared) {
        return new Tutor(
                course.id(),
                shared.journal(),
                shared.records(),
                new CourseAssessor(course),
                new CourseUnderstanding(
                        course,
                        shared.intents(),
                        shared.words(),
                        shared.checker(),
                        shared.search().index(Passages.of(course)),
                        shared.algebra()),
                new CoursePolicy(course),
                new CourseExpectations(course, shared.intents()),
                wording(course, shared),
                shared.clock(),
                shared.ids());
    }

    private static Wording wording(Course course, Shared shared) {
        var authored = new AuthoredWording(course, shared.phrases());
        return shared.model() == null
                ? authored
                : new FallbackWording(new ModelWording(course, shared.prompts(), shared.model()), authored);
    }

    Optional<Tutor> of(String courseId) {
        return Optional.ofNullable(tutors.get(courseId));
    }
}
