package parley.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.access.AccessTable;
import parley.api.access.Door;
import parley.api.config.Settings;
import parley.prompts.course.Course;
import parley.tutor.conversation.ConversationId;
import parley.tutor.conversation.TurnId;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/** The endpoints over real HTTP and a real store, after a learner has done a little. */
class LearnerRestTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ConversationId CONVERSATION = new ConversationId("c1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static Serving serving;

    @SuppressWarnings("NullAway.Init")
    private static Course course;

    @BeforeAll
    static void start() throws Exception {
        var wiring = new Wiring(Settings.load(data, null, Map.of("PARLEY_PORT", "0")), false);
        course = wiring.shelf().course("everyday-english").orElseThrow();
        practise(wiring.tutor(course.id()).orElseThrow());
        serving = Serving.start(wiring);
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    /** Asks the first item, takes one right answer, hands a question on, and asks the next. */
    private static void practise(Tutor tutor) throws Exception {
        String item = course.items().getFirst().id();
        String concept = course.concepts().getFirst().id();
        var now = tutor.clock().instant();
        tutor.journal()
                .append(
                        CONVERSATION,
                        LearnerId.LOCAL,
                        List.of(
                                new LearningEvent.ConversationOpened(course.id(), now),
                                replied("r1", null, null, new TeachingMove.Ask(item, false), now)));
        Known known = tutor.records().read(LearnerId.LOCAL, course.id());
        var observation = new Observation(
                new TurnId("t1"), item, Intent.ANSWER, new AnswerCheck.Right("yes", true), "", List.of());
        Attempt attempt = tutor.assessor().assess(known, observation, now).orElseThrow();
        String next = course.items().get(1).id();
        var why = new Reason(Reason.Kind.PRACTISE, concept, "");
        tutor.journal()
                .append(
                        CONVERSATION,
                        LearnerId.LOCAL,
                        List.of(
                                replied("r2", observation, attempt, new TeachingMove.Ask(next, false, why), now),
                                replied("r3", null, null, new TeachingMove.HandOff("Why is it so?"), now)));
    }

    private static LearningEvent replied(
            String id, @Nullable Observation observation, @Nullable Attempt attempt, TeachingMove move, Instant at) {
        return new LearningEvent.TutorReplied(
                new TurnId(id), List.of(), observation, attempt, List.of(move), "words", false, "authored", at);
    }

    private static HttpResponse<String> send(String method, String path, String body, String type) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode get(String path) throws Exception {
        var response = send("GET", path, "", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void courses_are_listed_and_one_is_the_usual() throws Exception {
        JsonNode courses = get("/api/courses").path("courses");
        assertThat(courses).hasSizeGreaterThanOrEqualTo(1);
        assertThat(courses.findValuesAsText("usual")).containsOnlyOnce("true");
        assertThat(courses.get(0).path("title").path("zh-CN").asText()).isNotBlank();
    }

    @Test
    void the_summary_says_what_is_open_and_why() throws Exception {
        JsonNode summary = get("/api/learner?locale=en");
        assertThat(summary.path("now").path("exercise").asText())
                .isEqualTo(course.items().get(1).id());
        assertThat(summary.path("now").path("why").asText()).endsWith(".");
        assertThat(summary.path("now").path("chance").asDouble()).isBetween(0.0, 1.0);
        assertThat(summary.path("progress").path("concepts").asInt())
                .isEqualTo(course.concepts().size());
        assertThat(summary.path("today").path("goal_minutes").asInt()).isPositive();
        assertThat(summary.path("engagement").path("successes_in_row").asInt()).isEqualTo(1);
    }

    @Test
    void the_map_shows_every_concept_and_opens_its_evidence() throws Exception {
        JsonNode map = get("/api/learner/mastery?locale=zh-CN");
        assertThat(map.findValuesAsText("band")).hasSize(course.concepts().size());
        String concept = course.concepts().getFirst().id();
        JsonNode opened = get("/api/learner/mastery/" + concept);
        assertThat(opened.path("concept").path("id").asText()).isEqualTo(concept);
        assertThat(opened.path("concept").path("answers").asInt()).isEqualTo(1);
        JsonNode answer = opened.path("evidence").get(0);
        assertThat(answer.path("right").asBoolean()).isTrue();
        assertThat(answer.path("task").asText()).isNotBlank();
    }

    @Test
    void a_plan_fits_the_minutes_and_says_why() throws Exception {
        JsonNode plan = get("/api/learner/plan?minutes=20");
        assertThat(plan.path("minutes").asInt()).isEqualTo(20);
        assertThat(plan.path("steps")).isNotEmpty();
        for (JsonNode step : plan.path("steps")) {
            assertThat(step.path("why").asText()).isNotBlank();
            assertThat(step.path("minutes").asInt()).isPositive();
        }
    }

    @Test
    void reviews_and_hand_offs_are_listed() throws Exception {
        assertThat(get("/api/learner/reviews").path("reviews")).hasSize(1);
        assertThat(get("/api/handoffs").path("handoffs").findValuesAsText("question"))
                .containsExactly("Why is it so?");
    }

    @Test
    void a_profile_is_kept_and_told() throws Exception {
        String profile = "{\"zone\":\"Asia/Shanghai\",\"minutes_per_day\":25,\"freeze_days\":1,\"goal\":\"work\"}";
        assertThat(send("PUT", "/api/learner/profile", profile, "application/json")
                        .statusCode())
                .isEqualTo(200);
        JsonNode told = get("/api/learner").path("profile");
        assertThat(told).isEqualTo(JSON.readTree(profile));
        assertThat(get("/api/learner/plan").path("minutes").asInt()).isEqualTo(25);
    }

    @Test
    void a_contest_is_taken() throws Exception {
        String concept = course.concepts().getLast().id();
        var response = send(
                "POST",
                "/api/learner/contest",
                "{\"course\":\"" + course.id() + "\",\"concept\":\"" + concept + "\"}",
                "application/json; charset=utf-8");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(response.body()).path("concept").asText()).isEqualTo(concept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /api/learner?course=klingon      |                                  | 404 | there is no such course
            GET  | /api/learner?locale=fr           |                                  | 400 | locale: expected en or zh-CN
            GET  | /api/learner/plan?minutes=0      |                                  | 400 | minutes: expected 1 to 480
            GET  | /api/learner/plan?minutes=9e9    |                                  | 400 | minutes: expected 1 to 480
            GET  | /api/learner/mastery/nothing     |                                  | 404 | no such concept
            PUT  | /api/learner/profile             | {"zone":"Mars/Base","minutes_per_day":1,"freeze_days":0,"goal":""} | 400 | zone: expected
            PUT  | /api/learner/profile             | {"zone":"UTC","minutes_per_day":9999,"freeze_days":0,"goal":""} | 400 | The daily goal is 1 to 480
            PUT  | /api/learner/profile             | {"zone":"UTC","freeze_days":0,"goal":""} | 400 | The body is not
            PUT  | /api/learner/profile             | {"zone":                         | 400 | The body is not
            PUT  | /api/learner/profile             | null                             | 400 | expected a JSON object
            POST | /api/learner/contest             | {"concept":"nothing"}            | 404 | no such concept
            POST | /api/learner/contest             | {"secret":"words"}               | 400 | The body is not
            POST | /api/learner                     | {}                               | 405 | can only be read
            """)
    void a_mistake_is_told_and_what_was_sent_is_not_repeated(
            String method, String path, @Nullable String body, int status, String detail) throws Exception {
        var response = send(method, path, body == null ? "" : body, body == null ? "" : "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(JSON.readTree(response.body()).path("detail").asText()).contains(detail);
        assertThat(response.body()).doesNotContain("Mars", "secret", "klingon", "Exception");
    }

    @Test
    void only_json_may_change_anything() throws Exception {
        assertThat(send("POST", "/api/learner/contest", "concept=x", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(415);
        assertThat(send("PUT", "/api/learner/profile", "{}", "text/plain").statusCode())
                .isEqualTo(415);
    }

    @Test
    void the_document_names_every_address() throws Exception {
        String document = Files.readString(Path.of("..", "docs", "rest.md"));
        Set<String> told = new HashSet<>();
        Matcher row = Pattern.compile("\\| `(GET|PUT|POST) (/api/[a-z/]*)").matcher(document);
        while (row.find()) {
            Door.Kind kind = row.group(1).equals("GET") ? Door.Kind.GET : Door.Kind.SEND;
            assertThat(AccessTable.find(kind, row.group(2))).as(row.group()).isPresent();
            told.add(kind + " " + row.group(2));
        }
        assertThat(AccessTable.doors())
                .filteredOn(
                        door -> door.path().startsWith("/api") && !door.path().endsWith("*"))
                .allMatch(door -> told.contains(door.kind() + " " + door.path()));
    }
}
