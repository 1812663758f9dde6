package parley.api.rest;

/** What {@code GET /api/health} tells whoever watches the server. */
public record Health(String status, SpeechHealth speech, About.ModelAbout model) {
    /**
     * Each {@code loading}, {@code ready} or {@code unavailable}; the recogniser also {@code degraded}: some of its worker
     * processes are starting again.
     */
    public record SpeechHealth(String recogniser, String voice) {}
}
