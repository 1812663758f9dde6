package parley.speech.languages;

import parley.speech.hearing.RecogniserHealth;

/**
 * How hearing one language is doing, for operators.
 *
 * @param sessions that hold its recogniser now
 * @param opens how often it was opened since the start
 * @param health of its recogniser while that is open
 */
public record LanguageFigures(
        String language, State state, boolean holdsModel, int sessions, long opens, RecogniserHealth health) {

    /** Where a language's recogniser stands. */
    public enum State {
        /** Opened when somebody speaks. */
        PUT_AWAY,
        OPENING,
        OPEN,
        /** Tried again when somebody speaks a minute later. */
        FAILED
    }
}
