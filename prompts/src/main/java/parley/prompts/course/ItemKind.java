package parley.prompts.course;

import java.util.Optional;

/** What an exercise asks the learner to do. All of these can be typed or spoken. */
public enum ItemKind {
    /** Say what a person in a situation would say. */
    ROLE_PLAY("role-play"),
    /** Say a given sentence in another way, such as in the past. */
    TRANSFORM("transform"),
    /** Give the word that a sentence lacks, alone or in the whole sentence. */
    FILL_GAP("fill-gap"),
    /** Answer a question. */
    SHORT_ANSWER("short-answer");

    private final String fileName;

    ItemKind(String fileName) {
        this.fileName = fileName;
    }

    /** The kind's name in a course file. */
    public String fileName() {
        return fileName;
    }

    static Optional<ItemKind> named(String fileName) {
        for (ItemKind kind : values()) {
            if (kind.fileName.equals(fileName)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
