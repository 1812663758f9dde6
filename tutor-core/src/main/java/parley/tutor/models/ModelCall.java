package parley.tutor.models;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.tools.ToolSpec;

/**
 * One question to a model.
 *
 * @param messages the prompt, oldest first
 * @param tools what the model may call; empty for none
 * @param maxOutputTokens the longest answer; the endpoint's own limit holds when it is lower, and alone when this is 0
 * @param temperature how freely the model chooses its words, from 0 (the same words each time) to 2; the endpoint's own
 *     holds when this is null
 * @param firstTokenWithin how long the first text may take; the endpoint's own limit holds when it is lower, and alone
 *     when this is null
 */
public record ModelCall(
        Purpose purpose,
        Caller caller,
        List<Message> messages,
        List<ToolSpec> tools,
        int maxOutputTokens,
        @Nullable Double temperature,
        @Nullable Duration firstTokenWithin,
        Past past) {
    public ModelCall {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (past.to() > messages.size()) {
            throw new IllegalArgumentException("The past lies within the messages");
        }
        if (maxOutputTokens < 0) {
            throw new IllegalArgumentException("The most output tokens are 0 (no limit of the call's own) or more");
        }
        if (temperature != null && !isTemperature(temperature)) {
            throw new IllegalArgumentException("A call's temperature lies between 0 and 2");
        }
    }

    /** Whether {@code value} can be a call's temperature. */
    public static boolean isTemperature(double value) {
        return value >= 0 && value <= 2;
    }

    /** A call whose messages are all needed, at the endpoint's temperature. */
    public ModelCall(
            Purpose purpose,
            Caller caller,
            List<Message> messages,
            List<ToolSpec> tools,
            int maxOutputTokens,
            @Nullable Duration firstTokenWithin) {
        this(purpose, caller, messages, tools, maxOutputTokens, null, firstTokenWithin, Past.NONE);
    }

    /**
     * The part of a prompt that gives way when a model's window or the budget for the past is too small: what was said
     * before the turn that is answered.
     *
     * @param from the first message of the past
     * @param to behind the last one
     * @param summary what older messages said, in short; it stands before the kept ones when some had to go; or null
     * @param summarised how many of the past's messages the summary tells of, from the first; 0 when it tells only of what
     *     was before all of them
     */
    public record Past(int from, int to, @Nullable Message summary, int summarised) {
        public static final Past NONE = new Past(0, 0, null, 0);

        public Past {
            if (from < 0 || to < from || summarised < 0 || summarised > to - from) {
                throw new IllegalArgumentException("The past is a range of messages, of which some are summarised");
            }
        }
    }

    /** A call with neither tools nor a limit of its own. */
    public static ModelCall of(Purpose purpose, Caller caller, List<Message> messages) {
        return new ModelCall(purpose, caller, messages, List.of(), 0, null);
    }

    /** The same call with another prompt, in which the past lies where it lay: more may only stand at its end. */
    public ModelCall withMessages(List<Message> other) {
        return withPast(other, past);
    }

    /** The same call with another prompt and another past. */
    public ModelCall withPast(List<Message> other, Past where) {
        return new ModelCall(purpose, caller, other, tools, maxOutputTokens, temperature, firstTokenWithin, where);
    }

    /** The same call with another longest answer; 0 for none of its own. */
    public ModelCall answeredWithin(int tokens) {
        return new ModelCall(purpose, caller, messages, tools, tokens, temperature, firstTokenWithin, past);
    }

    /** The same call with other tools. */
    public ModelCall withTools(List<ToolSpec> other) {
        return new ModelCall(purpose, caller, messages, other, maxOutputTokens, temperature, firstTokenWithin, past);
    }

    /** The same call with another temperature; the endpoint's own when it is null. */
    public ModelCall withTemperature(@Nullable Double other) {
        return new ModelCall(purpose, caller, messages, tools, maxOutputTokens, other, firstTokenWithin, past);
    }

    /** The same call with at most {@code limit} until the first text. */
    public ModelCall within(Duration limit) {
        return new ModelCall(purpose, caller, messages, tools, maxOutputTokens, temperature, limit, past);
    }

    @Override
    public String toString() {
        return "ModelCall[" + purpose.word() + ", " + messages.size() + " messages]";
    }
}
