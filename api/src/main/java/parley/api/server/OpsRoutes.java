package parley.api.server;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.time.Duration;
import java.util.Set;
import parley.api.micrometer.Metrics;
import parley.api.ops.ModelsRest;

/** The addresses for operators; {@code AccessTable} has a row for each. */
final class OpsRoutes {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private OpsRoutes() {}

    /** Declares them; {@code page} is the HTML of {@code /ops/models}. */
    static void declare(JavalinConfig javalin, ModelsRest models, Metrics metrics, String page) {
        javalin.routes.get("/api/ops/models", context -> context.json(models.models()));
        javalin.routes.get("/ops/models", context -> context.html(page).header("Cache-Control", "no-cache"));
        javalin.routes.get(
                "/metrics", context -> context.contentType(Metrics.CONTENT_TYPE).result(metrics.scrape()));
        javalin.requestLogger.http((context, millis) -> metrics.request(
                method(context), route(context), context.statusCode(), Duration.ofNanos((long) (millis * 1_000_000))));
    }

    /** A method of the client's own invention would be a label of its own. */
    private static String method(Context context) {
        String method = context.req().getMethod();
        return METHODS.contains(method) ? method : "OTHER";
    }

    /** The route as it was declared; {@code static} for the page's files, {@code none} for what leads nowhere. */
    private static String route(Context context) {
        Endpoint matched = context.endpoints().matchedHttpEndpoint();
        if (matched != null) {
            return matched.path;
        }
        return context.statusCode() < 400 ? "static" : "none";
    }
}
