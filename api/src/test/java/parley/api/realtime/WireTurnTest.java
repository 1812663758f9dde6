package parley.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HearingFact;
import parley.speech.talk.TalkEvent;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.talk.TalkHappening;
import parley.speech.talk.TalkInput;
import parley.speech.timeline.Moment;
import parley.speech.timeline.TimelineRecorder;
import parley.speech.timeline.TurnTimeline;
import parley.speech.turns.TurnReason;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.TurnId;
import parley.tutor.teaching.TeachingMove;

/** A turn as a recorder saw it, on the wire. */
class WireTurnTest {
    private static final TurnId HEARD = new TurnId("heard_1");
    private static final TurnId REPLY = new TurnId("reply_1");

    private final List<TurnTimeline> over = new ArrayList<>();
    private final TimelineRecorder recorder = new TimelineRecorder(over::add);

    private void fact(long ms, HearingFact fact) {
        recorder.happened(new TalkInput(
                Duration.ofMillis(ms),
                Instant.EPOCH.plusMillis(ms),
                SampleCount.ofMillis(ms),
                new TalkHappening.Heard(fact)));
    }

    private void told(long ms, TalkEvent event) {
        recorder.told(Duration.ofMillis(ms), event);
    }

    private WireTurn aTurn() {
        fact(1_064, new HearingFact.SpeechStarted(SampleCount.ofMillis(1_000)));
        told(1_064, new TalkEvent.SpeechStarted(HEARD, SampleCount.ofMillis(1_000)));
        fact(1_500, new HearingFact.PartialHeard("my secret", SampleCount.ofMillis(1_500), null));
        fact(3_256, new HearingFact.SpeechPaused(SampleCount.ofMillis(3_256), SampleCount.ofMillis(3_000)));
        told(3_600, new TalkEvent.TurnJudged(HEARD, Verdict.COMMIT, TurnReason.USUAL_PAUSE));
        told(
                3_600,
                new TalkEvent.TurnCommitted(
                        new LearnerTurn(HEARD, "my secret", new SpokenEvidence(List.of(), "my secret", "", 0))));
        conversed(3_601, new ConversationEvent.ReplyStarted(REPLY, List.of(new TeachingMove.Encourage()), null));
        conversed(3_602, new ConversationEvent.ReplyText(REPLY, "Our secret."));
        told(3_640, new TalkEvent.PlaybackStarted(REPLY));
        told(4_400, new TalkEvent.PlaybackEnded(REPLY));
        conversed(4_401, new ConversationEvent.ReplyFinished(REPLY, "Our secret.", false, "authored", List.of()));
        return WireTurn.of(over.getFirst());
    }

    private void conversed(long ms, ConversationEvent event) {
        told(ms, new TalkEvent.Conversed(event));
    }

    @Test
    void aTurnIsToldFromItsFirstMomentOnWithWhatWasDecidedAndWhy() {
        WireTurn turn = aTurn();
        assertThat(turn.origin()).isEqualTo("voice");
        assertThat(turn.outcome()).isEqualTo("answered");
        assertThat(turn.itemId()).isEqualTo("heard_1");
        assertThat(turn.replyId()).isEqualTo("reply_1");
        assertThat(turn.times()).isEqualTo(new WireTurn.Times(600L, null, 2L, 38L, 640L));
        assertThat(turn.moments())
                .containsExactly(
                        new WireTurn.At(0, "voice_started", null, null, null),
                        new WireTurn.At(500, "partial", null, null, null),
                        new WireTurn.At(2_000, "voice_paused", null, null, null),
                        new WireTurn.At(2_600, "decided", "commit", "usual_pause", null),
                        new WireTurn.At(2_600, "committed", null, null, null),
                        new WireTurn.At(2_601, "reply_started", null, null, "Encourage"),
                        new WireTurn.At(2_602, "first_token", null, null, null),
                        new WireTurn.At(2_640, "first_audio", null, null, null),
                        new WireTurn.At(3_400, "played_out", null, null, null),
                        new WireTurn.At(3_401, "heard", null, null, null));
    }

    @Test
    void whatWasSaidIsLeftToTheEventsThatTellIt() {
        String frame = new EventCodec().encode(new ServerEvent.TurnOver(aTurn()), "event_1");
        assertThat(frame)
                .startsWith("{\"event_id\":\"event_1\",\"type\":\"parley.turn\"")
                .doesNotContain("secret");
    }

    @Test
    void aTurnFollowsTheEventThatEndedIt() {
        var sent = new ArrayList<ServerEvent>();
        var narrator = new TalkNarrator(
                sent::add,
                () -> SessionState.usual("en", 1, "everyday-english", parley.speech.turns.TurnMode.AUTOMATIC),
                () -> true,
                null);
        aTurn();
        narrator.turnOver(over.getFirst());
        assertThat(sent).isEmpty();
        narrator.accept(new TalkEvent.TurnDiscarded(HEARD));
        narrator.accept(new TalkEvent.PlaybackPaused(REPLY));
        assertThat(sent)
                .hasSize(3)
                .satisfies(events -> assertThat(events.get(0)).isInstanceOf(ServerEvent.TranscriptionFailed.class))
                .satisfies(events -> assertThat(events.get(1)).isInstanceOf(ServerEvent.TurnOver.class));
    }

    static Stream<Enum<?>> names() {
        return Stream.of(
                        Moment.Kind.values(),
                        Verdict.values(),
                        TurnReason.values(),
                        TurnTimeline.Origin.values(),
                        TurnTimeline.Outcome.values())
                .flatMap(Arrays::stream);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNameIsInTheDocument(Enum<?> name) throws Exception {
        String document = Files.readString(Path.of("..", "docs", "protocol.md"));
        String section = document.substring(document.indexOf("### parley.turn"), document.indexOf("### parley.notice"));
        assertThat(section.substring(0, section.indexOf("```json")))
                .contains("`" + name.name().toLowerCase(Locale.ROOT) + "`");
    }
}
