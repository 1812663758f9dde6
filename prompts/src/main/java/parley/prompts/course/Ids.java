package parley.prompts.course;

import java.util.Map;
import java.util.regex.Pattern;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;

/** Reads ids, each of which is taken once. */
final class Ids {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

    /** The id of a mapping; a malformed or repeated one is a finding. */
    String read(FieldReader fields, Map<String, SourcePosition> taken) {
        String id = fields.text("id");
        if (id.isEmpty()) {
            return id;
        }
        if (!ID.matcher(id).matches()) {
            fields.error(
                    "id", "an id is lower-case letters, digits and hyphens, at most 80", "for example order-coffee");
        }
        SourcePosition earlier = taken.putIfAbsent(id, fields.position("id"));
        if (earlier != null) {
            fields.error("id", Said.of("the id {} is already taken at {}", id, earlier), "choose another");
        }
        return id;
    }
}
