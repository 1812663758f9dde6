package parley.tutor.wording;

import parley.prompts.source.AuthoringException;
import parley.prompts.template.PromptTemplate;

/** What a prompt file asks of a model beside its words. */
final class PromptLimits {
    private PromptLimits() {}

    /** The longest answer, from {@code config.maxOutputTokens}; {@code otherwise} when it says nothing that counts. */
    static int maxOutputTokens(PromptTemplate template, int otherwise) {
        return template.frontMatter().config().get("maxOutputTokens") instanceof Number number && number.intValue() > 0
                ? number.intValue()
                : otherwise;
    }

    /** Why a prompt can't be used, in one line. */
    static String firstLine(AuthoringException e) {
        return e.findings().isEmpty()
                ? "it can't be rendered"
                : e.findings().getFirst().asLine();
    }
}
