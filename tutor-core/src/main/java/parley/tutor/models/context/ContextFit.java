package parley.tutor.models.context;

import java.util.ArrayList;
import java.util.List;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelCall.Past;
import parley.tutor.models.ModelEntry;

/**
 * Fits calls to a model's window: what is not the past stays whole (rules, moves, the learner's profile, the turn that is
 * answered, what tools answered), room for the longest answer is kept free, and of the past the last turns stay, whole,
 * as far as there is room; the summary of older ones stands before them. Pure and thread-safe.
 *
 * <p>A model without tools gets neither tools nor tools' answers: what came of them stands in the tutor's words.
 */
public final class ContextFit implements MessageFit {
    /**
     * What the past may take even where the window has room for more, in tokens: some twenty turns of a spoken lesson.
     * Each is paid for, and waited for, with every reply.
     */
    public static final int DEFAULT_PAST_TOKENS = 1_500;

    /**
     * One part in so many of the window stays free: servers put prompts into forms of their own.
     */
    private static final int FREE_SHARE = 64;

    private final PromptTokens tokens;
    private final int pastTokens;

    /**
     * @param pastTokens the most that the past may take, with its summary
     */
    public ContextFit(PromptTokens tokens, int pastTokens) {
        if (pastTokens < 0) {
            throw new IllegalArgumentException("The past takes 0 tokens or more");
        }
        this.tokens = tokens;
        this.pastTokens = pastTokens;
    }

    @Override
    public ModelCall fit(ModelEntry model, ModelCall call) throws PromptTooLong {
        ModelCall able = model.capabilities().contains(ModelEntry.Capability.TOOLS) ? call : withoutTools(call);
        TokenCounter counter = tokens.counter(model);
        int answer = PromptTokens.answer(model, able);
        int window = model.contextTokens() - model.contextTokens() / FREE_SHARE;
        List<Message> all = able.messages();
        Past past = able.past();
        List<Message> before = all.subList(0, past.from());
        List<Message> after = all.subList(past.to(), all.size());
        int fixed = PromptTokens.PER_ANSWER
                + PromptTokens.tools(counter, able.tools())
                + PromptTokens.messages(counter, before)
                + PromptTokens.messages(counter, after);
        if (fixed + answer > window) {
            throw new PromptTooLong(fixed, answer, model.contextTokens());
        }
        List<Message> fitted = new ArrayList<>(before);
        fitted.addAll(kept(
                counter, all.subList(past.from(), past.to()), past, Math.min(pastTokens, window - answer - fixed)));
        fitted.addAll(after);
        return able.withPast(fitted, Past.NONE);
    }

    /** What of the past stays within {@code room}: the summary where it tells of what does not stay, and the last turns. */
    private static List<Message> kept(TokenCounter counter, List<Message> said, Past past, int room) {
        int from = firstKept(counter, said, room);
        Message summary = past.summary();
        if (summary == null || (from == 0 && past.summarised() > 0)) {
            return said.subList(from, said.size());
        }
        int left = room - PromptTokens.message(counter, summary);
        if (left < 0) {
            return said.subList(from, said.size());
        }
        List<Message> kept = new ArrayList<>();
        kept.add(summary);
        kept.addAll(said.subList(firstKept(counter, said, left), said.size()));
        return kept;
    }

    /** Where the turns begin that fit into {@code room}. A turn begins with what the learner said. */
    private static int firstKept(TokenCounter counter, List<Message> said, int room) {
        int kept = said.size();
        int taken = 0;
        for (int i = said.size() - 1; i >= 0; i--) {
            taken += PromptTokens.message(counter, said.get(i));
            if (taken > room) {
                return kept;
            }
            if (i == 0 || startsTurn(said.get(i))) {
                kept = i;
            }
        }
        return kept;
    }

    private static boolean startsTurn(Message message) {
        return message instanceof Message.Said said && said.role() == Role.USER;
    }

    private static ModelCall withoutTools(ModelCall call) {
        Past past = call.past();
        List<Message> plain = new ArrayList<>();
        int from = 0;
        int to = 0;
        int summarised = 0;
        for (int i = 0; i < call.messages().size(); i++) {
            Message kept = switch (call.messages().get(i)) {
                case Message.Said said -> said;
                case Message.CalledTools called ->
                    called.text().isBlank() ? null : Message.of(Role.ASSISTANT, called.text());
                case Message.ToolAnswered answered -> null;
            };
            if (kept == null) {
                continue;
            }
            plain.add(kept);
            from += i < past.from() ? 1 : 0;
            to += i < past.to() ? 1 : 0;
            summarised += i >= past.from() && i < past.from() + past.summarised() ? 1 : 0;
        }
        return call.withTools(List.of()).withPast(plain, new Past(from, to, past.summary(), summarised));
    }
}
