package parley.api.realtime;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.api.notices.Notices;
import parley.api.realtime.ClientEvent.AudioAppend;
import parley.api.realtime.ClientEvent.AudioClear;
import parley.api.realtime.ClientEvent.AudioCommit;
import parley.api.realtime.ClientEvent.ItemCreate;
import parley.api.realtime.ClientEvent.ItemTruncate;
import parley.api.realtime.ClientEvent.Microphone;
import parley.api.realtime.ClientEvent.OutputClear;
import parley.api.realtime.ClientEvent.Playback;
import parley.api.realtime.ClientEvent.ResponseCancel;
import parley.api.realtime.ClientEvent.ResponseCreate;
import parley.api.realtime.ClientEvent.SessionUpdate;
import parley.api.realtime.EventCodec.Decoded;
import parley.api.realtime.ServerEvent.ErrorBody;
import parley.api.realtime.ServerEvent.PastItem;
import parley.speech.SoundInputs;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.AudioUnreadable;
import parley.speech.audio.SampleCount;
import parley.speech.audio.SoundFault;
import parley.speech.audio.SoundInput;
import parley.speech.speaking.VoiceSettings;
import parley.speech.talk.TalkEvent;
import parley.speech.talk.TalkSession;
import parley.speech.talk.TalkSettings;
import parley.speech.timeline.TurnTimeline;
import parley.speech.turns.MicrophoneState;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.HistoryItem;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.conversation.Tutor.IdSource;

/**
 * One client's connection to one talk. What the client sends comes on one thread at a time; what the talk tells comes
 * on the talk's thread. Nothing of a learner's words is logged.
 */
final class RealtimeSession {
    /** Items of the past that a client is told of when it connects. */
    static final int MAX_HISTORY_ITEMS = 100;

    private final ClientSocket socket;
    private final EventCodec codec;
    private final IdSource ids;
    private final TalkNarrator narrator;
    private final TalkSession talk;
    private final TalkSettings baseSettings;
    private volatile SessionState state;
    private SoundInput sound;
    private long soundSinceNanos;
    private SampleCount heardUntil = SampleCount.ZERO;
    private boolean greeted;

    /**
     * Starts a talk; the same consumers hear its events, and of its turns that are over, for as long as it lives.
     */
    @FunctionalInterface
    interface TalkStarter {
        TalkSession start(TalkSettings settings, Consumer<TalkEvent> listener, Consumer<TurnTimeline> over);
    }

    RealtimeSession(
            ClientSocket socket,
            EventCodec codec,
            IdSource ids,
            SessionState state,
            TalkSettings baseSettings,
            ConversationState past,
            TalkStarter starter) {
        this.socket = socket;
        this.codec = codec;
        this.ids = ids;
        this.state = state;
        this.baseSettings = baseSettings;
        this.sound = SoundInputs.open(state.input());
        HistoryItem last = past.history().isEmpty() ? null : past.history().getLast();
        this.narrator = new TalkNarrator(
                this::send,
                this::state,
                this::replyIsSpoken,
                last == null ? null : last.id().value());
        // Before the talk can say anything: the greeting is the first event of every connection.
        send(new ServerEvent.SessionCreated(state.onWire()));
        sendPast(past);
        this.talk = starter.start(talkSettings(state, baseSettings), narrator, narrator::turnOver);
    }

    private SessionState state() {
        return state;
    }

    private boolean replyIsSpoken() {
        ConversationState.Reply inHand = talk.conversation().reply();
        return inHand == null ? state.spoken() : inHand.delivery() == Delivery.SPOKEN;
    }

    /** Takes a text frame. */
    void text(String json) {
        switch (codec.decode(json)) {
            case Decoded.Refused refused -> send(new ServerEvent.Failed(refused.error()));
            case Decoded.Event event -> {
                apply(event.event());
                answerWhatWaited();
            }
        }
    }

    /** Takes a binary frame: sound in the session's input format. The array is the session's from now on. */
    void binary(byte[] bytes) {
        audio(bytes, null, "frame");
    }

    /** Ends the talk and, where it is still open, the connection. */
    void end(int code, String reason) {
        socket.close(code, reason);
        talk.close();
    }

    /** Ends the talk of a client that has gone. */
    void gone() {
        talk.close();
    }

    private void apply(ClientEvent event) {
        switch (event) {
            case SessionUpdate update -> update(update);
            case ItemCreate create -> say(create);
            case ResponseCreate create -> taken(talk.requestReply(), create);
            case ResponseCancel cancel -> taken(talk.cancelReply(), cancel);
            case OutputClear clear -> taken(talk.cancelReply(), clear);
            case AudioAppend append -> append(append);
            case AudioCommit commit -> taken(talk.commitAudio(), commit);
            case AudioClear clear -> {
                if (taken(talk.clearAudio(), clear)) {
                    send(new ServerEvent.AudioCleared());
                }
            }
            case ItemTruncate cut ->
                taken(talk.truncate(new TurnId(cut.itemId()), Duration.ofMillis(cut.audioEndMs())), cut);
            // A lost report is made good by the next.
            case Playback playback ->
                talk.played(
                        new TurnId(playback.itemId()),
                        Duration.ofMillis(playback.playedMs()),
                        Boolean.TRUE.equals(playback.halted()));
            case Microphone microphone ->
                taken(
                        talk.microphone(
                                switch (microphone.state()) {
                                    case ON -> MicrophoneState.ON;
                                    case OFF -> MicrophoneState.OFF;
                                    case LOST -> MicrophoneState.LOST;
                                }),
                        microphone);
        }
    }

