package parley.speech.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.Utterance;
import parley.speech.talk.TalkEvent;
import parley.speech.talk.TalkHappening;
import parley.speech.talk.TalkInput;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.TurnId;
import parley.tutor.teaching.TeachingMove;

/** What a recorder is told of a talk, to the millisecond; audio arrives as it is spoken. */
final class SeenTalk {
    final List<TurnTimeline> over = new ArrayList<>();
    final TimelineRecorder recorder = new TimelineRecorder(over::add);

    SeenTalk fact(long ms, HearingFact fact) {
        recorder.happened(new TalkInput(
                Duration.ofMillis(ms),
                Instant.EPOCH.plusMillis(ms),
                SampleCount.ofMillis(ms),
                new TalkHappening.Heard(fact)));
        return this;
    }

    SeenTalk told(long ms, TalkEvent event) {
        recorder.told(Duration.ofMillis(ms), event);
        return this;
    }

    SeenTalk told(long ms, ConversationEvent event) {
        return told(ms, new TalkEvent.Conversed(event));
    }

    SeenTalk begins(long ms, String turn) {
        SampleCount at = SampleCount.ofMillis(ms);
        return fact(ms + 64, new HearingFact.SpeechStarted(at))
                .told(ms + 64, new TalkEvent.SpeechStarted(new TurnId(turn), at));
    }

    SeenTalk goesOn(long ms) {
        return fact(ms + 64, new HearingFact.SpeechResumed(SampleCount.ofMillis(ms)));
    }

    SeenTalk partial(long ms, String text) {
        return fact(ms, new HearingFact.PartialHeard(text, SampleCount.ofMillis(ms), null));
    }

    SeenTalk ends(long ms, String text) {
        SampleCount end = SampleCount.ofMillis(ms);
        Heard heard = text.isEmpty() ? Heard.NOTHING : new Heard(text, List.of(), text, null, 0);
        return fact(ms + 256, new HearingFact.SpeechPaused(SampleCount.ofMillis(ms + 256), end))
                .fact(
                        ms + 280,
                        new HearingFact.SegmentHeard(new Utterance(
                                SampleCount.ZERO, end, 1, Transcript.EMPTY, Transcript.EMPTY, heard, null)));
    }

    SeenTalk commits(long ms, String turn, String text) {
        return told(
                ms,
                new TalkEvent.TurnCommitted(
                        new LearnerTurn(new TurnId(turn), text, new SpokenEvidence(List.of(), text, "", 0))));
    }

    SeenTalk answers(long ms, String reply) {
        TurnId id = new TurnId(reply);
        return told(ms, new ConversationEvent.ReplyStarted(id, List.of(new TeachingMove.Encourage()), null))
                .told(ms + 80, new ConversationEvent.ReplyText(id, "Go "))
                .told(ms + 90, new ConversationEvent.ReplyText(id, "on."))
                .told(ms + 95, new ConversationEvent.ReplyWorded(id, "authored"))
                .told(ms + 130, new TalkEvent.PlaybackStarted(id));
    }

    SeenTalk finishes(long ms, String reply, String heard, boolean cut) {
        TurnId id = new TurnId(reply);
        return told(
                        ms,
                        cut
                                ? new TalkEvent.ReplyTruncated(id, Duration.ofMillis(700))
                                : new TalkEvent.PlaybackEnded(id))
                .told(ms + 1, new ConversationEvent.ReplyFinished(id, heard, cut, "authored", List.of()));
    }
}
