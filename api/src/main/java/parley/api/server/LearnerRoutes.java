package parley.api.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import parley.api.rest.LearnerRest;
import parley.api.rest.LearnerRest.Wish;

/** The addresses of the JSON endpoints about a learner; {@code AccessTable} has a row for each. */
final class LearnerRoutes {
    private LearnerRoutes() {}

    static void declare(RoutesConfig routes, LearnerRest rest) {
        routes.get("/api/courses", context -> context.json(rest.courses()));
        routes.get("/api/learner", context -> context.json(rest.summary(wish(context))));
        routes.get(
                "/api/learner/plan", context -> context.json(rest.plan(wish(context), context.queryParam("minutes"))));
        routes.get("/api/learner/mastery", context -> context.json(rest.mastery(wish(context))));
        routes.get(
                "/api/learner/mastery/{concept}",
                context -> context.json(rest.evidence(wish(context), context.pathParam("concept"))));
        routes.get("/api/learner/reviews", context -> context.json(rest.reviews(wish(context))));
        routes.put("/api/learner/profile", context -> context.json(rest.changeProfile(context.body())));
        routes.post("/api/learner/contest", context -> context.status(202).json(rest.contest(context.body())));
        routes.get("/api/handoffs", context -> context.json(rest.handOffs()));
    }

    private static Wish wish(Context context) {
        return new Wish(context.queryParam("course"), context.queryParam("locale"));
    }
}
