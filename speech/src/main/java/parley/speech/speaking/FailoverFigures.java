package parley.speech.speaking;

/**
 * How often the preferred voices of a language failed, since the start.
 *
 * @param language primary subtag
 * @param failovers how often a voice failed and the next was asked
 * @param resting whether the first of them is left alone now
 */
public record FailoverFigures(String language, long failovers, boolean resting) {}
