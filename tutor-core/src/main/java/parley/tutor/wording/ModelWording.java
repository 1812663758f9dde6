package parley.tutor.wording;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.prompts.course.Course;
import parley.prompts.library.PromptLibrary;
import parley.prompts.source.AuthoringException;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.RenderedPrompt;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ToolUse;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;
import parley.tutor.models.tools.ToolLoop;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.tools.CourseTools;

/**
 * Words replies by a language model from the prompt {@value #PROMPT}. Thread-safe.
 *
 * <p>The decided moves go in as data that the model must carry out. What comes out is passed on sentence by sentence; a
 * sentence that gives away an open exercise's answer is held back, and after {@value #MAX_REPLY_CHARS} characters the
 * stream is ended at the end of a sentence. When nothing can be said, or when the exercise itself was held back, it is a
 * failure, which a {@link FallbackWording} mends.
 *
 * <p>The whole past that the conversation keeps goes into the call, marked as such: how much of it a model gets is decided
 * by its window and by what may be spent ({@code models.context}). Where a move leaves room for it, the model may use the
 * course's tools.
 */
public final class ModelWording implements Wording {
    /** The prompt's name in the library. */
    public static final String PROMPT = "tutor-reply";

    /** The prompt that puts a summary in the place of older turns. */
    public static final String EARLIER_TURNS = "earlier-turns";

    /** A reply of a minute's speech has about 900 characters. */
    static final int MAX_REPLY_CHARS = 1_200;

    private static final Logger LOG = LoggerFactory.getLogger(ModelWording.class);

    private final Course course;
    private final PromptLibrary prompts;
    private final LanguageModel model;
    private final MoveInputs moveInputs;
    private final @Nullable CourseTools tools;
    private final @Nullable Summaries summaries;

    /** Words by the prompt alone: no tools, and no memory beyond the turns that fit. */
    public ModelWording(Course course, PromptLibrary prompts, LanguageModel model) {
        this(course, prompts, model, null, null);
    }

    /**
     * Words with all there is.
     *
     * @param tools what the model may ask of the course, or null
     * @param summaries notes of what no longer fits, or null; closed by who made them
     */
    public ModelWording(
            Course course,
            PromptLibrary prompts,
            LanguageModel model,
            @Nullable CourseTools tools,
            @Nullable Summaries summaries) {
        this.course = course;
        this.prompts = prompts;
        this.model = model;
        this.moveInputs = new MoveInputs(course);
        this.tools = tools;
        this.summaries = summaries;
    }

    @Override
    public WordingOutcome word(ReplyRequest request, WordingSink sink) throws InterruptedException {
        PromptLibrary.Live prompt;
        PromptForm form;
        try {
            prompt = prompts.live(
                    PROMPT, null, request.locale(), request.caller().learner());
            form = form(prompt.template(), request);
        } catch (AuthoringException e) {
            return unusable("the prompt " + PROMPT + " can't be used: " + PromptLimits.firstLine(e));
        }
        var call = new ModelCall(
                purpose(request),
                request.caller(),
                form.messages(),
                List.of(),
                PromptLimits.maxOutputTokens(prompt.template(), 0),
                PromptLimits.temperature(prompt.template()),
                null,
                form.past());
        LeakGuard guard = LeakGuard.of(request, course);
        GuardedReply reply = new GuardedReply(guard, sink);
        AskedTask task = AskedTask.of(request, course);
        return switch (streamed(able(request, guard, sink), call, reply)) {
            case LanguageModel.StreamEnd.Failed(String failed, ModelFault fault, boolean textSeen, Usage usage) ->
                new WordingOutcome.NotWorded(fault.asFailure(failed));
            case LanguageModel.StreamEnd.Done done -> {
                reply.end(done.finish());
                if (summaries != null) {
                    summaries.replied(request, course.title().in(request.locale()));
                }
                if (!reply.said()) {
                    yield unusable(
                            reply.withheld()
                                    ? "its reply gave the answer away and was held back"
                                    : "its reply was empty");
                }
                if (task.isIn(reply.words())) {
                    yield new WordingOutcome.Worded(done.model(), prompt.version());
                }
                if (reply.withheld()) {
                    yield unusable("its question gave the answer away and was held back");
                }
                yield done.finish() == LanguageModel.Finish.LENGTH
                        ? unusable("its reply reached the longest before its question")
                        : new WordingOutcome.Worded(done.model(), prompt.version());
            }
        };
    }

    /** A router says whose answer was long enough; of a model alone it is clear. */
    private static LanguageModel.StreamEnd streamed(LanguageModel able, ModelCall call, GuardedReply reply)
            throws InterruptedException {
        try {
            return able.stream(call, reply);
        } catch (LanguageModel.Enough e) {
            return new LanguageModel.StreamEnd.Done(able.name(), LanguageModel.Finish.LENGTH, Usage.UNKNOWN, List.of());
        }
    }

    /** The model, with the course's tools where a move leaves something to look up. */
    private LanguageModel able(ReplyRequest request, LeakGuard guard, WordingSink sink) {
        if (tools == null || request.moves().stream().noneMatch(ModelWording::leavesSomethingToLookUp)) {
            return model;
        }
        return new ToolLoop(
                model,
                tools.forReply(request.known(), request.locale(), guard::lets),
                (use, answer) -> sink.toolUsed(new ToolUse(use.id(), use.name(), use.arguments(), answer)));
    }

