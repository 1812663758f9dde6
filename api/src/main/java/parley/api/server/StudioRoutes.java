package parley.api.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import parley.api.studio.PromptTrial;
import parley.api.studio.StudioRefused;
import parley.api.studio.StudioRest;

/** The addresses of the studio's JSON endpoints; {@code AccessTable} has a row for each. */
final class StudioRoutes {
    private StudioRoutes() {}

    /** Declares them; {@code page} is the HTML of {@code /studio}. */
    static void declare(RoutesConfig routes, StudioRest rest, String page) {
        routes.get("/studio", context -> context.html(page).header("Cache-Control", "no-cache"));
        declarePrompts(routes, rest);
        routes.get("/api/studio/courses", context -> context.json(rest.courses()));
        routes.get("/api/studio/courses/{course}", context -> context.json(rest.course(context.pathParam("course"))));
        routes.get(
                "/api/studio/courses/{course}/file",
                context -> context.json(rest.courseFile(context.pathParam("course"), context.queryParam("name"))));
        routes.put("/api/studio/courses/file", context -> context.json(rest.saveCourseFile(body(context))));
        routes.post("/api/studio/courses/check", context -> context.json(rest.checkCourse(body(context))));
        routes.post("/api/studio/courses/copy", context -> context.status(201).json(rest.copyCourse(body(context))));
        routes.post("/api/studio/courses/new", context -> context.status(201).json(rest.newCourse(body(context))));
    }

    private static void declarePrompts(RoutesConfig routes, StudioRest rest) {
        routes.get("/api/studio/prompts", context -> context.json(rest.prompts()));
        routes.get("/api/studio/prompts/{prompt}", context -> context.json(rest.prompt(context.pathParam("prompt"))));
        routes.put("/api/studio/prompts/file", context -> context.json(rest.savePromptFile(body(context))));
        routes.post("/api/studio/prompts/new", context -> context.status(201).json(rest.newPrompt(body(context))));
        routes.post("/api/studio/prompts/sample", context -> context.json(rest.savePromptSample(body(context))));
        routes.post("/api/studio/prompts/revert", context -> context.json(rest.revertPromptFile(body(context))));
        routes.post("/api/studio/prompts/lint", context -> context.json(rest.lintPrompt(body(context))));
        routes.post("/api/studio/prompts/preview", context -> context.json(rest.previewPrompt(body(context))));
        routes.post("/api/studio/prompts/try", context -> stream(context, rest.tryPrompt(body(context))));
        routes.post("/api/studio/prompts/compare", context -> context.json(rest.comparePrompt(body(context))));
        routes.post("/api/studio/prompts/release", context -> context.json(rest.releasePrompt(body(context))));
        routes.post("/api/studio/prompts/rollback", context -> context.json(rest.rollBackPrompt(body(context))));
        routes.post("/api/studio/prompts/keep", context -> context.json(rest.keepPrompt(body(context))));
        routes.post("/api/studio/prompts/restore", context -> context.json(rest.restorePrompt(body(context))));
    }

    /** Each line leaves at once. */
    private static void stream(Context context, PromptTrial trial) throws IOException, InterruptedException {
        context.contentType("application/x-ndjson").header("Cache-Control", "no-store");
        trial.run(line -> {
            // Asked for here, so that a connection that is gone already ends the trial like any other.
            OutputStream out = context.res().getOutputStream();
            String json = line == null ? "" : context.jsonMapper().toJsonString(line, line.getClass());
            out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
    }

    /** The body as text, up to the studio's own limit: an author's file is longer than what learners send. */
    private static String body(Context context) throws IOException, StudioRefused {
        try (InputStream in = context.req().getInputStream()) {
            byte[] bytes = in.readNBytes(StudioRest.MAX_BODY_BYTES + 1);
            return StudioRest.limited(bytes.length, new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