    private void update(SessionUpdate update) {
        SessionState next = state.after(update.session());
        if (taken(talk.settings(talkSettings(next, baseSettings)), update)) {
            if (!next.input().equals(state.input())) {
                sound = SoundInputs.open(next.input());
                soundSinceNanos = 0;
            }
            state = next;
            send(new ServerEvent.SessionUpdated(next.onWire()));
            List<String> passedOver = update.session().turnDetectionPassedOver();
            if (!passedOver.isEmpty()) {
                send(new ServerEvent.Notice(
                        Notices.SETTING_PASSED_OVER, Notices.settingPassedOver(passedOver, next.locale())));
            }
        }
    }

    private void say(ItemCreate create) {
        String given = create.item().id();
        var id = new TurnId(given == null ? "item_" + ids.next() : given);
        narrator.expectAnswerTo(id, create.eventId());
        if (!taken(talk.say(LearnerTurn.typed(id, create.item().text())), create)) {
            narrator.expectNoAnswerTo(id);
        }
    }

    private void append(AudioAppend append) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(append.audio());
        } catch (IllegalArgumentException e) {
            refuse("audio: expected base64", "audio", append.eventId());
            return;
        }
        audio(bytes, append.eventId(), "audio");
    }

    private void audio(byte[] bytes, @Nullable String eventId, String param) {
        long now = System.nanoTime();
        soundSinceNanos = soundSinceNanos == 0 ? now : soundSinceNanos;
        SoundInput.Taken taken;
        try {
            taken = sound.take(bytes, Duration.ofNanos(now - soundSinceNanos));
        } catch (AudioUnreadable e) {
            refuse(param + ": " + e.getMessage(), param, eventId);
            return;
        }
        for (SoundFault fault : taken.faults()) {
            send(new ServerEvent.Notice(Notices.code(fault), Notices.message(fault, state.locale())));
        }
        if (taken.samples().length == 0) {
            return;
        }
        var chunk = new AudioChunk(taken.samples(), heardUntil);
        heardUntil = chunk.end();
        // Full: the talk drops the oldest and warns once; sample time goes on.
        talk.audio(chunk);
    }

    /** A learner's message that a crash or a lost connection left unanswered is answered once the client is known. */
    private void answerWhatWaited() {
        if (!greeted) {
            greeted = true;
            if (!talk.conversation().unanswered().isEmpty()) {
                talk.requestReply();
            }
        }
    }

    private boolean taken(boolean taken, ClientEvent event) {
        if (!taken) {
            send(new ServerEvent.Failed(ErrorBody.server(
                    "busy", "Too much is waiting in this conversation; try again in a moment", event.eventId())));
        }
        return taken;
    }

    private void refuse(String message, String param, @Nullable String eventId) {
        send(new ServerEvent.Failed(ErrorBody.invalid("invalid_value", message, param, eventId)));
    }

    private void sendPast(ConversationState past) {
        List<HistoryItem> items = past.history();
        if (items.isEmpty()) {
            return;
        }
        int from = Math.max(0, items.size() - MAX_HISTORY_ITEMS);
        send(new ServerEvent.History(items.subList(from, items.size()).stream()
                .map(RealtimeSession::pastItem)
                .toList()));
    }

    private static PastItem pastItem(HistoryItem item) {
        return switch (item) {
            case HistoryItem.FromLearner said ->
                new PastItem(
                        said.id().value(),
                        "user",
                        said.text(),
                        null,
                        said.doubtful(),
                        false,
                        List.of(),
                        said.at().toString());
            case HistoryItem.FromTutor said ->
                new PastItem(
                        said.id().value(),
                        "assistant",
                        said.text(),
                        said.unheard().isEmpty() ? null : said.unheard(),
                        false,
                        said.interrupted(),
                        TalkNarrator.moveNames(said.moves()),
                        said.at().toString());
        };
    }

    private static TalkSettings talkSettings(SessionState state, TalkSettings base) {
        return state.turns()
                .over(base)
                .withLocale(state.locale())
                .withDelivery(state.spoken() ? Delivery.SPOKEN : Delivery.TEXT)
                .withVoice(new VoiceSettings(state.speed()))
                .withOutputRate(state.outputRateHz());
    }

    private void send(ServerEvent event) {
        socket.send(codec.encode(event, "event_" + ids.next()));
    }
}
