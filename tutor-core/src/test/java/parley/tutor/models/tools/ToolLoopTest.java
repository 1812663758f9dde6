package parley.tutor.models.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.LanguageModel.Finish;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.StreamEnd.Done;
import parley.tutor.models.LanguageModel.StreamEnd.Failed;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;
import parley.tutor.models.scripted.ScriptedModel;
import parley.tutor.models.scripted.ScriptedModel.Action;
import parley.tutor.models.tools.ToolRegistry.Tool;
import parley.tutor.models.tools.networknt.SchemaCheckedJson;

class ToolLoopTest {
    private static final ModelCall CALL =
            ModelCall.of(Purpose.CHAT, Caller.NOBODY, List.of(Message.of(Role.USER, "what is went?")));
    private static final String SCHEMA = """
            {"type":"object","properties":{"name":{"type":"string","maxLength":20}},"required":["name"],
            "additionalProperties":false}""";

    private final AtomicInteger uses = new AtomicInteger();
    private final ToolRegistry tools = new ToolRegistry(
            List.of(
                    new Tool(
                            new ToolSpec("look_up", "looks up", SCHEMA),
                            arguments -> {
                                uses.incrementAndGet();
                                return Map.of("title", "about " + arguments.text("name"));
                            },
                            Duration.ofSeconds(10),
                            200),
                    new Tool(
                            new ToolSpec("broken", "breaks", "{\"type\":\"object\"}"),
                            arguments -> {
                                throw new IllegalStateException("secret");
                            },
                            Duration.ofSeconds(10),
                            200),
                    new Tool(
                            new ToolSpec("slow", "never ends", "{\"type\":\"object\"}"),
                            arguments -> {
                                new CountDownLatch(1).await();
                                return Map.of();
                            },
                            Duration.ofMillis(1),
                            200),
                    new Tool(
                            new ToolSpec("talkative", "says too much", "{\"type\":\"object\"}"),
                            arguments -> Map.of("text", "a".repeat(300)),
                            Duration.ofSeconds(10),
                            200)),
            new SchemaCheckedJson());
    private final ScriptedModel model = new ScriptedModel("scripted");
    private final List<String> told = new ArrayList<>();
    private final ToolLoop loop =
            new ToolLoop(model, tools, (call, answer) -> told.add(call.id() + " " + call.name() + " " + answer));
    private final StringBuilder text = new StringBuilder();

    private static ToolCall lookUp(String id, String name) {
        return new ToolCall(id, "look_up", "{\"name\":\"" + name + "\"}");
    }

    @Test
    void asksAgainWithWhatTheToolAnswered() throws Exception {
        model.then(new Action.Say("Let me see. "), new Action.CallTools(List.of(lookUp("c1", "went"))))
                .thenSays("It is the past of go.");
        StreamEnd end = loop.stream(CALL, text::append);
        assertThat(end).isEqualTo(new Done("scripted", Finish.STOP, new Usage(1 + 3, 2, true), List.of()));
        assertThat(text).hasToString("Let me see. It is the past of go.");
        assertThat(told).containsExactly("c1 look_up {\"title\":\"about went\"}");
        assertThat(model.prompts().getLast())
                .containsExactly(
                        Message.of(Role.USER, "what is went?"),
                        new Message.CalledTools("Let me see. ", List.of(lookUp("c1", "went"))),
                        new Message.ToolAnswered("c1", "look_up", "{\"title\":\"about went\"}"));
        assertThat(model.calls().getFirst().tools()).isEqualTo(tools.specs());
    }

    @Test
    void answersWithoutToolsAfterTheLastStep() throws Exception {
        for (int step = 0; step < ToolLoop.MAX_STEPS; step++) {
            model.thenCalls("c" + step, "look_up", "{\"name\":\"n" + step + "\"}");
        }
        model.thenSays("That is all.");
        assertThat(loop.stream(CALL, text::append)).isInstanceOf(Done.class);
        assertThat(model.calls()).hasSize(4);
        assertThat(model.calls().get(2).tools()).isNotEmpty();
        assertThat(model.calls().get(3).tools()).isEmpty();
        assertThat(told).hasSize(3);
    }

