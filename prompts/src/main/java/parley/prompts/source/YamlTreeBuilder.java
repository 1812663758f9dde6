package parley.prompts.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Folds one stream of parser events into a {@link YamlNode}, refusing what {@link YamlSource} refuses. Used once, by
 * one thread.
 */
final class YamlTreeBuilder {

    // The core schema, YAML 1.2.2 chapter 10.3.2. A number longer than this is text: parsing digits is quadratic.
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITY = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.(nan|NaN|NAN)");

    private final String file;
    private final Iterator<Event> events;

    YamlTreeBuilder(String file, Iterable<Event> events) {
        this.file = file;
        this.events = events.iterator();
    }

    YamlNode build() {
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                default -> {
                    if (root != null) {
                        throw refused(event, "the file holds more than one document", "remove the second '---'");
                    }
                    root = node(event, 0);
                }
            }
        }
        return root == null ? new YamlNode.Scalar(null, "", new SourcePosition(file, 1, 1)) : root;
    }

    private YamlNode node(Event event, int depth) {
        if (depth > YamlSource.MAX_DEPTH) {
            throw refused(
                    event,
                    Said.of("the file is nested deeper than {} levels", YamlSource.MAX_DEPTH),
                    "flatten its structure");
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            case AliasEvent alias ->
                throw refused(alias, "aliases (*name) are not allowed", "write the value out again");
            default -> throw refused(event, "the YAML is malformed", "check the indentation");
        };
    }

    private YamlNode.Scalar scalar(ScalarEvent event) {
        refuseTag(event, event.getTag());
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        return new YamlNode.Scalar(
                plain ? typed(event.getValue()) : event.getValue(), event.getValue(), position(event));
    }

    private YamlNode.Sequence sequence(SequenceStartEvent start, int depth) {
        refuseTag(start, start.getTag());
        List<YamlNode> items = new ArrayList<>();
        while (true) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.SequenceEnd) {
                return new YamlNode.Sequence(items, position(start));
            }
            items.add(node(event, depth + 1));
        }
    }

    private YamlNode.Mapping mapping(MappingStartEvent start, int depth) {
        refuseTag(start, start.getTag());
        Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
        while (true) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.MappingEnd) {
                return new YamlNode.Mapping(fields, position(start));
            }
            if (!(event instanceof ScalarEvent keyEvent)) {
                throw refused(event, "a key must be a text", "put the key on one line, followed by a colon");
            }
            // A key is its text whatever its type would be: `no: 1` has the key "no", `1: a` the key "1".
            String key = scalar(keyEvent).text();
            YamlNode value = node(events.next(), depth + 1);
            YamlNode.Field earlier = fields.putIfAbsent(key, new YamlNode.Field(position(keyEvent), value));
            if (earlier != null) {
                throw new AuthoringException(Finding.error(
                        position(keyEvent),
                        key,
                        Said.of(
                                "the key is given twice, first in line {}",
                                earlier.keyAt().line()),
                        "keep one of the two"));
            }
        }
    }

    private static @Nullable Object typed(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> text.length() > MAX_NUMBER_LENGTH ? text : numberOrText(text);
        };
    }

    private static Object numberOrText(String text) {
        if (INTEGER.matcher(text).matches()) {
            return integer(text, 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(text.substring(2), 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return integer(text.substring(2), 16);
        }
        if (DECIMAL.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        if (INFINITY.matcher(text).matches()) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return NOT_A_NUMBER.matcher(text).matches() ? Double.NaN : text;
    }

    private static Object integer(String digits, int radix) {
        BigInteger value = new BigInteger(digits, radix);
        return value.bitLength() < Long.SIZE ? (Object) value.longValueExact() : value;
    }

    private void refuseTag(Event event, Optional<String> tag) {
        // "!" alone only says that the value is text, or that a collection is one.
        if (tag.isPresent() && !"!".equals(tag.get())) {
            throw refused(event, "tags (!name) are not allowed", "remove the tag; quote the value if it is text");
        }
    }

    private AuthoringException refused(Event event, CharSequence message, CharSequence hint) {
        return new AuthoringException(Finding.error(position(event), "", message, hint));
    }

    private SourcePosition position(Event event) {
        Optional<Mark> mark = event.getStartMark();
        return mark.map(m -> new SourcePosition(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(SourcePosition.wholeFile(file));
    }
}
