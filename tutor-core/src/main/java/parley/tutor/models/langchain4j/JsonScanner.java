package parley.tutor.models.langchain4j;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value (RFC 8259) from bytes, front to back, without making anything of what is skipped: a stream has an
 * event for each token, and of an event a few words matter. Strict in its grammar; bytes that are no UTF-8 become
 * U+FFFD. At most {@value #MAX_DEPTH} levels deep. Not thread-safe.
 */
final class JsonScanner {
    static final int MAX_DEPTH = 64;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int depth;
    private int nameFrom;
    private int nameTo;
    // Whether a comma must come before the next name or element of the innermost object or array.
    private boolean begun;

    /** What was read is no JSON. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            // One of many outcomes of reading, and where it was thrown says nothing.
            super("Malformed JSON", null, false, false);
        }
    }

    JsonScanner(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    static JsonScanner of(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new JsonScanner(bytes, 0, bytes.length);
    }

    /** The first byte of the value that comes: one of <code>{ [ " t f n -</code> or a digit. */
    int peek() {
        skipBlanks();
        if (at >= end) {
            throw new Malformed();
        }
        return bytes[at];
    }

    boolean isNull() {
        return peek() == 'n';
    }

    void beginObject() {
        begin('{');
    }

    void beginArray() {
        begin('[');
    }

    /** Goes to the value of the next name; false when the object ended. */
    boolean nextName() {
        if (!next('}')) {
            return false;
        }
        if (peek() != '"') {
            throw new Malformed();
        }
        nameFrom = at + 1;
        skipString();
        nameTo = at - 1;
        skipBlanks();
        expect(':');
        return true;
    }

    /** Whether the name just read is {@code name}, which is ASCII. */
    boolean nameIs(String name) {
        if (nameTo - nameFrom != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[nameFrom + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Goes to the next element; false when the array ended. */
    boolean nextElement() {
        return next(']');
    }

    /** The text that comes. */
    String string() {
        if (peek() != '"') {
            throw new Malformed();
        }
        int from = at + 1;
        boolean escaped = skipString();
        begun = true;
        return escaped ? unescape(from, at - 1) : new String(bytes, from, at - 1 - from, StandardCharsets.UTF_8);
    }

    /** The whole number that comes, or −1 when it is none that fits. */
    long wholeNumber() {
        skipBlanks();
        int from = at;
        skip();
        long value = 0;
        for (int i = from; i < at; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || i - from >= 18) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Passes over the value that comes. */
    void skip() {
        switch (peek()) {
            case '{' -> {
                beginObject();
                while (nextName()) {
                    skip();
                }
            }
            case '[' -> {
                beginArray();
                while (nextElement()) {
                    skip();
                }
            }
            case '"' -> skipString();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
        begun = true;
    }

    /** The value that comes, made of maps, lists, texts, numbers, truth values and null. */
    @Nullable
    Object value() {
        return switch (peek()) {
            case '{' -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                beginObject();
                while (nextName()) {
                    String name = unescape(nameFrom, nameTo);
                    object.put(name, value());
                }
                yield object;
            }
            case '[' -> {
                List<@Nullable Object> array = new ArrayList<>();
                beginArray();
                while (nextElement()) {
                    array.add(value());
                }
                yield array;
            }
            case '"' -> string();
            case 't', 'f' -> {
                boolean truth = peek() == 't';
                skip();
                yield truth;
            }
            case 'n' -> {
                skip();
                yield null;
            }
            default -> {
                int from = at;
                skip();
                try {
                    yield new BigDecimal(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
                } catch (NumberFormatException e) {
                    // An exponent beyond all numbers.
                    throw new Malformed();
                }
            }
        };
    }

    /** Fails unless nothing but blanks is left. */
    void requireEnd() {
        skipBlanks();
        if (at != end) {
            throw new Malformed();
        }
    }

    private void begin(char bracket) {
        skipBlanks();
        expect(bracket);
        if (++depth > MAX_DEPTH) {
            throw new Malformed();
        }
        begun = false;
    }

    private boolean next(char closing) {
        int c = peek();
        if (c == closing) {
            at++;
            depth--;
            begun = true;
            return false;
        }
        if (begun) {
            expect(',');
            if (peek() == closing) {
                throw new Malformed();
            }
        }
        begun = true;
        return true;
    }

    private void expect(char c) {
        if (at >= end || bytes[at] != c) {
            throw new Malformed();
        }
        at++;
    }

    private void skipBlanks() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private void number() {
        if (bytes[at] == '-') {
            at++;
        }
        if (at < end && bytes[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < end && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            digits();
        }
    }

    private void digits() {
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw new Malformed();
        }
    }

    /** Passes over a text whose opening quote comes; whether it held an escape. */
    private boolean skipString() {
        boolean escaped = false;
        int i = at + 1;
        while (i < end) {
            int c = bytes[i];
            if (c == '"') {
                at = i + 1;
                return escaped;
            }
            if (c == '\\') {
                escaped = true;
                i = afterEscape(i);
            } else if (c >= 0 && c < ' ') {
                throw new Malformed();
            } else {
                i++;
            }
        }
        throw new Malformed();
    }

    private int afterEscape(int backslash) {
        int i = backslash + 1;
        if (i >= end) {
            throw new Malformed();
        }
        return switch (bytes[i]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> i + 1;
            case 'u' -> {
                if (i + 4 >= end) {
                    throw new Malformed();
                }
                for (int digit = i + 1; digit <= i + 4; digit++) {
                    if (Character.digit(bytes[digit], 16) < 0) {
                        throw new Malformed();
                    }
                }
                yield i + 5;
            }
            default -> throw new Malformed();
        };
    }

    private String unescape(int from, int to) {
        var text = new StringBuilder(to - from);
        int plain = from;
        int i = from;
        while (i < to) {
            if (bytes[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
            switch (bytes[i + 1]) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    int unit = 0;
                    for (int digit = i + 2; digit < i + 6; digit++) {
                        unit = unit * 16 + Character.digit(bytes[digit], 16);
                    }
                    text.append((char) unit);
                }
                default -> text.append((char) bytes[i + 1]);
            }
            i = afterEscape(i);
            plain = i;
        }
        return text.append(new String(bytes, plain, to - plain, StandardCharsets.UTF_8))
                .toString();
    }
}
