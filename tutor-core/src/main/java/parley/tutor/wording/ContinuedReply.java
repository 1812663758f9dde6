package parley.tutor.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.prompts.library.PromptLibrary;
import parley.prompts.source.AuthoringException;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.RenderedMessage;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.ModelCall;
import parley.tutor.models.routing.Continuation;

/**
 * Asks a model to go on with a reply by the prompt {@value #PROMPT}, whose messages stand behind the reply's own.
 * Thread-safe.
 */
public final class ContinuedReply implements Continuation {
    /** The prompt's name in the library. */
    public static final String PROMPT = "continue-reply";

    private static final Logger LOG = LoggerFactory.getLogger(ContinuedReply.class);

    private final PromptLibrary prompts;

    public ContinuedReply(PromptLibrary prompts) {
        this.prompts = prompts;
    }

    @Override
    public ModelCall goingOn(ModelCall call, String passedOn) {
        String locale = call.caller().locale();
        PromptTemplate template;
        List<RenderedMessage> rendered;
        try {
            // A trial reaches the learners of this one as of any other prompt.
            template =
                    prompts.live(PROMPT, null, locale, call.caller().learner()).template();
            rendered = template.render(Map.of("said", passedOn, "locale", locale), List.of())
                    .messages();
        } catch (AuthoringException e) {
            // A broken file must not break the reply: what was said stands there all the same.
            LOG.warn("The prompt {} can't be used: {}", PROMPT, PromptLimits.firstLine(e));
            return Continuation.PLAIN.goingOn(call, passedOn);
        }
        List<Message> messages = new ArrayList<>(call.messages());
        for (RenderedMessage message : rendered) {
            messages.add(Message.of(
                    PromptForm.role(message.role()), message.fencedText().strip()));
        }
        Double temperature = PromptLimits.temperature(template);
        return call.withMessages(messages)
                .answeredWithin(PromptLimits.maxOutputTokens(template, call.maxOutputTokens()))
                .withTemperature(temperature == null ? call.temperature() : temperature);
    }
}
