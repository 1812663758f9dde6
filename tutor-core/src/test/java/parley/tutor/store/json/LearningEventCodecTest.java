package parley.tutor.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.prompts.course.ExplanationStyle;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.store.EventSamples;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Slip;

class LearningEventCodecTest {
    private final LearningEventCodec codec = new LearningEventCodec();

    @Test
    void samplesHoldEveryTypeThatAJournalCanHold() {
        assertThat(simpleNames(EventSamples.EVENTS)).isEqualTo(EventMapper.namesOf(LearningEvent.class));
        assertThat(simpleNames(EventSamples.MOVES)).isEqualTo(EventMapper.namesOf(TeachingMove.class));
        assertThat(simpleNames(EventSamples.CHECKS)).isEqualTo(EventMapper.namesOf(AnswerCheck.class));
        assertThat(simpleNames(EventSamples.SLIPS)).isEqualTo(EventMapper.namesOf(Slip.class));
    }

    @ParameterizedTest
    @MethodSource("parley.tutor.store.json.LearningEventCodecTest#slips")
    void everySlipComesBackAsItWas(Slip slip) throws UnreadableEvent {
        LearningEvent event = EventSamples.replied("r", new AnswerCheck.Wrong("", slip));
        assertThat(codec.read(codec.write(event))).contains(event);
    }

    static List<Slip> slips() {
        return EventSamples.SLIPS;
    }

    @ParameterizedTest
    @MethodSource("parley.tutor.store.json.LearningEventCodecTest#events")
    void everyEventComesBackAsItWas(LearningEvent event) throws UnreadableEvent {
        assertThat(codec.read(codec.write(event))).contains(event);
    }

    static List<LearningEvent> events() {
        return EventSamples.EVENTS;
    }

    @Property(tries = 300)
    void anyTextOfALearnerComesBackAsItWas(@ForAll @NotBlank @StringLength(max = 4_000) String text)
            throws UnreadableEvent {
        LearningEvent event = EventSamples.typed("t", text);
        assertThat(codec.read(codec.write(event))).contains(event);
    }

    /** What version 1 wrote must stay readable for ever; a renamed record or component breaks this test. */
    @Test
    void readsWhatVersion1Wrote() throws UnreadableEvent {
        assertThat(codec.read("""
                {"v":1,"type":"ConversationOpened","courseId":"everyday-english","at":"2026-03-01T10:15:30.123456Z"}
                """)).contains(EventSamples.EVENTS.get(0));
        assertThat(codec.read("""
                {"v":1,"type":"LearnerSpoke","turn":{"id":"t2","text":"I went home","spoken":{"words":[{"text":"went",
                "start":"PT1.234S","end":"PT1.5S","confidence":0.875}],"freeText":"I want home",
                "expectedText":"I went home","doubt":0.25}},"at":"2026-03-01T10:15:30.123456Z"}
                """)).contains(EventSamples.EVENTS.get(2));
        assertThat(codec.read("""
                {"v":1,"type":"TutorReplied","reply":"r3","answers":["t1","t2"],"observation":{"turn":"t2",
                "itemId":"past-1","intent":"ANSWER","answer":{"type":"Right","matched":"I went home","exact":false},
                "conceptId":"past-simple","corrections":[{"original":"Yesterday I go home.",
                "corrected":"Yesterday I went home.","fragment":"go","replacement":"went",
                "message":"The past of \\"go\\" is \\"went\\".","rule":"PAST"}]},
                "moves":[{"type":"Hint","itemId":"past-1","rung":0}],"heard":"What did you do?","interrupted":true,
                "wordedBy":"some-model","at":"2026-03-01T10:15:30.123456Z"}
                """)).contains(EventSamples.replied("r3", new AnswerCheck.Right("I went home", false)));
        assertThat(codec.read("""
                {"v":1,"type":"ToolUsed","reply":"r6","use":{"callId":"call_1","tool":"look_up_concept",
                "arguments":"{\\"name\\":\\"went\\"}","result":"{\\"title\\":\\"past simple\\"}"},
                "at":"2026-03-01T10:15:30.123456Z"}
                """)).contains(EventSamples.EVENTS.getLast());
    }

    /** Moves and checks as they were written before they told their reasons, styles and slips. */
    @Test
    void readsMovesThatVersion1WroteWithFewerComponents() throws UnreadableEvent {
        assertThat(codec.read("""
                {"v":1,"type":"TutorReplied","reply":"r3","answers":["t2"],"observation":{"turn":"t2",
                "itemId":"past-1","intent":"ANSWER","answer":{"type":"Wrong","misconceptionId":"present-for-past"},
                "conceptId":"","corrections":[]},
                "moves":[{"type":"Ask","itemId":"past-1","again":false},
                {"type":"TryAgain","itemId":"past-1","misconceptionId":"m"},
                {"type":"Explain","conceptId":"past-simple"}],"heard":"Hm","interrupted":false,
                "wordedBy":"authored","at":"2026-03-01T10:15:30.123456Z"}
                """)).hasValueSatisfying(event -> {
            var replied = (TutorReplied) event;
            assertThat(replied.moves())
                    .containsExactly(
                            new TeachingMove.Ask("past-1", false, null),
                            new TeachingMove.TryAgain("past-1", "m", null),
                            new TeachingMove.Explain("past-simple", null));
            assertThat(replied.attempt()).isNull();
            assertThat(replied.observation())
                    .isNotNull()
                    .satisfies(o -> assertThat(o.answer()).isEqualTo(new AnswerCheck.Wrong("present-for-past")));
        });
    }

