package parley.speech.languages;

/** What comes of asking for the recogniser of a language. */
public sealed interface HoldAnswer {
    /** The language that was asked for. */
    String language();

    /** It may be used until the hold is closed or taken back. */
    record Held(RecogniserHold hold) implements HoldAnswer {
        @Override
        public String language() {
            return hold.language();
        }
    }

    /** It is being opened; ask again. */
    record Loading(String language) implements HoldAnswer {}

    /**
     * All models that may be open are in use for other languages; ask again.
     *
     * @param most how many may be open
     */
    record NoRoom(String language, int most) implements HoldAnswer {}

    /** Nothing here hears that language. */
    record NoModel(String language) implements HoldAnswer {}

    /**
     * It can't be opened, or speech is switched off.
     *
     * @param reason one line: what is wrong
     * @param remedy one line: what to do about it
     */
    record Failed(String language, String reason, String remedy) implements HoldAnswer {}
}
