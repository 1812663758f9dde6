package parley.api.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.api.notices.Notices;
import parley.api.realtime.ServerEvent.BetterSaid;
import parley.api.realtime.ServerEvent.ErrorBody;
import parley.api.realtime.ServerEvent.HeardWord;
import parley.api.realtime.ServerEvent.Hearing;
import parley.api.realtime.ServerEvent.Teaching;
import parley.api.realtime.ServerEvent.TimedWord;
import parley.api.realtime.ServerEvent.WireResponse;
import parley.api.realtime.WireItem.WireContent;
import parley.speech.audio.Pcm16;
import parley.speech.talk.TalkEvent;
import parley.speech.timeline.TurnTimeline;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.TurnId;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.CorrectionNotes;
import parley.tutor.understanding.Observation;

/**
 * Tells a talk in the events of the wire. Called on the talk's one thread; {@link #expectAnswerTo} from any.
 *
 * <p>One reply is on the wire at a time; whatever comes of another one is stale and is not told.
 */
final class TalkNarrator implements Consumer<TalkEvent> {
    /** More refused messages than a client may have under way are not answered by id. */
    private static final int MAX_AWAITED = 64;

    private final Consumer<ServerEvent> out;
    private final Supplier<SessionState> session;
    private final Supplier<Boolean> replyIsSpoken;
    private final Map<TurnId, String> awaited = new ConcurrentHashMap<>();

    /** Turns whose end is about to be told; their timelines follow it. */
    private final List<TurnTimeline> over = new ArrayList<>(2);

    private @Nullable OpenReply reply;
    private volatile @Nullable String lastItem;
    private @Nullable String beforeLastItem;

    /**
     * Makes one.
     *
     * @param replyIsSpoken whether the reply now in hand is spoken
     * @param lastItem the conversation's last item, or null
     */
    TalkNarrator(
            Consumer<ServerEvent> out,
            Supplier<SessionState> session,
            Supplier<Boolean> replyIsSpoken,
            @Nullable String lastItem) {
        this.out = out;
        this.session = session;
        this.replyIsSpoken = replyIsSpoken;
        this.lastItem = lastItem;
    }

    /** A reply that was begun on the wire and not yet ended. */
    private static final class OpenReply {
        private final TurnId id;
        private final boolean spoken;
        private final List<BetterSaid> corrections;
        private boolean audioOpen;

        OpenReply(TurnId id, boolean spoken, List<BetterSaid> corrections) {
            this.id = id;
            this.spoken = spoken;
            this.corrections = corrections;
        }

        String item() {
            return id.value();
        }

        String response() {
            return "resp_" + id.value();
        }
    }

    /** Errors about {@code turn} will carry {@code eventId}. */
    void expectAnswerTo(TurnId turn, @Nullable String eventId) {
        if (eventId != null && awaited.size() < MAX_AWAITED) {
            awaited.put(turn, eventId);
        }
    }

    /** {@code turn} was not given to the talk. */
    void expectNoAnswerTo(TurnId turn) {
        awaited.remove(turn);
    }

    /** {@code turn} is over by the event that is told next. On the talk's thread. */
    void turnOver(TurnTimeline turn) {
        over.add(turn);
    }

    @Override
    public void accept(TalkEvent event) {
        tell(event);
        over.forEach(turn -> out.accept(new ServerEvent.TurnOver(WireTurn.of(turn))));
        over.clear();
    }

