package parley.tutor.store.json;

/** Tells that a stored event is damaged; its message names the place in the event, never the text that stands there. */
public final class UnreadableEvent extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableEvent(String message) {
        super(message);
    }
}
