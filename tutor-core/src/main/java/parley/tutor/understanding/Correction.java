package parley.tutor.understanding;

/**
 * One language error in a learner's sentence with what one would say instead.
 *
 * @param original the learner's whole sentence
 * @param corrected the sentence with this and the turn's other corrections applied
 * @param fragment the words that were wrong
 * @param replacement the words to say instead
 * @param message why, in one short sentence in English; {@link CorrectionNotes} has it in the learner's language
 * @param rule the rule that found it, for evidence
 */
public record Correction(
        String original, String corrected, String fragment, String replacement, String message, String rule) {
    /** The same with another reason. */
    public Correction withMessage(String why) {
        return new Correction(original, corrected, fragment, replacement, why, rule);
    }
}
