package parley.api.realtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.api.realtime.WireItem.WireContent;

/**
 * What the server says; {@code docs/protocol.md} shows an example of each. The codec adds {@code event_id}. Fields that
 * are null are left out.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(ServerEvent.SessionCreated.class),
    @JsonSubTypes.Type(ServerEvent.SessionUpdated.class),
    @JsonSubTypes.Type(ServerEvent.History.class),
    @JsonSubTypes.Type(ServerEvent.ItemAdded.class),
    @JsonSubTypes.Type(ServerEvent.ItemDone.class),
    @JsonSubTypes.Type(ServerEvent.ItemTruncated.class),
    @JsonSubTypes.Type(ServerEvent.ItemDeleted.class),
    @JsonSubTypes.Type(ServerEvent.SpeechStarted.class),
    @JsonSubTypes.Type(ServerEvent.SpeechStopped.class),
    @JsonSubTypes.Type(ServerEvent.AudioCommitted.class),
    @JsonSubTypes.Type(ServerEvent.AudioCleared.class),
    @JsonSubTypes.Type(ServerEvent.Partial.class),
    @JsonSubTypes.Type(ServerEvent.TranscriptionCompleted.class),
    @JsonSubTypes.Type(ServerEvent.TranscriptionFailed.class),
    @JsonSubTypes.Type(ServerEvent.ResponseCreated.class),
    @JsonSubTypes.Type(ServerEvent.OutputItemAdded.class),
    @JsonSubTypes.Type(ServerEvent.ContentPartAdded.class),
    @JsonSubTypes.Type(ServerEvent.TextDelta.class),
    @JsonSubTypes.Type(ServerEvent.TextDone.class),
    @JsonSubTypes.Type(ServerEvent.TranscriptDelta.class),
    @JsonSubTypes.Type(ServerEvent.TranscriptDone.class),
    @JsonSubTypes.Type(ServerEvent.AudioDelta.class),
    @JsonSubTypes.Type(ServerEvent.AudioDone.class),
    @JsonSubTypes.Type(ServerEvent.ContentPartDone.class),
    @JsonSubTypes.Type(ServerEvent.OutputItemDone.class),
    @JsonSubTypes.Type(ServerEvent.ResponseDone.class),
    @JsonSubTypes.Type(ServerEvent.OutputStarted.class),
    @JsonSubTypes.Type(ServerEvent.OutputStopped.class),
    @JsonSubTypes.Type(ServerEvent.OutputCleared.class),
    @JsonSubTypes.Type(ServerEvent.Worded.class),
    @JsonSubTypes.Type(ServerEvent.PlaybackPaused.class),
    @JsonSubTypes.Type(ServerEvent.PlaybackResumed.class),
    @JsonSubTypes.Type(ServerEvent.Words.class),
    @JsonSubTypes.Type(ServerEvent.TurnOver.class),
    @JsonSubTypes.Type(ServerEvent.Notice.class),
    @JsonSubTypes.Type(ServerEvent.Failed.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ServerEvent {
    /** The first event of a connection. */
    @JsonTypeName("session.created")
    record SessionCreated(SessionWish session) implements ServerEvent {}

    /** The settings after a client's {@code session.update}. */
    @JsonTypeName("session.updated")
    record SessionUpdated(SessionWish session) implements ServerEvent {}

    /** What was said before this connection, oldest first, at most the last 100 items. */
    @JsonTypeName("parley.history")
    record History(List<PastItem> items) implements ServerEvent {}

    /** An item is in the conversation; for a learner's message this says that it is stored durably. */
    @JsonTypeName("conversation.item.added")
    record ItemAdded(@Nullable String previousItemId, WireItem item) implements ServerEvent {}

    /** An item has all its content. */
    @JsonTypeName("conversation.item.done")
    record ItemDone(@Nullable String previousItemId, WireItem item) implements ServerEvent {}

    /** A reply was cut where the learner stopped hearing it. */
    @JsonTypeName("conversation.item.truncated")
    record ItemTruncated(String itemId, int contentIndex, long audioEndMs) implements ServerEvent {}

    /** The learner went on in this turn: it is none, and the one that follows holds all of it. */
    @JsonTypeName("conversation.item.deleted")
    record ItemDeleted(String itemId) implements ServerEvent {}

    /** The learner began to speak; the turn will have this item id. */
    @JsonTypeName("input_audio_buffer.speech_started")
    record SpeechStarted(long audioStartMs, String itemId) implements ServerEvent {}

    /** The learner's voice ended. */
    @JsonTypeName("input_audio_buffer.speech_stopped")
    record SpeechStopped(long audioEndMs, String itemId) implements ServerEvent {}

    /** The learner's turn is over. */
    @JsonTypeName("input_audio_buffer.committed")
    record AudioCommitted(@Nullable String previousItemId, String itemId) implements ServerEvent {}

    /** Uncommitted audio was forgotten. */
    @JsonTypeName("input_audio_buffer.cleared")
    record AudioCleared() implements ServerEvent {}

    /** What is heard of the learner's turn so far; each replaces the one before. */
    @JsonTypeName("parley.partial")
    record Partial(String itemId, String text) implements ServerEvent {}

    /** What was heard of the learner's turn. */
    @JsonTypeName("conversation.item.input_audio_transcription.completed")
    record TranscriptionCompleted(
            String itemId,
            int contentIndex,
            String transcript,
            @Nullable Hearing parley) implements ServerEvent {}

    /** Nothing could be made of the sound: no words, or words that are lost. */
    @JsonTypeName("conversation.item.input_audio_transcription.failed")
    record TranscriptionFailed(String itemId, int contentIndex, ErrorBody error) implements ServerEvent {}

    /** A reply begins. */
    @JsonTypeName("response.created")
    record ResponseCreated(WireResponse response) implements ServerEvent {}

    /** The reply's message begins. */
    @JsonTypeName("response.output_item.added")
    record OutputItemAdded(String responseId, int outputIndex, WireItem item) implements ServerEvent {}

    /** The message's one part begins. */
    @JsonTypeName("response.content_part.added")
    record ContentPartAdded(String responseId, String itemId, int outputIndex, int contentIndex, WireContent part)
            implements ServerEvent {}

    /** More words of a written reply. */
    @JsonTypeName("response.output_text.delta")
    record TextDelta(String responseId, String itemId, int outputIndex, int contentIndex, String delta)
            implements ServerEvent {}

    /** All words of a written reply. */
    @JsonTypeName("response.output_text.done")
    record TextDone(String responseId, String itemId, int outputIndex, int contentIndex, String text)
            implements ServerEvent {}

    /** More words of a spoken reply. */
    @JsonTypeName("response.output_audio_transcript.delta")
    record TranscriptDelta(String responseId, String itemId, int outputIndex, int contentIndex, String delta)
            implements ServerEvent {}

    /** All words of a spoken reply; of an interrupted one, those that were heard. */
    @JsonTypeName("response.output_audio_transcript.done")
    record TranscriptDone(String responseId, String itemId, int outputIndex, int contentIndex, String transcript)
            implements ServerEvent {}

    /** More sound of a reply: base64 of PCM16 at the session's output rate. */
    @JsonTypeName("response.output_audio.delta")
    record AudioDelta(String responseId, String itemId, int outputIndex, int contentIndex, String delta)
            implements ServerEvent {
        @Override
        public String toString() {
            return "AudioDelta[" + itemId + ", " + delta.length() + " characters]";
        }
    }

    /** No more sound comes for a reply. */
    @JsonTypeName("response.output_audio.done")
    record AudioDone(String responseId, String itemId, int outputIndex, int contentIndex) implements ServerEvent {}

    /** The message's one part is complete. */
    @JsonTypeName("response.content_part.done")
    record ContentPartDone(String responseId, String itemId, int outputIndex, int contentIndex, WireContent part)
            implements ServerEvent {}

    /** The reply's message is complete. */
    @JsonTypeName("response.output_item.done")
    record OutputItemDone(String responseId, int outputIndex, WireItem item) implements ServerEvent {}

    /** The reply is over and stored as it was heard. */
    @JsonTypeName("response.done")
    record ResponseDone(WireResponse response) implements ServerEvent {}

    /** The tutor's voice begins. */
    @JsonTypeName("output_audio_buffer.started")
    record OutputStarted(String responseId) implements ServerEvent {}

    /** The tutor's voice was played to its end. */
    @JsonTypeName("output_audio_buffer.stopped")
    record OutputStopped(String responseId) implements ServerEvent {}

    /** The tutor's voice was cut; the client drops what it has not played. */
    @JsonTypeName("output_audio_buffer.cleared")
    record OutputCleared(String responseId) implements ServerEvent {}

    /** The client holds its player at once: the learner may be speaking. */
    @JsonTypeName("parley.playback.paused")
    record PlaybackPaused(String itemId) implements ServerEvent {}

    /** The client plays on: it was no interruption. */
    @JsonTypeName("parley.playback.resumed")
    record PlaybackResumed(String itemId) implements ServerEvent {}

    /** All words of a spoken reply are there, and whose they are, while it is still being spoken. */
    @JsonTypeName("parley.worded")
    record Worded(String itemId, String wordedBy) implements ServerEvent {}

    /** When the words of a reply are spoken, since the start of its sound. */
    @JsonTypeName("parley.words")
    record Words(String itemId, List<TimedWord> words) implements ServerEvent {}

    /** What happened when in a turn that is over, with the reply to it; follows what ended it. */
    @JsonTypeName("parley.turn")
    record TurnOver(WireTurn turn) implements ServerEvent {}

    /** Something to know while the conversation goes on; the message is in the session's language. */
    @JsonTypeName("parley.notice")
    record Notice(String code, String message) implements ServerEvent {}

    /** Something that was asked for was not done. */
    @JsonTypeName("error")
    record Failed(ErrorBody error) implements ServerEvent {}

    /**
     * An item of the past.
     *
     * @param unheard of a reply that was cut, what was worded beyond what was heard; absent when nothing was
     * @param doubtful whether an utterance was not heard clearly
     */
    record PastItem(
            String id,
            String role,
            String text,
            @Nullable String unheard,
            boolean doubtful,
            boolean interrupted,
            List<String> moves,
            String at) {}

    /**
     * What the ear knows beyond the text.
     *
     * @param free what free dictation heard
     * @param doubt 0 (sure) to 1
     */
    record Hearing(List<HeardWord> words, String free, double doubt) {}

    /** A heard word; times in milliseconds since the start of the session's audio. */
    record HeardWord(String word, long startMs, long endMs, double confidence) {}

    /** A spoken word of the tutor; times in milliseconds since the start of the reply's sound. */
    record TimedWord(String text, long startMs, long endMs) {}

    /**
     * A reply.
     *
     * @param status {@code in_progress}, {@code completed}, {@code cancelled} or {@code failed}
     */
    record WireResponse(
            @JsonProperty(required = true) String id,
            String object,
            String status,
            List<WireItem> output,
            @Nullable Teaching parley) {}

    /**
     * What a reply did.
     *
     * @param moves the names of its teaching moves
     * @param wordedBy {@code authored} or the model's name; empty when it was cut before all its words were there
     * @param corrections what could be said better in the learner's message that it answers
     */
    record Teaching(List<String> moves, String wordedBy, List<BetterSaid> corrections) {}

    /** A learner's sentence as one would say it, and why in one sentence. */
    record BetterSaid(String better, String note) {}

    /**
     * What went wrong.
     *
     * @param type {@code invalid_request_error} or {@code server_error}
     * @param param the field that was wrong
     * @param eventId the client's event that it answers
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ErrorBody(
            String type,
            String code,
            String message,
            @Nullable String param,
            @Nullable String eventId) {
        static ErrorBody invalid(String code, String message, @Nullable String param, @Nullable String eventId) {
            return new ErrorBody("invalid_request_error", code, message, param, eventId);
        }

        static ErrorBody server(String code, String message, @Nullable String eventId) {
            return new ErrorBody("server_error", code, message, null, eventId);
        }
    }
}
