package parley.tutor.models.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Message.CalledTools;
import parley.tutor.models.LanguageModel.Message.ToolAnswered;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelCall.Past;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Price;
import parley.tutor.models.Purpose;
import parley.tutor.models.tools.ToolCall;
import parley.tutor.models.tools.ToolSpec;

class ContextFitTest {
    /** A token is a word here, so that the numbers below can be counted by hand. */
    private static final TokenCounters WORDS =
            tokenizer -> text -> text.isBlank() ? 0 : text.strip().split("\\s+").length;

    private static final Message RULES = Message.of(Role.SYSTEM, "rules and profile");
    private static final Message NOW = Message.of(Role.USER, "the turn in hand");
    private static final Message SUMMARY = Message.of(Role.USER, "what was before");
    private static final ToolSpec TOOL = new ToolSpec("look_up", "looks up", "{}");
    private static final ToolCall CALL = new ToolCall("c1", "look_up", "{}");

    @Test
    void sendsAllOfAShortPast() throws Exception {
        ModelCall call = call(turns(3), null, 0);
        assertThat(fit(1_000).fit(model(8_192, true), call).messages()).isEqualTo(call.messages());
    }

    @Test
    void keepsTheLastTurnsWhole() throws Exception {
        // A turn's two messages take 2 · (3 + 2) tokens: 25 hold two of them and a half.
        List<Message> fitted =
                fit(25).fit(model(8_192, true), call(turns(10), null, 0)).messages();
        assertThat(fitted).hasSize(2 + 4).startsWith(RULES, said(Role.USER, 8)).endsWith(said(Role.ASSISTANT, 9), NOW);
    }

    @Test
    void letsTheSummaryStandForWhatIsLeftOut() throws Exception {
        List<Message> fitted =
                fit(25).fit(model(8_192, true), call(turns(10), SUMMARY, 12)).messages();
        assertThat(fitted)
                .as("the summary takes 6 of the 25 tokens, one turn fits beside it")
                .containsExactly(RULES, SUMMARY, said(Role.USER, 9), said(Role.ASSISTANT, 9), NOW);
        assertThat(fit(1_000)
                        .fit(model(8_192, true), call(turns(10), SUMMARY, 12))
                        .messages())
                .as("nothing is left out, nothing is summarised")
                .doesNotContain(SUMMARY)
                .hasSize(22);
        assertThat(fit(1_000)
                        .fit(model(8_192, true), call(turns(10), SUMMARY, 0))
                        .messages())
                .as("it tells of what the conversation itself no longer holds")
                .contains(SUMMARY)
                .hasSize(23);
    }

    @Test
    void leavesRoomForTheAnswer() throws Exception {
        ModelCall call = call(turns(100), null, 0);
        ModelEntry small = model(1_024, true);
        ModelCall fitted = fit(100_000).fit(small, call);
        int prompt = new PromptTokens(WORDS).of(small, fitted);
        assertThat(prompt + 600).isLessThanOrEqualTo(1_024).isGreaterThan(980);
        assertThat(fitted.messages()).startsWith(RULES).endsWith(NOW);
    }

    @Test
    void refusesWhatCannotFit() {
        ModelCall call = ModelCall.of(Purpose.CHAT, Caller.NOBODY, List.of(Message.of(Role.USER, "word ".repeat(900))));
        assertThatThrownBy(() -> fit(1_500).fit(model(1_024, true), call))
                .isInstanceOfSatisfying(
                        PromptTooLong.class,
                        tooLong -> assertThat(tooLong.fault())
                                .isEqualTo(ModelFault.of(
                                        ModelFault.Kind.CONTEXT_LENGTH,
                                        "the prompt takes 906 tokens and its answer up to 600, but the model's window"
                                                + " has 1024")));
    }

