package parley.api.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code GET /api/about} tells the page. */
public record About(String version, CourseAbout course, List<String> languages, SpeechAbout speech, ModelAbout model) {
    /** The course that conversations are held on. */
    public record CourseAbout(String id, String title) {}

    /**
     * Whether the tutor hears and speaks.
     *
     * @param state {@code loading}, {@code ready} or {@code unavailable}
     * @param reason why not, and what to do; null when there is nothing to tell
     */
    public record SpeechAbout(
            String state, @Nullable String reason, String recogniser, String voice, List<String> spokenLanguages) {}

    /**
     * Who words the replies.
     *
     * @param name the first model's; {@code authored} without one
     * @param names all models of the catalogue; which of them answers is for its routes to say
     */
    public record ModelAbout(boolean configured, String name, List<String> names) {
        public ModelAbout {
            names = List.copyOf(names);
        }
    }
}
