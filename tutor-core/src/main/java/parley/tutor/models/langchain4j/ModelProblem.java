package parley.tutor.models.langchain4j;

import parley.tutor.models.ModelFault;

/** A failure whose reason may be told: one line without key, prompt or answer. */
final class ModelProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ModelFault fault;

    ModelProblem(ModelFault fault) {
        super(fault.reason());
        this.fault = fault;
    }

    ModelProblem(ModelFault.Kind kind, String reason) {
        this(ModelFault.of(kind, reason));
    }

    ModelFault fault() {
        return fault;
    }
}
