package parley.api.rest;

/** What {@code GET /api/health} tells whoever watches the server. */
public record Health(String status, SpeechHealth speech, About.ModelAbout model) {
    /**
     * Each {@code loading}, {@code ready} or {@code unavailable}, or {@code degraded}: some of the recogniser's worker
     * processes are starting again, or the preferred voice failed and is left alone for a while.
     */
    public record SpeechHealth(String recogniser, String voice) {}
}
