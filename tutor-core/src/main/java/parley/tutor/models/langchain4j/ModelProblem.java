package parley.tutor.models.langchain4j;

/** A failure whose message is already the reason to tell: one line without key, prompt or answer. */
final class ModelProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelProblem(String reason) {
        super(reason);
    }
}
