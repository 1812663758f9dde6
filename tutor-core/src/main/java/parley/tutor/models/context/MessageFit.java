package parley.tutor.models.context;

import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEntry;

/** Makes a call fit a model: its window, and what it can do. Pure and thread-safe. */
@FunctionalInterface
public interface MessageFit {
    /** Leaves every call as it is. */
    MessageFit NONE = (model, call) -> call;

    /**
     * The call as it is to be sent to {@code model}: without tools when it has none, and with as much of the past as
     * there is room for. A call that was fitted to one model must not be fitted to another: start from the original.
     *
     * @throws PromptTooLong when not even the shortest prompt fits; no request was made
     */
    ModelCall fit(ModelEntry model, ModelCall call) throws PromptTooLong;
}
