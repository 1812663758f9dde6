package parley.prompts.template.handlebars;

import java.util.Optional;

/** Where partials come from: by name, or not at all. It is asked while a template is read, from one thread. */
@FunctionalInterface
public interface PartialSource {

    /** No partials. */
    PartialSource NONE = name -> Optional.empty();

    /**
     * A partial's text.
     *
     * @param file its file's name, for findings
     * @param firstLine the line of the file at which the text begins, counted from 1
     */
    record Text(String file, String text, int firstLine) {
        /** A partial that is the whole of its file. */
        public Text(String file, String text) {
            this(file, text, 1);
        }
    }

    /** The partial of this name, as the template writes it; the name may be anything. */
    Optional<Text> find(String name);
}
