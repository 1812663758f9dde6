package parley.api.models;

import parley.tutor.models.ModelFault;

/** What an operator does about a model that failed: which setting or variable to look at. Pure. */
public final class ModelRemedy {
    private ModelRemedy() {}

    /** One line that begins like the rest of a sentence. */
    public static String of(CatalogueModel model, ModelFault.Kind kind) {
        return switch (kind) {
            case UNREACHABLE ->
                "start the model's server if it is yours, or correct " + setting(model, "base-url", "BASE_URL");
            case TLS ->
                "correct " + setting(model, "base-url", "BASE_URL")
                        + " (http or https?), or have Java trust the server's certificate";
            case UNAUTHORISED -> key(model);
            case NOT_FOUND ->
                "correct " + setting(model, "base-url", "BASE_URL") + ", which ends with the version as in .../v1, or "
                        + modelName(model);
            case RATE_LIMITED -> "wait, or raise the quota at the provider";
            case BAD_REQUEST ->
                "correct " + modelName(model) + ", or set another temperature or max-reply-tokens that it takes";
            case SERVER_ERROR, CUT -> "try again later, or look into the log of the model's server if it is yours";
            case FIRST_TOKEN_TIMEOUT ->
                "try again if it was still loading, or raise " + wait(model, "first-token")
                        + " and, above it, models.routing.first-words-budget";
            case IDLE_TIMEOUT -> "try again, or raise " + wait(model, "idle");
            case TOTAL_TIMEOUT -> "raise " + wait(model, "total") + ", or lower max-reply-tokens";
            case TOO_LARGE ->
                "look into the log of the model's server: no answer in the form of OpenAI's is that large";
            case MALFORMED ->
                "correct " + setting(model, "base-url", "BASE_URL")
                        + ": it must be the API's address, not a web page's, and the API compatible with OpenAI's";
            case EMPTY -> "raise max-reply-tokens if it thinks before it speaks, or choose another model";
            case CONTENT_FILTER -> "choose another model, or another filter at the provider";
            case CONTEXT_LENGTH ->
                "correct " + (model.single() ? "model.context-tokens" : "its context-tokens")
                        + " to what the endpoint allows";
            case TOOL_CALL -> model.single() ? "set model.tools to false" : "take tools out of its capabilities";
            case BUDGET -> "wait for tomorrow (UTC), or raise models.budget";
            case OVERLOADED -> "raise max-concurrent or max-waiting";
        };
    }

    /** The line for a model whose key is not set. */
    public static String key(CatalogueModel model) {
        if (model.keyVariable().isEmpty()) {
            return "it wants a key: name the environment variable that holds it as key-env";
        }
        return "set " + model.keyVariable() + " in the environment to a key of this endpoint";
    }

    private static String modelName(CatalogueModel model) {
        return model.single() ? "model.name (or PARLEY_MODEL)" : "its model";
    }

    private static String setting(CatalogueModel model, String key, String variable) {
        return model.single() ? "model." + key + " (or PARLEY_MODEL_" + variable + ")" : "its " + key;
    }

    private static String wait(CatalogueModel model, String limit) {
        return model.single() ? "model." + limit + "-limit" : "its limits." + limit;
    }
}
