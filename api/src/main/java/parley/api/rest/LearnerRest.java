package parley.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.api.rest.LearnerViews.Contest;
import parley.api.rest.LearnerViews.Contested;
import parley.api.rest.LearnerViews.CourseSummary;
import parley.api.rest.LearnerViews.Courses;
import parley.api.rest.LearnerViews.HandOff;
import parley.api.rest.LearnerViews.HandOffs;
import parley.api.rest.LearnerViews.Profile;
import parley.prompts.course.Course;
import parley.tutor.conversation.LearnerDesk;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.LearnerRecords;
import parley.tutor.wording.ReasonSentences;

/**
 * The JSON endpoints about a learner: courses, progress, plan, mastery with its evidence, reviews, requests to teachers.
 * Thread-safe; each request reads the store anew.
 */
public final class LearnerRest {
    private static final int MOST_HAND_OFFS = 200;
    private static final int MOST_EVIDENCE = 50;
    private static final int MOST_PLAN_MINUTES = LearnerProfile.MAX_MINUTES;

    private final Map<String, Course> courses;
    private final String usualCourse;
    private final String usualLocale;
    private final LearnerRecords records;
    private final LearnerDesk desk;
    private final LearnerPages pages;
    private final Clock clock;
    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** What the endpoints read from, and write to. */
    public record Parts(
            Map<String, Course> courses,
            String usualCourse,
            String usualLocale,
            LearnerRecords records,
            LearnerDesk desk,
            ReasonSentences reasons,
            Clock clock) {}

    public LearnerRest(Parts parts) {
        this.courses = parts.courses();
        this.usualCourse = parts.usualCourse();
        this.usualLocale = parts.usualLocale();
        this.records = parts.records();
        this.desk = parts.desk();
        this.pages = new LearnerPages(parts.reasons());
        this.clock = parts.clock();
    }

    /** Declares the routes; {@code AccessTable} has a row for each. */
    public void routes(RoutesConfig routes) {
        routes.get("/api/courses", context -> context.json(courses()));
        routes.get("/api/learner", context -> {
            Asked asked = asked(context);
            context.json(pages.summary(asked.course(), asked.known(), asked.locale(), asked.now()));
        });
        routes.get("/api/learner/plan", context -> {
            Asked asked = asked(context);
            Duration available = minutes(context, asked.known().profile());
            context.json(pages.plan(asked.course(), asked.known(), available, asked.locale(), asked.now()));
        });
        routes.get("/api/learner/mastery", context -> {
            Asked asked = asked(context);
            context.json(pages.map(asked.course(), asked.known(), asked.locale(), asked.now()));
        });
        routes.get("/api/learner/mastery/{concept}", context -> {
            Asked asked = asked(context);
            var concept = asked.course()
                    .concept(context.pathParam("concept"))
                    .orElseThrow(() -> new Refused(404, "The course has no such concept"));
            context.json(pages.evidence(
                    asked.course(),
                    concept,
                    asked.known(),
                    records.evidence(LearnerId.LOCAL, asked.course().id(), concept.id(), MOST_EVIDENCE),
                    asked.locale(),
                    asked.now()));
        });
        routes.get("/api/learner/reviews", context -> {
            Asked asked = asked(context);
            context.json(pages.reviews(asked.course(), asked.known(), asked.locale(), asked.now()));
        });
        routes.put("/api/learner/profile", context -> context.json(changeProfile(context)));
        routes.post("/api/learner/contest", context -> context.status(202).json(contest(context)));
        routes.get("/api/handoffs", context -> context.json(handOffs()));
    }

    /** What a request is about. */
    private record Asked(Course course, Known known, String locale, Instant now) {}

    private Asked asked(Context context) throws Refused, JournalUnavailable {
        Course course = course(context.queryParam("course"));
        String locale = context.queryParam("locale");
        if (locale != null && !locale.equals("en") && !locale.equals("zh-CN")) {
            throw new Refused(400, "locale: expected en or zh-CN");
        }
        return new Asked(
                course,
                records.read(LearnerId.LOCAL, course.id()),
                locale == null ? usualLocale : locale,
                clock.instant());
    }

    private Course course(@Nullable String id) throws Refused {
        Course course = courses.get(id == null ? usualCourse : id);
        if (course == null) {
            throw new Refused(404, "course: there is no such course; GET /api/courses lists them");
        }
        return course;
    }

    private static Duration minutes(Context context, LearnerProfile profile) throws Refused {
        String text = context.queryParam("minutes");
        if (text == null) {
            return Duration.ofMinutes(profile.minutesPerDay());
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_PLAN_MINUTES) {
            throw new Refused(400, "minutes: expected 1 to " + MOST_PLAN_MINUTES);
        }
        return Duration.ofMinutes(Integer.parseInt(text));
    }

    private Courses courses() {
        return new Courses(courses.values().stream()
                .map(course -> new CourseSummary(
                        course.id(),
                        course.title().byLocale(),
                        course.summary().byLocale(),
                        course.subject().fileName(),
                        course.level(),
                        course.concepts().size(),
                        course.items().size(),
                        course.id().equals(usualCourse)))
                .toList());
    }

    private Profile changeProfile(Context context) throws Refused, JournalUnavailable {
        Profile wished = body(context, Profile.class);
        if (wished.zone() == null || wished.goal() == null) {
            throw new Refused(400, "expected zone, minutes_per_day, freeze_days and goal");
        }
        LearnerProfile profile;
        try {
            profile = new LearnerProfile(
                    ZoneId.of(wished.zone()), wished.minutesPerDay(), wished.freezeDays(), wished.goal());
        } catch (DateTimeException e) {
            throw new Refused(400, "zone: expected a time zone such as Asia/Shanghai");
        } catch (IllegalArgumentException e) {
            throw new Refused(400, String.valueOf(e.getMessage()));
        }
        desk.changeProfile(LearnerId.LOCAL, profile);
        return LearnerPages.profile(profile);
    }

    private Contested contest(Context context) throws Refused, JournalUnavailable {
        Contest contest = body(context, Contest.class);
        Course course = course(contest.course());
        String concept = contest.concept();
        if (concept == null || course.concept(concept).isEmpty()) {
            throw new Refused(404, "concept: the course has no such concept");
        }
        desk.contest(LearnerId.LOCAL, course.id(), concept);
        return new Contested(course.id(), concept, "The tutor checks it with the next exercise");
    }

    private HandOffs handOffs() throws JournalUnavailable {
        return new HandOffs(records.handOffs(MOST_HAND_OFFS).stream()
                .map(request -> new HandOff(
                        request.learner().value(),
                        request.conversation().value(),
                        request.courseId(),
                        request.question(),
                        request.at()))
                .toList());
    }

    private <T> T body(Context context, Class<T> type) throws Refused {
        try {
            T value = mapper.readValue(context.body(), type);
            if (value == null) {
                throw new Refused(400, "expected a JSON object");
            }
            return value;
        } catch (JsonProcessingException e) {
            // Jackson's own message repeats what was sent.
            throw new Refused(400, "The body is not the JSON object that is expected; docs/protocol.md shows it");
        }
    }
}
