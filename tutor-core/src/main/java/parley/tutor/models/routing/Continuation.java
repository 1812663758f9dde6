package parley.tutor.models.routing;

import java.util.ArrayList;
import java.util.List;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.ModelCall;

/** What a model is asked so that it goes on where another broke off. Thread-safe. */
@FunctionalInterface
public interface Continuation {
    /** What was said stands as the model's own last words; most endpoints go on from there. */
    Continuation PLAIN = (call, passedOn) -> {
        List<Message> messages = new ArrayList<>(call.messages());
        messages.add(Message.of(Role.ASSISTANT, passedOn));
        return call.withMessages(messages);
    };

    /**
     * What is asked for going on.
     *
     * @param call what was asked of the model that broke off
     * @param passedOn what the learner has of its answer, never empty
     */
    ModelCall goingOn(ModelCall call, String passedOn);
}
