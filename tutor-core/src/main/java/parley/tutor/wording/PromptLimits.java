package parley.tutor.wording;

import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.template.PromptTemplate;
import parley.tutor.models.ModelCall;

/** What a prompt file asks of a model beside its words. */
final class PromptLimits {
    private PromptLimits() {}

    /** The longest answer, from {@code config.maxOutputTokens}; {@code otherwise} when it says nothing that counts. */
    static int maxOutputTokens(PromptTemplate template, int otherwise) {
        return template.frontMatter().config().get("maxOutputTokens") instanceof Number number && number.intValue() > 0
                ? number.intValue()
                : otherwise;
    }

    /** How freely the model chooses its words, from {@code config.temperature}; null when it says nothing from 0 to 2. */
    static @Nullable Double temperature(PromptTemplate template) {
        return template.frontMatter().config().get("temperature") instanceof Number number
                        && ModelCall.isTemperature(number.doubleValue())
                ? (Double) number.doubleValue()
                : null;
    }

    /** Why a prompt can't be used, in one line. */
    static String firstLine(AuthoringException e) {
        return e.findings().isEmpty()
                ? "it can't be rendered"
                : e.findings().getFirst().asLine();
    }
}
