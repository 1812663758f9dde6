package parley.api.realtime;

import static parley.api.realtime.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;

/**
 * What a client may say; {@code docs/protocol.md} shows an example of each.
 *
 * <p>A field that the protocol knows must be right; others are ignored, because clients of the OpenAI API send more
 * than we use. {@code event_id} is the client's own, given back in errors.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(ClientEvent.SessionUpdate.class),
    @JsonSubTypes.Type(ClientEvent.ItemCreate.class),
    @JsonSubTypes.Type(ClientEvent.ItemTruncate.class),
    @JsonSubTypes.Type(ClientEvent.ResponseCreate.class),
    @JsonSubTypes.Type(ClientEvent.ResponseCancel.class),
    @JsonSubTypes.Type(ClientEvent.AudioAppend.class),
    @JsonSubTypes.Type(ClientEvent.AudioCommit.class),
    @JsonSubTypes.Type(ClientEvent.AudioClear.class),
    @JsonSubTypes.Type(ClientEvent.OutputClear.class),
    @JsonSubTypes.Type(ClientEvent.Playback.class),
    @JsonSubTypes.Type(ClientEvent.Microphone.class)
})
public sealed interface ClientEvent {
    @Nullable
    String eventId();

    /** Changes the session; what is left out stays as it is. */
    @JsonTypeName("session.update")
    record SessionUpdate(
            @Nullable String eventId,
            @JsonProperty(required = true) SessionWish session) implements ClientEvent {
        public SessionUpdate {
            require(session != null, "session", "expected an object");
        }
    }

    /** A learner's typed message; sent twice under one id it is stored once. */
    @JsonTypeName("conversation.item.create")
    record ItemCreate(
            @Nullable String eventId,
            @JsonProperty(required = true) NewItem item) implements ClientEvent {
        public ItemCreate {
            require(item != null, "item", "expected an object");
        }
    }

    /** The client stopped playing a reply there. */
    @JsonTypeName("conversation.item.truncate")
    record ItemTruncate(
            @Nullable String eventId,
            @JsonProperty(required = true) String itemId,
            @JsonProperty(required = true) int contentIndex,
            @JsonProperty(required = true) long audioEndMs)
            implements ClientEvent {
        public ItemTruncate {
            requireId("item_id", itemId);
            require(contentIndex == 0, "content_index", "expected 0");
            require(audioEndMs >= 0, "audio_end_ms", "expected milliseconds from 0 on");
        }
    }

    /** Asks the tutor to answer what is unanswered, or to open the conversation. */
    @JsonTypeName("response.create")
    record ResponseCreate(@Nullable String eventId) implements ClientEvent {}

    /** Stops the reply in hand. */
    @JsonTypeName("response.cancel")
    record ResponseCancel(@Nullable String eventId) implements ClientEvent {}

    /** Audio in base64: PCM16 little-endian mono at the session's input rate. */
    @JsonTypeName("input_audio_buffer.append")
    record AudioAppend(
            @Nullable String eventId,
            @JsonProperty(required = true) String audio) implements ClientEvent {
        public AudioAppend {
            require(audio != null, "audio", "expected base64");
        }

        @Override
        public String toString() {
            return "AudioAppend[" + audio.length() + " characters]";
        }
    }

    /** The learner's turn ends here; for sessions without turn detection. */
    @JsonTypeName("input_audio_buffer.commit")
    record AudioCommit(@Nullable String eventId) implements ClientEvent {}

    /** Forgets the audio that was not committed. */
    @JsonTypeName("input_audio_buffer.clear")
    record AudioClear(@Nullable String eventId) implements ClientEvent {}

    /** Stops the tutor's voice. */
    @JsonTypeName("output_audio_buffer.clear")
    record OutputClear(@Nullable String eventId) implements ClientEvent {}

    /** How much of a reply was really played; sent about every 100 ms while playing. */
    @JsonTypeName("parley.playback")
    record Playback(
            @Nullable String eventId,
            @JsonProperty(required = true) String itemId,
            @JsonProperty(required = true) long playedMs,
            @Nullable Boolean halted)
            implements ClientEvent {
        public Playback {
            requireId("item_id", itemId);
            require(playedMs >= 0, "played_ms", "expected milliseconds from 0 on");
        }
    }

    /** What became of the learner's microphone. */
    @JsonTypeName("parley.microphone")
    record Microphone(
            @Nullable String eventId,
            @JsonProperty(required = true) MicrophoneWord state) implements ClientEvent {
        public Microphone {
            require(state != null, "state", "expected one of: on, off, lost");
        }
    }

    /** The states of a microphone on the wire. */
    enum MicrophoneWord {
        @JsonProperty("on")
        ON,
        @JsonProperty("off")
        OFF,
        @JsonProperty("lost")
        LOST
    }

    /** A message to be added to the conversation. */
    record NewItem(
            @Nullable String id,
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) String role,
            @JsonProperty(required = true) List<NewContent> content) {
        public NewItem {
            require(id == null || TurnId.isValid(id), "id", "expected 1 to 64 characters of A-Z a-z 0-9 _ -");
            require("message".equals(type), "type", "expected message");
            require("user".equals(role), "role", "expected user");
            require(content != null && !content.isEmpty() && content.size() <= 16, "content", "expected 1 to 16 parts");
            content = List.copyOf(content);
            String text = joined(content);
            require(!text.isBlank(), "content", "expected a text");
            require(
                    text.length() <= LearnerTurn.MAX_TEXT_CHARS,
                    "content",
                    "expected at most " + LearnerTurn.MAX_TEXT_CHARS + " characters of text");
        }

        /** All its text. */
        String text() {
            return joined(content);
        }

        private static String joined(List<NewContent> parts) {
            return parts.stream().map(NewContent::text).collect(Collectors.joining("\n"));
        }

        @Override
        public String toString() {
            return "NewItem[" + id + ", " + text().length() + " characters]";
        }
    }

    /** One part of a message. */
    record NewContent(
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) String text) {
        public NewContent {
            require("input_text".equals(type), "type", "expected input_text; audio goes into the input audio buffer");
            require(text != null, "text", "expected a text");
        }

        @Override
        public String toString() {
            return "NewContent[" + text.length() + " characters]";
        }
    }

    private static void requireId(String field, @Nullable String id) {
        require(id != null && TurnId.isValid(id), field, "expected an item's id");
    }
}
