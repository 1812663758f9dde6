package parley.api.realtime;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the conversation on the wire.
 *
 * @param type {@code message}
 * @param status {@code in_progress}, {@code completed} or {@code incomplete}
 * @param role {@code user} or {@code assistant}
 */
record WireItem(
        @JsonProperty(required = true) String id, String type, String status, String role, List<WireContent> content) {
    WireItem {
        content = List.copyOf(content);
    }

    static WireItem typed(String id, String text) {
        return new WireItem(id, "message", "completed", "user", List.of(new WireContent("input_text", text, null)));
    }

    static WireItem spoken(String id, String text) {
        return new WireItem(id, "message", "completed", "user", List.of(new WireContent("input_audio", null, text)));
    }

    static WireItem replyBegun(String id) {
        return new WireItem(id, "message", "in_progress", "assistant", List.of());
    }

    static WireItem reply(String id, String text, boolean spoken, boolean interrupted) {
        return new WireItem(
                id,
                "message",
                interrupted ? "incomplete" : "completed",
                "assistant",
                List.of(WireContent.reply(spoken, text)));
    }

    /** One part of a message: a text, or the transcript of what was spoken. */
    record WireContent(
            String type, @Nullable String text, @Nullable String transcript) {
        static WireContent reply(boolean spoken, String text) {
            return spoken ? new WireContent("output_audio", null, text) : new WireContent("output_text", text, null);
        }

        @Override
        public String toString() {
            return "WireContent[" + type + "]";
        }
    }
}
