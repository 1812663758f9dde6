package parley.api.models;

import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault;

/**
 * Stands for a model whose key is not set: it fails at once and asks nobody. Its route stays what it was written to be,
 * so that a call which one model alone may answer does not go to another because a variable was forgotten.
 */
record KeylessModel(CatalogueModel model) implements LanguageModel {
    @Override
    public String name() {
        return model.name();
    }

    @Override
    public StreamEnd stream(ModelCall call, TextSink sink) {
        return new StreamEnd.Failed(
                name(),
                ModelFault.of(ModelFault.Kind.UNAUTHORISED, "no key: " + model.keyVariable() + " is not set"),
                false);
    }
}
