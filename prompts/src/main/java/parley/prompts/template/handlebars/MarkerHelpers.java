package parley.prompts.template.handlebars;

import java.util.LinkedHashMap;
import java.util.Map;

/** Carries out the helpers that set markers and fences. Used for one render, by one thread. */
final class MarkerHelpers {

    private final Dialect dialect;
    private final Values values;
    private final Budget budget;

    MarkerHelpers(Dialect dialect, Values values, Budget budget) {
        this.dialect = dialect;
        this.values = values;
        this.budget = budget;
    }

    void role(Expression.Call call, Scope scope, PartSink out) {
        String name = JsValue.textWithNothing(values.of(call.params().getFirst(), scope));
        Map<String, String> metadata = new LinkedHashMap<>();
        values.hash(call.hash(), scope).forEach((key, value) -> metadata.put(key, JsValue.textWithNothing(value)));
        budget.characters(name.length(), call.offset());
        metadata.forEach((key, value) -> budget.characters(key.length() + value.length(), call.offset()));
        if (!name.isEmpty() && name.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            out.part(new BodyPart.RoleMarker(name, metadata));
        } else {
            // The specification knows lower-case letters only; its reference leaves the marker's text in the message.
            String marker = "<<<dotprompt:role:" + name + ">>>";
            budget.characters(marker.length(), call.offset());
            out.text(marker);
        }
    }

    void section(Expression.Call call, Scope scope, PartSink out) {
        String name = JsValue.textWithNothing(values.of(call.params().getFirst(), scope));
        budget.characters(name.length(), call.offset());
        out.part(new BodyPart.SectionMarker(name));
    }

    void media(Expression.Call call, Scope scope, PartSink out) {
        Object url = values.named(call, "url", scope);
        Object type = values.named(call, "contentType", scope);
        if (dialect == Dialect.STRICT) {
            if (!(url instanceof String text) || text.isBlank()) {
                throw new BodyProblem(call.offset(), "the url of {{media}} is missing", "give it a text");
            }
            if (text.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7f)) {
                throw new BodyProblem(
                        call.offset(), "the url of {{media}} holds a character that no url has", "encode it with %");
            }
        }
        String address = JsValue.textWithNothing(url);
        String contentType = JsValue.isTrue(type) ? JsValue.text(type) : "";
        budget.characters(address.length() + contentType.length(), call.offset());
        out.part(new BodyPart.MediaMarker(address, contentType));
    }

    void learner(Expression.Call call, Scope scope, PartSink out) {
        switch (values.of(call.params().getFirst(), scope)) {
            case String text -> {
                budget.characters(text.length(), call.offset());
                if (!text.isEmpty()) {
                    out.part(new BodyPart.LearnerText(text));
                }
            }
            case Number number -> out.part(new BodyPart.LearnerText(JsValue.number(number)));
            case null -> throw fencedMissing(call);
            case Object value -> {
                if (value instanceof JsValue.Undefined) {
                    throw fencedMissing(call);
                }
                throw new BodyProblem(
                        call.offset(), "the fenced variable is no text", "fence each text of it by itself");
            }
        }
    }

    private static BodyProblem fencedMissing(Expression.Call call) {
        return new BodyProblem(
                call.offset(), "the fenced variable is missing", "give it a value, or a default under input.default");
    }
}
