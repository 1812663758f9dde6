package parley.api.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptDesk;
import parley.prompts.source.Said;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.context.TokenCounter;
import parley.tutor.understanding.KnownWords;

/** What the studio's JSON endpoints tell and take. What is told becomes JSON as it is. Thread-safe. */
public final class StudioRest {
    /** The largest body that is taken: a file of the largest size, as JSON. */
    public static final int MAX_BODY_BYTES = 2 * 1024 * 1024;

    private final StudioCourses courses;
    private final StudioPrompts prompts;
    private final StudioRendering rendering;
    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /**
     * What the endpoints read from, and write to.
     *
     * @param ownCourses the folder of the installation's own courses, which need not exist
     * @param ownPrompts the folder of its working copies, which need not exist
     * @param model answers when a prompt is tried; null when none is configured
     * @param tokens counts by that model's tokenizer, or estimates
     * @param windowTokens of the smallest model that is configured
     */
    public record Parts(
            Path ownCourses,
            KnownWords words,
            Path ownPrompts,
            PromptDesk desk,
            @Nullable LanguageModel model,
            TokenCounter tokens,
            int windowTokens) {}

    public StudioRest(Parts parts) {
        this.courses = new StudioCourses(new CourseWorkspace(parts.ownCourses()), parts.words());
        LanguageModel model = parts.model();
        this.prompts = new StudioPrompts(parts.desk(), parts.ownPrompts(), () -> model == null ? null : model.name());
        this.rendering = new StudioRendering(parts.desk(), model, parts.tokens(), parts.windowTokens());
    }

    /** Refuses a body that was longer than {@link #MAX_BODY_BYTES}; gives it back otherwise. */
    public static String limited(int bytes, String body) throws StudioRefused {
        if (bytes > MAX_BODY_BYTES) {
            throw new StudioRefused(413, Said.of("The body is larger than {} bytes", MAX_BODY_BYTES));
        }
        return body;
    }

    /** {@code GET /api/studio/courses}. */
    public Object courses() throws StudioRefused {
        return courses.list();
    }

    /** {@code GET /api/studio/courses/{course}}. */
    public Object course(String id) throws StudioRefused {
        return courses.detail(id);
    }

    /** {@code GET /api/studio/courses/{course}/file}. */
    public Object courseFile(String id, @Nullable String name) throws StudioRefused {
        return courses.file(id, given(name, "name"));
    }

    /** {@code PUT /api/studio/courses/file}. */
    public Object saveCourseFile(String body) throws StudioRefused {
        var wish = parsed(body, CourseViews.SaveFile.class);
        return courses.save(
                given(wish.course(), "course"),
                given(wish.name(), "name"),
                given(wish.text(), "text"),
                wish.expectedHash());
    }

    /** {@code POST /api/studio/courses/check}. */
    public Object checkCourse(String body) throws StudioRefused, InterruptedException {
        var wish = parsed(body, CourseViews.Check.class);
        return courses.check(
                given(wish.course(), "course"), wish.edited() == null ? Map.of() : wish.edited(), wish.whole());
    }

    /** {@code POST /api/studio/courses/copy}. */
    public Object copyCourse(String body) throws StudioRefused {
        var wish = parsed(body, CourseViews.Copy.class);
        return courses.copy(given(wish.course(), "course"), given(wish.as(), "as"));
    }

    /** {@code POST /api/studio/courses/new}. */
    public Object newCourse(String body) throws StudioRefused {
        return courses.create(given(parsed(body, CourseViews.New.class).course(), "course"));
    }

    /** {@code GET /api/studio/prompts}. */
    public Object prompts() {
        return prompts.list();
    }

    /** {@code GET /api/studio/prompts/{prompt}}. */
    public Object prompt(String name) throws StudioRefused {
        return prompts.detail(name);
    }

    /** {@code PUT /api/studio/prompts/file}. */
    public Object savePromptFile(String body) throws StudioRefused {
        var wish = parsed(body, PromptViews.SaveFile.class);
        return prompts.save(given(wish.name(), "name"), given(wish.text(), "text"), wish.expectedHash());
    }

