package parley.speech.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HearingFact;
import parley.speech.talk.TalkEvent;
import parley.speech.talk.TalkHappening;
import parley.speech.talk.TalkInput;
import parley.speech.talk.TalkWatch;
import parley.speech.timeline.Moment.Kind;
import parley.speech.timeline.TurnTimeline.Origin;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;

/**
 * Writes down one session's turns from what happens to it and what it tells, and from nothing else: the same inputs and
 * events give the same timelines. Used by the session's thread alone.
 *
 * <p>Sounds are placed by their samples: a sample came when the session had received that much. A turn is told when its
 * reply is over, or as soon as it is no turn; what is open at the end is told by {@link #finish}.
 */
public final class TimelineRecorder implements TalkWatch {
    private final Consumer<TurnTimeline> over;
    private int turns;
    private Duration now = Duration.ZERO;
    private SampleCount received = SampleCount.ZERO;
    private SampleCount doneUntil = SampleCount.ZERO;
    private SampleCount voiceEnd = SampleCount.ZERO;

    /** What the learner is saying. */
    private @Nullable OpenTimeline said;

    /** What is being answered. */
    private @Nullable OpenTimeline answered;

    private boolean audible;

    /** {@code over} hears each turn once, on the session's thread. */
    public TimelineRecorder(Consumer<TurnTimeline> over) {
        this.over = over;
    }

    @Override
    public void happened(TalkInput input) {
        now = input.now();
        received = input.received();
        if (input.what() instanceof TalkHappening.Heard(HearingFact fact)) {
            heard(fact);
        }
    }

    private void heard(HearingFact fact) {
        switch (fact) {
            case HearingFact.SpeechStarted(SampleCount at) -> voice(at, Kind.VOICE_STARTED);
            case HearingFact.SpeechResumed(SampleCount at) -> voice(at, Kind.VOICE_RESUMED);
            case HearingFact.PartialHeard(String text, SampleCount at, var level) -> {
                if (said != null && at.isAfter(doneUntil)) {
                    said.add(now, Kind.PARTIAL, text);
                }
            }
            case HearingFact.SpeechPaused(SampleCount at, SampleCount end) -> {
                voiceEnd = end;
                if (said != null && end.isAfter(doneUntil)) {
                    said.add(clock(end), Kind.VOICE_PAUSED, "");
                }
            }
            case HearingFact.SegmentHeard(var utterance) -> {
                if (said != null && utterance.end().isAfter(doneUntil)) {
                    said.add(now, Kind.FINAL_WORDS, utterance.heard().text());
                }
            }
            case HearingFact.RecogniserFailed(String reason) -> {
                if (said != null) {
                    said.add(now, Kind.RECOGNISER_FAILED, "");
                }
            }
            case HearingFact.AudioDropped dropped -> {}
            case HearingFact.AudioEnded ended -> {}
        }
    }

    private void voice(SampleCount at, Kind kind) {
        if (at.compareTo(doneUntil) < 0) {
            return;
        }
        saying().add(clock(at), kind, "");
        if (audible && answered != null) {
            answered.add(clock(at), Kind.BARGE_IN, "");
        }
    }

    /** When {@code sample} came: the audio behind it has come since. */
    private Duration clock(SampleCount sample) {
        Duration since = received.minusOrZero(sample).toDuration();
        return since.compareTo(now) > 0 ? Duration.ZERO : now.minus(since);
    }

    private OpenTimeline saying() {
        OpenTimeline open = said;
        if (open == null) {
            open = new OpenTimeline(++turns, Origin.VOICE);
            said = open;
        }
        return open;
    }

    @Override
    public void told(Duration at, TalkEvent event) {
        switch (event) {
            case TalkEvent.Conversed(ConversationEvent inner) -> conversed(at, inner);
            case TalkEvent.SpeechStarted(TurnId turn, SampleCount from) -> saying().turn = turn;
            case TalkEvent.SpeechStopped stopped -> {}
            case TalkEvent.PartialHeard partial -> {}
            case TalkEvent.TurnCommitted(LearnerTurn turn) -> committed(at, turn);
            case TalkEvent.TurnDiscarded(TurnId turn) -> discarded(at, turn);
            case TalkEvent.TurnJudged(TurnId turn, var verdict, var reason) ->
                judged(turn, Moment.decided(at, new Moment.Decision(verdict, reason)));
            case TalkEvent.PlaybackStarted(TurnId reply) -> {
                audible = true;
                replying(reply, at, Kind.FIRST_AUDIO);
            }
            case TalkEvent.AudioOut audio -> {}
            case TalkEvent.WordsTimed timed -> {}
            case TalkEvent.PlaybackEnded(TurnId reply) -> {
                audible = false;
                replying(reply, at, Kind.PLAYED_OUT);
            }
            case TalkEvent.PlaybackPaused(TurnId reply) -> replying(reply, at, Kind.HELD);
            case TalkEvent.PlaybackResumed(TurnId reply) -> replying(reply, at, Kind.RELEASED);
            case TalkEvent.ReplyTruncated(TurnId reply, Duration until) -> {
                audible = false;
                if (answered != null && reply.equals(answered.reply)) {
                    answered.add(
                            at,
                            Kind.CUT,
                            String.format(Locale.ROOT, "heard up to %.2f s of it", until.toMillis() / 1_000.0));
                }
            }
            case TalkEvent.Warned warned -> {
                OpenTimeline open = said == null ? answered : said;
                if (open != null) {
                    open.add(at, Kind.WARNED, warned.failure().getClass().getSimpleName());
                }
            }
        }
    }