    @Test
    void writesItsVersionAndKind() {
        LearningEvent event = EventSamples.EVENTS.get(0);
        assertThat(codec.write(event)).startsWith("{\"v\":1,\"type\":\"ConversationOpened\",");
        assertThat(LearningEventCodec.kind(event)).isEqualTo("ConversationOpened");
    }

    @Test
    void passesOverPropertiesOfANewerVersion() throws UnreadableEvent {
        assertThat(codec.read("""
                {"v":2,"type":"ConversationOpened","courseId":"c","at":"2026-03-01T00:00:00Z","mood":{"x":[1]}}"""))
                .hasValueSatisfying(event -> assertThat(event).isInstanceOf(ConversationOpened.class));
    }

    @Test
    void skipsAnEventThatOnlyANewerVersionKnows() throws UnreadableEvent {
        assertThat(codec.read("{\"v\":2,\"type\":\"TurnForgotten\",\"turn\":\"t1\"}"))
                .isEmpty();
    }

    @Test
    void readsNewerValuesInsideAnEventAsTheNearestHarmlessOnes() throws UnreadableEvent {
        String newer = codec.write(EventSamples.replied("r3", new AnswerCheck.Right("I went home", true)))
                .replace("\"moves\":[", "\"moves\":[{\"type\":\"RolePlayLine\",\"line\":{\"n\":1}},")
                .replace("\"type\":\"Right\"", "\"type\":\"PartlyRight\"")
                .replace("\"ANSWER\"", "\"ROLE_PLAY\"");
        assertThat(codec.read(newer)).hasValueSatisfying(event -> {
            var replied = (TutorReplied) event;
            assertThat(replied.moves()).containsExactly(new TeachingMove.Hint("past-1", 0));
            assertThat(replied.observation()).isNotNull().satisfies(observation -> {
                assertThat(observation.answer()).isEqualTo(new AnswerCheck.NotAnAnswer());
                assertThat(observation.intent()).isEqualTo(Intent.OFF_COURSE);
            });
        });
    }

    @Test
    void readsNewerReasonsStylesAndSlipsAsTheNearestHarmlessOnes() throws UnreadableEvent {
        var moves = List.<TeachingMove>of(
                new TeachingMove.Ask("q", false, new Reason(Reason.Kind.REVIEW_DUE, "c", "")),
                new TeachingMove.Explain("c", ExplanationStyle.ANALOGY),
                new TeachingMove.TryAgain("q", "", new Slip.NotReadable()),
                new TeachingMove.TryAgain("q", "", new Slip.NotPrecise()));
        var event =
                new TutorReplied(new TurnId("r"), List.of(), null, null, moves, "", false, "authored", EventSamples.AT);
        String newer = codec.write(event)
                .replace("REVIEW_DUE", "SEASONAL")
                .replace("ANALOGY", "COMIC")
                .replace("NOT_MATHS", "POETRY")
                .replace("NotPrecise", "TooPretty");
        assertThat(codec.read(newer))
                .hasValueSatisfying(read -> assertThat(((TutorReplied) read).moves())
                        .containsExactly(
                                new TeachingMove.Ask("q", false, new Reason(Reason.Kind.PRACTISE, "c", "")),
                                new TeachingMove.Explain("c", ExplanationStyle.DEFINITION),
                                new TeachingMove.TryAgain("q", "", new Slip.NotReadable()),
                                new TeachingMove.TryAgain("q", "", null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"type\":7}",
                "{\"v\":1,\"type\":\"LearnerSpoke\"",
                "{\"v\":1,\"type\":\"ConversationOpened\",\"at\":\"2026-03-01T00:00:00Z\"}",
                "{\"v\":1,\"type\":\"ConversationOpened\",\"courseId\":null,\"at\":\"2026-03-01T00:00:00Z\"}",
                "{\"v\":1,\"type\":\"ConversationOpened\",\"courseId\":\"my-secret\",\"at\":\"my-secret\"}",
                "{\"v\":1,\"type\":\"LearnerSpoke\",\"turn\":{\"id\":\"my secret\",\"text\":\"x\"},\"at\":\"2026-03-01T00:00:00Z\"}",
                "{\"v\":1,\"type\":\"LearnerSpoke\",\"turn\":\"my-secret\",\"at\":\"2026-03-01T00:00:00Z\"}",
                "my-secret",
            })
    void refusesDamageWithoutQuotingIt(String damaged) {
        assertThatThrownBy(() -> codec.read(damaged))
                .isInstanceOf(UnreadableEvent.class)
                .hasNoCause()
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAnEventOfUnboundedLength() {
        LearningEvent event = new TutorReplied(
                new TurnId("r"),
                List.of(),
                null,
                null,
                List.of(),
                "a".repeat(LearningEventCodec.MAX_EVENT_CHARS),
                false,
                "authored",
                EventSamples.AT);
        assertThatThrownBy(() -> codec.write(event)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> simpleNames(List<?> values) {
        return values.stream().map(value -> value.getClass().getSimpleName()).collect(Collectors.toSet());
    }
}
