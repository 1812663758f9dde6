package parley.tutor.conversation;

/** The identity of a conversation; a random text of at most 36 characters. */
public record ConversationId(String value) {
    public ConversationId {
        if (value.isBlank() || value.length() > 36) {
            throw new IllegalArgumentException("A conversation id has 1 to 36 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