    @Test
    void neverPartsACallFromItsAnswer() throws Exception {
        List<Message> past = new ArrayList<>(turns(2));
        past.add(new CalledTools("", List.of(CALL)));
        past.add(new ToolAnswered("c1", "look_up", "found"));
        past.add(said(Role.ASSISTANT, 5));
        for (int room = 0; room < 80; room++) {
            List<Message> fitted =
                    fit(room).fit(model(8_192, true), call(past, null, 0)).messages();
            assertThat(fitted.stream().anyMatch(ToolAnswered.class::isInstance))
                    .isEqualTo(fitted.stream().anyMatch(CalledTools.class::isInstance));
        }
    }

    @Test
    void sparesAModelWithoutToolsAllOfThem() throws Exception {
        List<Message> past = new ArrayList<>(turns(1));
        past.add(new CalledTools("Let me see.", List.of(CALL)));
        past.add(new ToolAnswered("c1", "look_up", "found"));
        ModelCall call = call(past, SUMMARY, 4).withTools(List.of(TOOL));
        List<Message> more = new ArrayList<>(call.messages());
        more.add(new CalledTools("", List.of(CALL)));
        more.add(new ToolAnswered("c1", "look_up", "found"));
        ModelCall fitted = fit(1_000).fit(model(8_192, false), call.withMessages(more));
        assertThat(fitted.tools()).isEmpty();
        assertThat(fitted.messages())
                .containsExactly(
                        RULES,
                        said(Role.USER, 0),
                        said(Role.ASSISTANT, 0),
                        Message.of(Role.ASSISTANT, "Let me see."),
                        NOW);
        assertThat(fit(1_000).fit(model(8_192, true), call).tools()).containsExactly(TOOL);
    }

    @Property
    void alwaysFitsAndAlwaysKeepsWhatCounts(
            @ForAll @IntRange(max = 60) int turns,
            @ForAll @IntRange(max = 400) int room,
            @ForAll @IntRange(min = 640, max = 2_000) int window,
            @ForAll boolean summarised)
            throws Exception {
        ModelEntry model = model(window, true);
        List<Message> fitted = fit(room)
                .fit(model, call(turns(turns), summarised ? SUMMARY : null, turns))
                .messages();
        assertThat(fitted).startsWith(RULES).endsWith(NOW);
        List<Message> past = fitted.subList(1, fitted.size() - 1);
        assertThat(PromptTokens.messages(WORDS.of(""), past)).isLessThanOrEqualTo(room);
        assertThat(PromptTokens.messages(WORDS.of(""), fitted) + PromptTokens.PER_ANSWER + 600)
                .isLessThanOrEqualTo(window);
        assertThat(turns(turns))
                .endsWith(past.stream().filter(m -> !m.equals(SUMMARY)).toArray(Message[]::new));
    }

    private static ContextFit fit(int pastTokens) {
        return new ContextFit(new PromptTokens(WORDS), pastTokens);
    }

    private static ModelEntry model(int window, boolean tools) {
        return new ModelEntry(
                ModelEndpoint.of("m", URI.create("http://localhost:1/v1"), "", "m"),
                Set.of(),
                Price.FREE,
                window,
                Set.of(),
                tools ? Set.of(ModelEntry.Capability.TOOLS) : Set.of(),
                "",
                1,
                0);
    }

    private static ModelCall call(List<Message> past, @Nullable Message summary, int summarised) {
        List<Message> all = new ArrayList<>();
        all.add(RULES);
        all.addAll(past);
        all.add(NOW);
        return ModelCall.of(Purpose.CHAT, Caller.NOBODY, all)
                .withPast(all, new Past(1, 1 + past.size(), summary, summarised));
    }

    private static List<Message> turns(int many) {
        return IntStream.range(0, many)
                .boxed()
                .flatMap(i -> List.of(said(Role.USER, i), said(Role.ASSISTANT, i)).stream())
                .toList();
    }

    private static Message said(Role role, int turn) {
        return Message.of(role, "turn " + turn);
    }
}