    private void judged(TurnId turn, Moment decided) {
        OpenTimeline open = said;
        if (open == null && answered != null && turn.equals(answered.turn)) {
            open = answered;
        }
        if (open != null) {
            open.add(decided);
        }
    }

    private void committed(Duration at, LearnerTurn turn) {
        OpenTimeline open = saying();
        open.turn = turn.id();
        open.add(at, Kind.COMMITTED, turn.text());
        doneUntil = voiceEnd.isAfter(doneUntil) ? voiceEnd : doneUntil;
        said = null;
        answer(open);
    }

    private void discarded(Duration at, TurnId turn) {
        OpenTimeline open = said;
        if (open != null) {
            open.turn = turn;
            open.add(at, Kind.DISCARDED, "");
            said = null;
            doneUntil = voiceEnd.isAfter(doneUntil) ? voiceEnd : doneUntil;
            over.accept(open.close());
        }
    }

    private void answer(OpenTimeline next) {
        OpenTimeline before = answered;
        answered = next;
        if (before != null) {
            over.accept(before.close());
        }
    }

    private void conversed(Duration at, ConversationEvent event) {
        switch (event) {
            case ConversationEvent.LearnerTurnStored(LearnerTurn turn) -> {
                boolean spoken = answered != null && turn.id().equals(answered.turn);
                if (turn.spoken() == null && !spoken) {
                    var typed = new OpenTimeline(++turns, Origin.TYPED);
                    typed.turn = turn.id();
                    typed.add(at, Kind.COMMITTED, turn.text());
                    answer(typed);
                }
            }
            case ConversationEvent.LearnerTurnReopened(TurnId turn, TurnId by) -> reopened(at, turn, by);
            case ConversationEvent.LearnerTurnRefused refused -> {}
            case ConversationEvent.ReplyStarted started -> {
                OpenTimeline open = answered;
                if (open == null || open.reply != null) {
                    open = new OpenTimeline(++turns, Origin.TUTOR);
                    answer(open);
                }
                open.reply = started.reply();
                open.add(
                        at,
                        Kind.REPLY_STARTED,
                        started.moves().stream()
                                .map(move -> move.getClass().getSimpleName())
                                .collect(Collectors.joining(", ")));
            }
            case ConversationEvent.ReplyText(TurnId reply, String delta) -> {
                if (answered != null && reply.equals(answered.reply) && !answered.firstTokenSeen) {
                    answered.firstTokenSeen = true;
                    answered.add(at, Kind.FIRST_TOKEN, "");
                }
            }
            case ConversationEvent.ReplyWorded(TurnId reply, String by) -> replying(reply, at, Kind.REPLY_WORDED);
            case ConversationEvent.ReplyFinished finished -> ended(finished.reply(), at, Kind.HEARD, finished.heard());
            case ConversationEvent.ReplyDropped(TurnId reply) -> ended(reply, at, Kind.DROPPED, "");
            case ConversationEvent.ReplyFailed failed ->
                ended(
                        failed.reply(),
                        at,
                        Kind.REPLY_FAILED,
                        failed.failure().getClass().getSimpleName());
            case ConversationEvent.Notice notice -> {}
        }
    }

    /** The turn before goes on in {@code by}, which has its own timeline. */
    private void reopened(Duration at, TurnId turn, TurnId by) {
        OpenTimeline open = answered;
        if (open != null && turn.equals(open.turn) && !turn.equals(by)) {
            open.add(at, Kind.REOPENED, "");
            answered = null;
            over.accept(open.close());
        }
    }

    private void replying(TurnId reply, Duration at, Kind kind) {
        if (answered != null && reply.equals(answered.reply)) {
            answered.add(at, kind, "");
        }
    }

    private void ended(TurnId reply, Duration at, Kind kind, String detail) {
        OpenTimeline open = answered;
        boolean known = open != null && (open.reply == null || reply.equals(open.reply));
        if (open == null || !known) {
            return;
        }
        open.reply = reply;
        open.add(at, kind, detail);
        audible = false;
        answered = null;
        over.accept(open.close());
    }

    /** The session is over: tells what is still open. */
    public void finish() {
        List<OpenTimeline> open =
                Stream.of(answered, said).filter(Objects::nonNull).toList();
        answered = null;
        said = null;
        open.forEach(one -> over.accept(one.close()));
    }
}
