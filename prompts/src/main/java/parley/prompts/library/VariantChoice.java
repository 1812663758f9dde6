package parley.prompts.library;

import org.jspecify.annotations.Nullable;

/**
 * Which variant of prompts an installation's learners get. A prompt that has no file of the variant is unaffected. Immutable.
 *
 * @param variant what stands between the name and the ending, as in {@code greet.formal.prompt}; empty for the usual prompts
 * @param share the part of the learners who get it, above 0 to 1; always the same ones, the same in all prompts, and
 *     kept when the share grows
 */
public record VariantChoice(String variant, double share) {
    /** The usual prompts for all. */
    public static final VariantChoice USUAL = new VariantChoice("", 1);

    public VariantChoice {
        if (!variant.isEmpty() && !PromptFileName.isVariant(variant)) {
            throw new IllegalArgumentException("This is no variant's name");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("A share is above 0 and at most 1");
        }
    }

    /** Whether a text can name a variant. */
    public static boolean isVariant(String text) {
        return PromptFileName.isVariant(text);
    }

    /** The variant for a learner; null for the usual prompts. Nobody, null or empty, gets the variant when all do. */
    @Nullable
    String variantFor(@Nullable String learner) {
        if (variant.isEmpty() || share == 1) {
            return variant.isEmpty() ? null : variant;
        }
        // Another place than in a trial of a version, so that the one says nothing about the other.
        return learner != null && !learner.isEmpty() && PromptLabels.place("variant " + variant, learner) < share
                ? variant
                : null;
    }
}
