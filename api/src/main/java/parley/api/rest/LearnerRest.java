package parley.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
 * What the JSON endpoints about a learner tell and take: courses, progress, plan, mastery with its evidence, reviews,
 * requests to teachers. What is told becomes JSON as it is. Thread-safe; each request reads the store anew.
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

    /** {@code GET /api/learner}. */
    public Object summary(Wish wish) throws Refused, JournalUnavailable {
        Asked asked = asked(wish);
        return pages.summary(asked.course(), asked.known(), asked.locale(), asked.now());
    }

    /** {@code GET /api/learner/plan}; without {@code minutes} for the daily goal. */
    public Object plan(Wish wish, @Nullable String minutes) throws Refused, JournalUnavailable {
        Asked asked = asked(wish);
        Duration available = minutes(minutes, asked.known().profile());
        return pages.plan(asked.course(), asked.known(), available, asked.locale(), asked.now());
    }

    /** {@code GET /api/learner/mastery}. */
    public Object mastery(Wish wish) throws Refused, JournalUnavailable {
        Asked asked = asked(wish);
        return pages.map(asked.course(), asked.known(), asked.locale(), asked.now());
    }

    /** {@code GET /api/learner/mastery/{concept}}. */
    public Object evidence(Wish wish, String conceptId) throws Refused, JournalUnavailable {
        Asked asked = asked(wish);
        var concept =
                asked.course().concept(conceptId).orElseThrow(() -> new Refused(404, "The course has no such concept"));
        var attempts = records.evidence(LearnerId.LOCAL, asked.course().id(), concept.id(), MOST_EVIDENCE);
        return pages.evidence(asked.course(), concept, asked.known(), attempts, asked.locale(), asked.now());
    }

    /** {@code GET /api/learner/reviews}. */
    public Object reviews(Wish wish) throws Refused, JournalUnavailable {
        Asked asked = asked(wish);
        return pages.reviews(asked.course(), asked.known(), asked.locale(), asked.now());
    }

    /** Which course, in which language; null for the usual ones. */
    public record Wish(@Nullable String course, @Nullable String locale) {}

    /** What a request is about. */
    private record Asked(Course course, Known known, String locale, Instant now) {}

    private Asked asked(Wish wish) throws Refused, JournalUnavailable {
        Course course = course(wish.course());
        String locale = wish.locale();
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

    private static Duration minutes(@Nullable String text, LearnerProfile profile) throws Refused {
        if (text == null) {
            return Duration.ofMinutes(profile.minutesPerDay());
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_PLAN_MINUTES) {
            throw new Refused(400, "minutes: expected 1 to " + MOST_PLAN_MINUTES);
        }
        return Duration.ofMinutes(Integer.parseInt(text));
    }

    /** {@code GET /api/courses}. */
    public Object courses() {
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

    /** {@code PUT /api/learner/profile}. */
    public Object changeProfile(String body) throws Refused, JournalUnavailable {
        Profile wished = parsed(body, Profile.class);
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

    /** {@code POST /api/learner/contest}. */
    public Object contest(String body) throws Refused, JournalUnavailable {
        Contest contest = parsed(body, Contest.class);
        Course course = course(contest.course());
        String concept = contest.concept();
        if (concept == null || course.concept(concept).isEmpty()) {
            throw new Refused(404, "concept: the course has no such concept");
        }
        desk.contest(LearnerId.LOCAL, course.id(), concept);
        return new Contested(course.id(), concept, "The tutor checks it with the next exercise");
    }

    /** {@code GET /api/handoffs}. */
    public Object handOffs() throws JournalUnavailable {
        return new HandOffs(records.handOffs(MOST_HAND_OFFS).stream()
                .map(request -> new HandOff(
                        request.learner().value(),
                        request.conversation().value(),
                        request.courseId(),
                        request.question(),
                        request.at()))
                .toList());
    }

    private <T> T parsed(String body, Class<T> type) throws Refused {
        try {
            T value = mapper.readValue(body, type);
            if (value == null) {
                throw new Refused(400, "expected a JSON object");
            }
            return value;
        } catch (JsonProcessingException e) {
            // Jackson's own message repeats what was sent.
            throw new Refused(400, "The body is not the JSON object that is expected; docs/rest.md shows it");
        }
    }
}
