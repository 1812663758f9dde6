package parley.tutor.models.context;

import parley.tutor.models.ModelFault;

/** Tells that a prompt does not fit a model's window, however much of the past is left out. */
public final class PromptTooLong extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param promptTokens what the shortest prompt takes
     * @param answerTokens what is kept free for the answer
     * @param windowTokens the model's window
     */
    PromptTooLong(int promptTokens, int answerTokens, int windowTokens) {
        super("the prompt takes " + promptTokens + " tokens and its answer up to " + answerTokens
                + ", but the model's window has " + windowTokens);
    }

    /** The same as a fault of the call, not of the endpoint. */
    public ModelFault fault() {
        return ModelFault.of(ModelFault.Kind.CONTEXT_LENGTH, String.valueOf(getMessage()));
    }
}