    /** {@code POST /api/studio/prompts/revert}. */
    public Object revertPromptFile(String body) throws StudioRefused {
        var wish = parsed(body, PromptViews.SaveFile.class);
        return prompts.revert(given(wish.name(), "name"), given(wish.expectedHash(), "expected_hash"));
    }

    /** {@code POST /api/studio/prompts/new}. */
    public Object newPrompt(String body) throws StudioRefused {
        return prompts.create(given(parsed(body, PromptViews.New.class).prompt(), "prompt"));
    }

    /** {@code POST /api/studio/prompts/sample}. */
    public Object savePromptSample(String body) throws StudioRefused {
        var wish = parsed(body, PromptViews.SaveSample.class);
        return prompts.saveSample(
                given(wish.prompt(), "prompt"), given(wish.name(), "name"), given(wish.text(), "text"));
    }

    /** {@code POST /api/studio/prompts/lint}. */
    public Object lintPrompt(String body) throws StudioRefused {
        var wish = parsed(body, PromptViews.Lint.class);
        return rendering.lint(given(wish.name(), "name"), given(wish.text(), "text"));
    }

    /** {@code POST /api/studio/prompts/preview}. */
    public Object previewPrompt(String body) throws StudioRefused {
        var wish = parsed(body, PromptViews.Preview.class);
        return rendering.preview(
                given(wish.name(), "name"), given(wish.text(), "text"), given(wish.sample(), "sample"));
    }

    /** {@code POST /api/studio/prompts/try}; what it tells is a line of JSON each. */
    public PromptTrial tryPrompt(String body) throws StudioRefused {
        var wish = parsed(body, PromptViews.Preview.class);
        return rendering.trial(given(wish.name(), "name"), given(wish.text(), "text"), given(wish.sample(), "sample"));
    }

    /** {@code POST /api/studio/prompts/compare}. */
    public Object comparePrompt(String body) throws StudioRefused {
        var wish = parsed(body, PromptViews.Compare.class);
        return prompts.compare(given(wish.prompt(), "prompt"), given(wish.from(), "from"), given(wish.to(), "to"));
    }

    /** {@code POST /api/studio/prompts/release}. */
    public Object releasePrompt(String body) throws StudioRefused, InterruptedException {
        var wish = parsed(body, PromptViews.Release.class);
        return prompts.release(wish, given(wish.prompt(), "prompt"), given(wish.to(), "to"));
    }

    /** {@code POST /api/studio/prompts/rollback}. */
    public Object rollBackPrompt(String body) throws StudioRefused {
        var wish = parsed(body, PromptViews.Rollback.class);
        return prompts.rollback(wish, given(wish.prompt(), "prompt"), given(wish.label(), "label"));
    }

    /** {@code POST /api/studio/prompts/keep}. */
    public Object keepPrompt(String body) throws StudioRefused {
        var wish = parsed(body, PromptViews.Keep.class);
        return prompts.keep(given(wish.prompt(), "prompt"), wish.author(), wish.message());
    }

    /** {@code POST /api/studio/prompts/restore}. */
    public Object restorePrompt(String body) throws StudioRefused {
        var wish = parsed(body, PromptViews.Restore.class);
        return prompts.restore(given(wish.prompt(), "prompt"), given(wish.what(), "what"), wish.author());
    }

    private static String given(@Nullable String value, String field) throws StudioRefused {
        if (value == null) {
            throw new StudioRefused(400, Said.of("{}: expected, and missing", field));
        }
        return value;
    }

    private <T> T parsed(String body, Class<T> type) throws StudioRefused {
        try {
            T value = mapper.readValue(body, type);
            if (value == null) {
                throw new StudioRefused(400, "expected a JSON object");
            }
            return value;
        } catch (JsonProcessingException e) {
            // Jackson's own message repeats what was sent.
            throw new StudioRefused(400, "The body is not the JSON object that is expected; docs/rest.md shows it");
        }
    }
}
