package parley.api.realtime;

/** The client's end of a connection. Thread-safe; nothing here waits. */
interface ClientSocket {
    /** The learner moved to another tab or program. */
    int SUPERSEDED = 4001;

    /** The client reads too slowly to be kept up with. */
    int TOO_SLOW = 4002;

    /** The client asked for a course that there is not. */
    int NO_SUCH_COURSE = 4004;

    int GOING_AWAY = 1001;
    int SERVER_ERROR = 1011;
    int TRY_LATER = 1013;

    /** Sends a text frame; when too many wait the connection is closed with {@link #TOO_SLOW}. */
    void send(String text);

    /** Closes the connection; {@code reason} is at most 123 bytes. */
    void close(int code, String reason);
}