    /** A right answer is praised and a hint given from what the move holds; only a wish of the learner's goes beyond. */
    private static boolean leavesSomethingToLookUp(TeachingMove move) {
        return move instanceof TeachingMove.Respond
                || move instanceof TeachingMove.Quote
                || move instanceof TeachingMove.OfferHandOff
                || move instanceof TeachingMove.Explain
                || move instanceof TeachingMove.SayWhy
                || move instanceof TeachingMove.SayPlan;
    }

    /** The most demanding of what the moves ask: an explanation before a correction before plain talk. */
    private static Purpose purpose(ReplyRequest request) {
        Purpose asked = Purpose.CHAT;
        for (TeachingMove move : request.moves()) {
            if (move instanceof TeachingMove.Explain) {
                return Purpose.EXPLAIN;
            }
            if (move instanceof TeachingMove.Recast
                    || move instanceof TeachingMove.TryAgain
                    || move instanceof TeachingMove.Contrast) {
                asked = Purpose.CORRECT;
            }
        }
        return asked;
    }

    private WordingOutcome unusable(String reason) {
        return new WordingOutcome.NotWorded(new TutorFailure.OutputUnusable(model.name(), reason));
    }

    private PromptForm form(PromptTemplate template, ReplyRequest request) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("locale", request.locale());
        inputs.put("course", course.title().in(request.locale()));
        inputs.put("subject", course.subject().fileName());
        inputs.put("level", course.level());
        inputs.put("learnerText", request.learnerText());
        inputs.put("moves", moveInputs.of(request));
        inputs.putAll(moveInputs.aim(request));
        inputs.putAll(Profile.inputs(request.known(), course, request.locale()));
        return PromptForm.of(
                past -> template.render(inputs, past), request.history(), request.toolsUsed(), earlier(request));
    }

    private PromptForm.@Nullable Earlier earlier(ReplyRequest request) {
        if (summaries == null) {
            return null;
        }
        Summaries.Summary summary =
                summaries.of(request.caller().conversation()).orElse(null);
        if (summary == null) {
            return null;
        }
        try {
            RenderedPrompt rendered = prompts.live(
                            EARLIER_TURNS,
                            null,
                            request.locale(),
                            request.caller().learner())
                    .template()
                    .render(Map.of("summary", summary.text()), List.of());
            return new PromptForm.Earlier(PromptForm.of(rendered).getFirst(), summary.itemsOf(request.history()));
        } catch (AuthoringException e) {
            // The reply does without, as before there was a summary.
            LOG.warn("The prompt {} can't be used: {}", EARLIER_TURNS, PromptLimits.firstLine(e));
            return null;
        }
    }

    /** Passes on what may be said. Used by one thread. */
    private static final class GuardedReply implements LanguageModel.TextSink {
        private SentenceSplitter splitter = new SentenceSplitter();
        private final LeakGuard guard;
        private final WordingSink sink;
        private final StringBuilder text = new StringBuilder();
        private boolean full;
        private boolean withheld;

        /** Of the steps before the one in hand, which no stream repeats. */
        private boolean withheldBeforeTools;

        GuardedReply(LeakGuard guard, WordingSink sink) {
            this.guard = guard;
            this.sink = sink;
        }

        @Override
        public void text(String delta) throws InterruptedException {
            for (String sentence : splitter.add(delta)) {
                pass(sentence);
            }
            if (full) {
                // Nothing of the rest would be said: it need not be made, nor paid.
                throw new LanguageModel.Enough();
            }
        }

        /** What was said before a tool is used stays said, a half sentence, too: the next words begin a new one. */
        @Override
        public void flush() throws InterruptedException {
            String rest = splitter.rest();
            pass(rest.isBlank() || Character.isWhitespace(rest.charAt(rest.length() - 1)) ? rest : rest + " ");
            withheldBeforeTools = withheld;
        }

        @Override
        public String takeBack() {
            splitter = new SentenceSplitter();
            // The next stream has its own chance to ask without giving the answer away.
            withheld = withheldBeforeTools;
            return text.toString();
        }

        /** What is left is half a sentence when the answer reached its longest; nobody needs that. */
        void end(LanguageModel.Finish finish) throws InterruptedException {
            String rest = splitter.rest();
            if (finish != LanguageModel.Finish.LENGTH || text.isEmpty()) {
                pass(rest);
            }
        }

        boolean said() {
            return !text.isEmpty();
        }

        String words() {
            return text.toString();
        }

        boolean withheld() {
            return withheld;
        }

        private void pass(String sentence) throws InterruptedException {
            if (full || (sentence.isBlank() && text.isEmpty()) || sentence.isEmpty()) {
                return;
            }
            if (!guard.lets(sentence)) {
                withheld = true;
                return;
            }
            if (text.length() + sentence.length() > MAX_REPLY_CHARS) {
                full = true;
                return;
            }
            text.append(sentence);
            sink.text(sentence);
        }
    }
}
