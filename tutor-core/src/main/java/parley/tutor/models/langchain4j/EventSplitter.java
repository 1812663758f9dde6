package parley.tutor.models.langchain4j;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import parley.tutor.models.ModelFault.Kind;

/**
 * Splits the bytes of a {@code text/event-stream} into events, as the HTML standard says (§9.2.6), however the bytes are
 * cut. Stricter in what cannot be meant: a NUL, and a line that begins like a bare JSON object or a web page, are
 * failures. An event that the stream's end cuts is none. Not thread-safe.
 *
 * <p>Lines and events take at most {@value #MAX_EVENT_BYTES} bytes.
 */
final class EventSplitter {
    /** A hundred times what a token takes with all that endpoints put around it, log-probabilities included. */
    static final int MAX_EVENT_BYTES = 1 << 20;

    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

    private final Events events;
    private final Bytes line = new Bytes();
    private final Bytes data = new Bytes();
    private boolean dataSeen;
    private String type = "";
    private boolean afterCarriageReturn;
    private boolean atStart = true;

    /** Hears of events. */
    interface Events {
        /**
         * One event.
         *
         * @param type empty unless the stream named one
         * @param bytes where its data are, from {@code from} to before {@code to}; valid during the call alone
         * @return whether more is wanted
         */
        boolean event(String type, byte[] bytes, int from, int to) throws InterruptedException;

        /** A line that is no part of any event, but begins like JSON or a web page; nothing comes after it. */
        void bare(byte[] bytes, int from, int to);
    }

    EventSplitter(Events events) {
        this.events = events;
    }

    /** Takes more bytes; false when no more are wanted. */
    boolean feed(ByteBuffer more) throws InterruptedException {
        if (more.hasArray()) {
            int from = more.arrayOffset() + more.position();
            return feed(more.array(), from, from + more.remaining());
        }
        byte[] copy = new byte[more.remaining()];
        more.duplicate().get(copy);
        return feed(copy, 0, copy.length);
    }

    boolean feed(byte[] bytes, int from, int to) throws InterruptedException {
        int start = from;
        if (afterCarriageReturn && start < to) {
            afterCarriageReturn = false;
            if (bytes[start] == '\n') {
                start++;
            }
        }
        for (int i = start; i < to; i++) {
            byte c = bytes[i];
            if (c == 0) {
                throw new ModelProblem(Kind.MALFORMED, ProblemReasons.UNREADABLE);
            }
            if (c == '\n' || c == '\r') {
                if (!line(bytes, start, i)) {
                    return false;
                }
                if (c == '\r') {
                    if (i + 1 == to) {
                        afterCarriageReturn = true;
                    } else if (bytes[i + 1] == '\n') {
                        i++;
                    }
                }
                start = i + 1;
            }
        }
        line.add(bytes, start, to);
        return true;
    }

    /** Nothing more comes. A bare object or page is told though its last line has no end; the rest of a line is none. */
    void end() {
        int size = line.size;
        line.size = 0;
        int from = atStart ? afterMark(line.bytes, 0, size) : 0;
        if (from < size && isBare(line.bytes[from])) {
            events.bare(line.bytes, from, size);
        }
    }

    private static boolean isBare(byte first) {
        return first == '{' || first == '<';
    }

    /** Behind the mark of byte order, with which a stream may begin. */
    private static int afterMark(byte[] bytes, int from, int to) {
        boolean marked = to - from >= 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
        return marked ? from + 3 : from;
    }

    private boolean line(byte[] bytes, int from, int to) throws InterruptedException {
        if (line.size == 0) {
            return wholeLine(bytes, from, to);
        }
        line.add(bytes, from, to);
        int size = line.size;
        line.size = 0;
        return wholeLine(line.bytes, 0, size);
    }

    private boolean wholeLine(byte[] bytes, int begin, int to) throws InterruptedException {
        int from = begin;
        if (atStart) {
            atStart = false;
            from = afterMark(bytes, from, to);
        }
        if (from == to) {
            return dispatch();
        }
        if (isBare(bytes[from])) {
            // An error told bare, or a page: the stream is over, and what it says tells why.
            events.bare(bytes, from, to);
            return false;
        }
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, to);
        if (value < to && bytes[value] == ' ') {
            value++;
        }
        if (Arrays.equals(bytes, from, colon, DATA, 0, DATA.length)) {
            if (dataSeen) {
                data.add('\n');
            }
            data.add(bytes, value, to);
            dataSeen = true;
        } else if (Arrays.equals(bytes, from, colon, EVENT, 0, EVENT.length)) {
            type = new String(bytes, value, Math.min(to - value, 64), StandardCharsets.UTF_8);
        }
        return true;
    }

    private boolean dispatch() throws InterruptedException {
        String named = type;
        int size = data.size;
        boolean seen = dataSeen;
        type = "";
        data.size = 0;
        dataSeen = false;
        return !seen || events.event(named, data.bytes, 0, size);
    }

    /** Bytes that grow up to what an event may take. */
    private static final class Bytes {
        private byte[] bytes = new byte[512];
        private int size;

        void add(int value) {
            room(1);
            bytes[size++] = (byte) value;
        }

        void add(byte[] more, int from, int to) {
            room(to - from);
            System.arraycopy(more, from, bytes, size, to - from);
            size += to - from;
        }

        private void room(int more) {
            if (size + more > MAX_EVENT_BYTES) {
                throw new ModelProblem(
                        Kind.TOO_LARGE, "the endpoint sent more than " + (MAX_EVENT_BYTES >> 20) + " MiB as one event");
            }
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(MAX_EVENT_BYTES, Math.max(size + more, 2 * bytes.length)));
            }
        }
    }
}
