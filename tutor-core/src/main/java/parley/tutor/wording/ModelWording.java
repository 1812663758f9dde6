package parley.tutor.wording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parley.prompts.course.Course;
import parley.prompts.library.PromptLibrary;
import parley.prompts.source.AuthoringException;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.RenderedMessage;
import parley.prompts.template.RenderedPrompt;
import parley.prompts.template.Role;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.HistoryItem;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Purpose;

/**
 * Words replies by a language model from the prompt {@value #PROMPT}. Thread-safe.
 *
 * <p>The decided moves go in as data that the model must carry out. What comes out is passed on sentence by sentence; a
 * sentence that gives away an open exercise's answer is held back, and after {@value #MAX_REPLY_CHARS} characters the
 * rest is dropped at the end of a sentence. When nothing can be said, or when the exercise itself was held back, it is a
 * failure, which a {@link FallbackWording} mends.
 */
public final class ModelWording implements Wording {
    /** The prompt's name in the library. */
    public static final String PROMPT = "tutor-reply";

    /** Turns of the past that a model gets, the learner's and the tutor's together; older ones are left out. */
    static final int MAX_HISTORY = 12;

    /** A reply of a minute's speech has about 900 characters. */
    static final int MAX_REPLY_CHARS = 1_200;

    private final Course course;
    private final PromptLibrary prompts;
    private final LanguageModel model;
    private final MoveInputs moveInputs;

    public ModelWording(Course course, PromptLibrary prompts, LanguageModel model) {
        this.course = course;
        this.prompts = prompts;
        this.model = model;
        this.moveInputs = new MoveInputs(course);
    }

    @Override
    public WordingOutcome word(ReplyRequest request, WordingSink sink) throws InterruptedException {
        List<LanguageModel.Message> messages;
        PromptLibrary.Live prompt;
        try {
            prompt = prompts.live(
                    PROMPT, null, request.locale(), request.caller().learner());
            messages = messages(render(prompt.template(), request));
        } catch (AuthoringException e) {
            String why = e.findings().isEmpty()
                    ? "it can't be rendered"
                    : e.findings().getFirst().asLine();
            return unusable("the prompt " + PROMPT + " can't be used: " + why);
        }
        GuardedReply reply = new GuardedReply(LeakGuard.of(request, course), sink);
        AskedTask task = AskedTask.of(request, course);
        return switch (model.stream(ModelCall.of(Purpose.CHAT, request.caller(), messages), reply)) {
            case LanguageModel.StreamEnd.Failed(String failed, ModelFault fault, boolean textSeen) ->
                new WordingOutcome.NotWorded(fault.asFailure(failed));
            case LanguageModel.StreamEnd.Done done -> {
                reply.end(done.finish());
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

    private WordingOutcome unusable(String reason) {
        return new WordingOutcome.NotWorded(new TutorFailure.OutputUnusable(model.name(), reason));
    }

    private RenderedPrompt render(PromptTemplate template, ReplyRequest request) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("locale", request.locale());
        inputs.put("course", course.title().in(request.locale()));
        inputs.put("subject", course.subject().fileName());
        inputs.put("level", course.level());
        inputs.put("learnerText", request.learnerText());
        inputs.put("moves", moveInputs.of(request));
        inputs.putAll(moveInputs.aim(request));
        return template.render(inputs, history(request.history()));
    }

    private static List<RenderedMessage> history(List<HistoryItem> all) {
        List<RenderedMessage> history = new ArrayList<>();
        for (HistoryItem item : all.subList(Math.max(0, all.size() - MAX_HISTORY), all.size())) {
            if (!item.text().isBlank()) {
                history.add(
                        switch (item) {
                            case HistoryItem.FromLearner learner -> RenderedMessage.ofLearner(learner.text());
                            case HistoryItem.FromTutor tutor -> RenderedMessage.ofTutor(tutor.text());
                        });
            }
        }
        return history;
    }

    private static List<LanguageModel.Message> messages(RenderedPrompt prompt) {
        return prompt.messages().stream()
                .<LanguageModel.Message>map(m -> LanguageModel.Message.of(role(m.role()), m.fencedText()))
                .toList();
    }

    private static LanguageModel.Role role(Role role) {
        return switch (role) {
            case SYSTEM -> LanguageModel.Role.SYSTEM;
            case MODEL -> LanguageModel.Role.ASSISTANT;
            // A tool's result is data like a user's words; the port has no tools.
            case USER, TOOL -> LanguageModel.Role.USER;
        };
    }

    /** Passes on what may be said. Used by one thread. */
    private static final class GuardedReply implements LanguageModel.TextSink {
        private SentenceSplitter splitter = new SentenceSplitter();
        private final LeakGuard guard;
        private final WordingSink sink;
        private final StringBuilder text = new StringBuilder();
        private boolean full;
        private boolean withheld;

        GuardedReply(LeakGuard guard, WordingSink sink) {
            this.guard = guard;
            this.sink = sink;
        }

        @Override
        public void text(String delta) throws InterruptedException {
            if (full) {
                return;
            }
            for (String sentence : splitter.add(delta)) {
                pass(sentence);
            }
        }

        @Override
        public String takeBack() {
            splitter = new SentenceSplitter();
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