    private void tell(TalkEvent event) {
        switch (event) {
            case TalkEvent.Conversed conversed -> conversed(conversed.event());
            case TalkEvent.SpeechStarted started ->
                out.accept(new ServerEvent.SpeechStarted(
                        started.at().toMillis(), started.turn().value()));
            case TalkEvent.SpeechStopped stopped ->
                out.accept(new ServerEvent.SpeechStopped(
                        stopped.at().toMillis(), stopped.turn().value()));
            case TalkEvent.PartialHeard partial ->
                out.accept(new ServerEvent.Partial(partial.turn().value(), partial.text()));
            case TalkEvent.TurnCommitted committed ->
                out.accept(new ServerEvent.AudioCommitted(
                        lastItem, committed.turn().id().value()));
            case TalkEvent.TurnDiscarded discarded ->
                out.accept(new ServerEvent.TranscriptionFailed(
                        discarded.turn().value(),
                        0,
                        ErrorBody.server("no_words", "No words were heard in this sound", null)));
            case TalkEvent.PlaybackStarted started ->
                whenOpen(started.reply(), open -> {
                    open.audioOpen = true;
                    out.accept(new ServerEvent.OutputStarted(open.response()));
                });
            case TalkEvent.AudioOut audio ->
                whenOpen(
                        audio.reply(),
                        open -> out.accept(new ServerEvent.AudioDelta(
                                open.response(),
                                open.item(),
                                0,
                                0,
                                Base64.getEncoder().encodeToString(Pcm16.toBytes(audio.samples())))));
            case TalkEvent.WordsTimed timed ->
                whenOpen(timed.reply(), open -> out.accept(new ServerEvent.Words(open.item(), words(timed))));
            case TalkEvent.PlaybackEnded ended ->
                whenOpen(ended.reply(), open -> {
                    endAudio(open);
                    out.accept(new ServerEvent.OutputStopped(open.response()));
                });
            case TalkEvent.PlaybackPaused paused ->
                out.accept(new ServerEvent.PlaybackPaused(paused.reply().value()));
            case TalkEvent.PlaybackResumed resumed ->
                out.accept(new ServerEvent.PlaybackResumed(resumed.reply().value()));
            case TalkEvent.ReplyTruncated cut -> truncated(cut.reply(), cut.heardUntil());
            case TalkEvent.Warned warned -> notice(warned.failure());
            // Told with all else of its turn when that is over.
            case TalkEvent.TurnJudged judged -> {}
        }
    }

