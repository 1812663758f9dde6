package parley.prompts.template.handlebars;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain data as JSON, as JavaScript's {@code JSON.stringify} does. The data's size and depth were checked. */
final class JsonText {

    private final StringBuilder out = new StringBuilder();
    private final String indent;
    private final int limit;

    private JsonText(String indent, int limit) {
        this.indent = indent;
        this.limit = limit;
    }

    /**
     * The JSON of a value.
     *
     * @param indent what each level is indented by; empty for one line
     * @param limit writing stops a little after so many characters, for the caller to see the excess
     */
    static String of(@Nullable Object value, String indent, int limit) {
        JsonText json = new JsonText(indent, limit);
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(@Nullable Object value, int depth) {
        switch (value) {
            case null -> out.append("null");
            case Double number when !Double.isFinite(number) -> out.append("null");
            case Float number when !Float.isFinite(number) -> out.append("null");
            case Number number -> out.append(JsValue.number(number));
            case Boolean truth -> out.append(truth.booleanValue());
            case Map<?, ?> map -> map(map, depth);
            case Collection<?> items -> list(items, depth);
            default -> {
                if (value instanceof JsValue.Undefined) {
                    out.append("null");
                } else {
                    text(value.toString());
                }
            }
        }
    }

    private void map(Map<?, ?> map, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() instanceof JsValue.Undefined || out.length() > limit) {
                continue;
            }
            separate(first, depth + 1);
            first = false;
            text(String.valueOf(entry.getKey()));
            out.append(indent.isEmpty() ? ":" : ": ");
            value(entry.getValue(), depth + 1);
        }
        close(first, depth, '}');
    }

    private void list(Collection<?> items, int depth) {
        out.append('[');
        boolean first = true;
        Iterator<?> values = items.iterator();
        while (values.hasNext() && out.length() <= limit) {
            separate(first, depth + 1);
            first = false;
            value(values.next(), depth + 1);
        }
        close(first, depth, ']');
    }

    private void separate(boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        if (!indent.isEmpty()) {
            out.append('\n').repeat(indent, depth);
        }
    }

    private void close(boolean empty, int depth, char bracket) {
        if (!empty && !indent.isEmpty()) {
            out.append('\n').repeat(indent, depth);
        }
        out.append(bracket);
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || isLoneSurrogate(text, i)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
