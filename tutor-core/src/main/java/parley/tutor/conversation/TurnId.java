package parley.tutor.conversation;

/**
 * The identity of one turn, a learner's or the tutor's; also its item id on the wire.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 _ -}; a client may choose it for its own messages, which is
 *     what makes sending a message twice harmless
 */
public record TurnId(String value) {
    public TurnId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A turn id has 1 to 64 characters of A-Z a-z 0-9 _ -");
        }
    }

    /** Whether {@code value} can be a turn id. */
    public static boolean isValid(String value) {
        return value.matches("[A-Za-z0-9_-]{1,64}");
    }

    @Override
    public String toString() {
        return value;
    }
}