    private void conversed(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.LearnerTurnStored stored -> stored(stored.turn());
            case ConversationEvent.LearnerTurnReopened reopened -> {
                String id = reopened.turn().value();
                if (id.equals(lastItem)) {
                    lastItem = beforeLastItem;
                }
                out.accept(new ServerEvent.ItemDeleted(id));
            }
            case ConversationEvent.LearnerTurnRefused refused -> {
                String eventId = awaited.remove(refused.turn());
                out.accept(new ServerEvent.Failed(new ErrorBody(
                        "server_error", Notices.code(refused.failure()), message(refused.failure()), "item", eventId)));
            }
            case ConversationEvent.ReplyStarted started -> begin(started);
            case ConversationEvent.ReplyText text ->
                whenOpen(text.reply(), open -> out.accept(delta(open, text.delta())));
            case ConversationEvent.ReplyWorded worded ->
                whenOpen(worded.reply(), open -> out.accept(new ServerEvent.Worded(open.item(), worded.wordedBy())));
            case ConversationEvent.ReplyFinished finished -> finish(finished);
            case ConversationEvent.ReplyDropped dropped ->
                whenOpen(dropped.reply(), open -> {
                    endAudio(open);
                    end(open, "cancelled", List.of(), new Teaching(List.of(), "", List.of()));
                });
            case ConversationEvent.ReplyFailed failed -> {
                whenOpen(failed.reply(), open -> {
                    endAudio(open);
                    end(open, "failed", List.of(), new Teaching(List.of(), "", List.of()));
                });
                out.accept(new ServerEvent.Failed(
                        ErrorBody.server(Notices.code(failed.failure()), message(failed.failure()), null)));
            }
            case ConversationEvent.Notice notice -> notice(notice.failure());
        }
    }

    private void stored(LearnerTurn turn) {
        awaited.remove(turn.id());
        String id = turn.id().value();
        SpokenEvidence evidence = turn.spoken();
        WireItem item = evidence == null ? WireItem.typed(id, turn.text()) : WireItem.spoken(id, turn.text());
        String previous = id.equals(lastItem) ? null : lastItem;
        beforeLastItem = previous;
        out.accept(new ServerEvent.ItemAdded(previous, item));
        if (evidence != null) {
            var hearing = new Hearing(
                    evidence.words().stream()
                            .map(word -> new HeardWord(
                                    word.text(),
                                    word.start().toMillis(),
                                    word.end().toMillis(),
                                    word.confidence()))
                            .toList(),
                    evidence.freeText(),
                    evidence.doubt());
            out.accept(new ServerEvent.TranscriptionCompleted(id, 0, turn.text(), hearing));
        }
        out.accept(new ServerEvent.ItemDone(previous, item));
        lastItem = id;
    }

    private void begin(ConversationEvent.ReplyStarted started) {
        var open = new OpenReply(
                started.reply(),
                replyIsSpoken.get(),
                corrections(started.observation(), session.get().locale()));
        reply = open;
        WireItem item = WireItem.replyBegun(open.item());
        out.accept(new ServerEvent.ResponseCreated(
                new WireResponse(open.response(), "realtime.response", "in_progress", List.of(), null)));
        out.accept(new ServerEvent.OutputItemAdded(open.response(), 0, item));
        out.accept(new ServerEvent.ItemAdded(lastItem, item));
        out.accept(new ServerEvent.ContentPartAdded(
                open.response(), open.item(), 0, 0, WireContent.reply(open.spoken, "")));
    }

    private static ServerEvent delta(OpenReply open, String text) {
        return open.spoken
                ? new ServerEvent.TranscriptDelta(open.response(), open.item(), 0, 0, text)
                : new ServerEvent.TextDelta(open.response(), open.item(), 0, 0, text);
    }

    private void finish(ConversationEvent.ReplyFinished finished) {
        whenOpen(finished.reply(), open -> {
            endAudio(open);
            out.accept(
                    open.spoken
                            ? new ServerEvent.TranscriptDone(open.response(), open.item(), 0, 0, finished.heard())
                            : new ServerEvent.TextDone(open.response(), open.item(), 0, 0, finished.heard()));
            WireItem item = WireItem.reply(open.item(), finished.heard(), open.spoken, finished.interrupted());
            out.accept(new ServerEvent.ContentPartDone(
                    open.response(), open.item(), 0, 0, WireContent.reply(open.spoken, finished.heard())));
            out.accept(new ServerEvent.OutputItemDone(open.response(), 0, item));
            out.accept(new ServerEvent.ItemDone(lastItem, item));
            lastItem = open.item();
            var teaching = new Teaching(moveNames(finished.moves()), finished.wordedBy(), open.corrections);
            end(open, finished.interrupted() ? "cancelled" : "completed", List.of(item), teaching);
        });
    }

    private void end(OpenReply open, String status, List<WireItem> output, Teaching teaching) {
        out.accept(new ServerEvent.ResponseDone(
                new WireResponse(open.response(), "realtime.response", status, output, teaching)));
        reply = null;
    }

    private void truncated(TurnId id, Duration heardUntil) {
        whenOpen(id, open -> {
            out.accept(new ServerEvent.OutputCleared(open.response()));
            out.accept(new ServerEvent.ItemTruncated(open.item(), 0, heardUntil.toMillis()));
        });
    }

    private void endAudio(OpenReply open) {
        if (open.audioOpen) {
            open.audioOpen = false;
            out.accept(new ServerEvent.AudioDone(open.response(), open.item(), 0, 0));
        }
    }

    private void notice(TutorFailure failure) {
        out.accept(new ServerEvent.Notice(Notices.code(failure), message(failure)));
    }

    private String message(TutorFailure failure) {
        return Notices.message(failure, session.get().locale());
    }

    private void whenOpen(TurnId id, Consumer<OpenReply> then) {
        OpenReply open = reply;
        if (open != null && open.id.equals(id)) {
            then.accept(open);
        }
    }

    private static List<TimedWord> words(TalkEvent.WordsTimed timed) {
        return timed.words().stream()
                .map(word -> new TimedWord(
                        word.text(), word.start().toMillis(), word.end().toMillis()))
                .toList();
    }

    private static List<BetterSaid> corrections(@Nullable Observation observation, String locale) {
        CorrectionNotes notes = CorrectionNotes.shipped();
        return observation == null
                ? List.of()
                : observation.corrections().stream()
                        .map(correction -> new BetterSaid(correction.corrected(), notes.note(correction, locale)))
                        .toList();
    }

    static List<String> moveNames(List<TeachingMove> moves) {
        return moves.stream().map(move -> move.getClass().getSimpleName()).toList();
    }
}