    @Test
    void failsWhenItAsksForToolsThatAreNotThere() throws Exception {
        for (int step = 0; step <= ToolLoop.MAX_STEPS; step++) {
            model.thenCalls("c" + step, "look_up", "{\"name\":\"n\"}");
        }
        assertThat(loop.stream(CALL, text::append))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(ModelFault.Kind.TOOL_CALL));
        assertThat(told).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            look_up   | {"name":7}                     | integer found, string expected
            look_up   | {}                             | required
            look_up   | {"name":"x","mood":1}          | mood
            look_up   | {"name":"a name far too long for it"} | 20
            look_up   | {"name":                       | not readable as JSON
            look_up   | [1]                            | must be a JSON object
            look_up   | {"name":"x"} {}                | not readable as JSON
            guess     | {}                             | there is no such tool
            broken    | {}                             | it failed
            slow      | {}                             | it took too long
            talkative | {}                             | ask for less
            """)
    void whatGoesWrongIsAnAnswerForTheModel(String tool, String arguments, String why) throws Exception {
        model.thenCalls("c1", tool, arguments).thenSays("Well.");
        assertThat(loop.stream(CALL, text::append)).isInstanceOf(Done.class);
        assertThat(model.prompts().getLast().getLast().text())
                .startsWith("{\"error\":\"")
                .contains(why)
                .doesNotContain("secret");
        assertThat(text).hasToString("Well.");
    }

    /** A made-up name may be one that no endpoint takes back: with it in the prompt, every later request would be refused. */
    @ParameterizedTest
    @ValueSource(strings = {"guess", "functions.look up\n", "查一查"})
    void aMadeUpNameIsRefusedAndGoesNoFurther(String name) throws Exception {
        model.thenCalls("c1", name, "{\"name\":\"went\"}").thenSays("Well.");
        assertThat(loop.stream(CALL, text::append)).isInstanceOf(Done.class);
        assertThat(told).isEmpty();
        assertThat(model.prompts().getLast().subList(1, 3))
                .containsExactly(
                        new Message.CalledTools("", List.of(new ToolCall("c1", ToolLoop.UNKNOWN_TOOL, "{}"))),
                        new Message.ToolAnswered(
                                "c1",
                                ToolLoop.UNKNOWN_TOOL,
                                "{\"error\":\"there is no such tool; there are look_up, broken, slow, talkative\"}"));
    }

    @Test
    void allStepsShareTheTimeToTheFirstWords() throws Exception {
        var now = new AtomicLong();
        LanguageModel slow = new LanguageModel() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public Duration firstTextWithin() {
                return Duration.ofSeconds(6);
            }

            @Override
            public StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException {
                now.addAndGet(Duration.ofMillis(2_500).toNanos());
                return model.stream(call, sink);
            }
        };
        for (int step = 0; step < ToolLoop.MAX_STEPS; step++) {
            model.thenCalls("c" + step, "look_up", "{\"name\":\"n" + step + "\"}");
        }
        var timed = new ToolLoop(slow, tools, (call, answer) -> told.add(call.id()), now::get);
        assertThat(timed.stream(CALL, text::append))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(ModelFault.Kind.FIRST_TOKEN_TIMEOUT));
        assertThat(model.calls())
                .extracting(ModelCall::firstTokenWithin)
                .containsExactly(null, Duration.ofMillis(3_500), Duration.ofSeconds(1));
    }

    @Test
    void afterTheFirstWordsEachStepHasItsOwnTime() throws Exception {
        model.then(new Action.Say("Let me see. "), new Action.CallTools(List.of(lookUp("c1", "went"))))
                .thenSays("It is the past of go.");
        new ToolLoop(model, tools, (call, answer) -> {}).stream(CALL.within(Duration.ofSeconds(4)), text::append);
        assertThat(model.calls())
                .extracting(ModelCall::firstTokenWithin)
                .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4));
    }

    /** It once kept a thread for each call: a tool that hangs would have gathered them without end. */
    @Test
    void aToolThatHeedsNoInterruptKeepsItsPlaceUntilItEnds() throws Exception {
        var release = new CountDownLatch(1);
        var begun = new CountDownLatch(2);
        var ended = new CountDownLatch(2);
        var places = new Semaphore(2);
        var deaf = new ToolRegistry(
                List.of(new Tool(
                        new ToolSpec("deaf", "hangs", "{\"type\":\"object\"}"),
                        arguments -> {
                            begun.countDown();
                            boolean waiting = true;
                            while (waiting) {
                                try {
                                    release.await();
                                    waiting = false;
                                } catch (InterruptedException e) {
                                    // As deaf as it says.
                                }
                            }
                            ended.countDown();
                            return Map.of();
                        },
                        Duration.ofMillis(1),
                        200)),
                new SchemaCheckedJson(),
                places);
        var call = new ToolCall("c", "deaf", "{}");
        // One that is given up before its thread has begun keeps no place, and another may have it.
        while (begun.getCount() > 0) {
            assertThat(deaf.answer(call)).containsAnyOf("took too long", "it is busy");
        }
        assertThat(deaf.answer(call)).contains("it is busy");
        release.countDown();
        ended.await();
        places.acquire(2);
        places.release(2);
        assertThat(deaf.answer(call)).doesNotContain("busy");
    }

    @Test
    void grantsAWishOnceAndAnotherUnderTheSameIdByItself() throws Exception {
        model.then(new Action.CallTools(List.of(lookUp("0", "went"), lookUp("0", "went"))))
                .then(new Action.CallTools(List.of(lookUp("0", "went"), lookUp("0", "go"))))
                .thenSays("Well.");
        loop.stream(CALL, text::append);
        assertThat(uses).hasValue(2);
        assertThat(told)
                .containsExactly("0 look_up {\"title\":\"about went\"}", "0-2 look_up {\"title\":\"about go\"}");
    }

    @Test
    void refusesMoreThanThereMayBe() throws Exception {
        List<ToolCall> many = new ArrayList<>();
        for (int i = 0; i < ToolLoop.MAX_CALLS + 3; i++) {
            many.add(lookUp("c" + i, "n" + i));
        }
        model.then(new Action.CallTools(many)).thenSays("Well.");
        loop.stream(CALL, text::append);
        assertThat(uses).hasValue(ToolLoop.MAX_CALLS);
        assertThat(told).hasSize(ToolLoop.MAX_CALLS);
        assertThat(model.prompts().getLast()).hasSize(2 + many.size());
        assertThat(model.prompts().getLast().getLast().text()).contains("no more tools");
    }

    /** What was passed on before the tool is beyond a restart: the next step takes back its own words alone. */
    @Test
    void takesBackOnlyTheWordsOfItsOwnStep() throws Exception {
        List<@Nullable String> taken = new ArrayList<>();
        var passing = new LanguageModel.TextSink() {
            @Override
            public void text(String delta) {
                text.append(delta);
            }

            @Override
            public String takeBack() {
                return text.toString();
            }
        };
        LanguageModel restarting = new LanguageModel() {
            private int step;

            @Override
            public String name() {
                return "restarting";
            }

            @Override
            public StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException {
                sink.text(step == 0 ? "One. " : "Two. ");
                taken.add(sink.takeBack());
                return step++ == 0
                        ? new Done("m", Finish.TOOL_CALLS, Usage.UNKNOWN, List.of(lookUp("c", "n")))
                        : new Done("m", Finish.STOP, Usage.UNKNOWN, List.of());
            }
        };
        new ToolLoop(restarting, tools, (call, answer) -> {}).stream(CALL, passing);
        assertThat(taken).containsExactly("One. ", "Two. ");
    }

    @Test
    void aFailureAfterAToolTellsThatTextWasSeen() throws Exception {
        model.then(new Action.Say("Let me see. "), new Action.CallTools(List.of(lookUp("c1", "went"))))
                .thenFails("stalled");
        assertThat(loop.stream(CALL, text::append))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.textSeen()).isTrue());
    }
}
