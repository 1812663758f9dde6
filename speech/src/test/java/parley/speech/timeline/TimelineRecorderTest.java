package parley.speech.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.speech.talk.TalkEvent;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.timeline.Moment.Kind;
import parley.speech.timeline.TurnTimeline.Origin;
import parley.speech.timeline.TurnTimeline.Outcome;
import parley.speech.turns.TurnReason;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;

class TimelineRecorderTest {
    private final SeenTalk talk = new SeenTalk();

    private static Duration ms(long value) {
        return Duration.ofMillis(value);
    }

    @Test
    void a_turn_is_measured_from_the_end_of_the_voice_and_not_from_its_being_noticed() {
        talk.begins(500, "r-u1")
                .partial(900, "i went")
                .ends(2_500, "i went home")
                .commits(2_780, "r-u1", "i went home")
                .answers(2_800, "r-1")
                .finishes(5_000, "r-1", "Go on.", false);

        assertThat(talk.over).hasSize(1);
        TurnTimeline turn = talk.over.getFirst();
        assertThat(turn.first(Kind.VOICE_STARTED)).contains(ms(500));
        assertThat(turn.first(Kind.VOICE_PAUSED)).contains(ms(2_500));
        assertThat(TurnTimes.of(turn)).isEqualTo(new TurnTimes(ms(280), ms(280), ms(100), ms(50), ms(430)));
        assertThat(turn.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(turn.origin()).isEqualTo(Origin.VOICE);
        assertThat(turn.moments().stream().map(Moment::kind))
                .containsExactly(
                        Kind.VOICE_STARTED,
                        Kind.PARTIAL,
                        Kind.VOICE_PAUSED,
                        Kind.FINAL_WORDS,
                        Kind.COMMITTED,
                        Kind.REPLY_STARTED,
                        Kind.FIRST_TOKEN,
                        Kind.REPLY_WORDED,
                        Kind.FIRST_AUDIO,
                        Kind.PLAYED_OUT,
                        Kind.HEARD);
    }

    @Test
    void a_pause_inside_a_turn_is_no_end() {
        talk.begins(0, "r-u1")
                .ends(1_000, "i want to")
                .goesOn(1_900)
                .ends(3_000, "i want to go home")
                .commits(3_300, "r-u1", "i want to go home")
                .answers(3_310, "r-1");
        talk.recorder.finish();
        TurnTimeline turn = talk.over.getFirst();
        assertThat(TurnTimes.of(turn).endOfTurnDelay()).isEqualTo(ms(300));
        assertThat(turn.last(Kind.VOICE_RESUMED)).contains(ms(1_900));
        assertThat(turn.outcome()).isEqualTo(Outcome.UNANSWERED);
    }

    @Test
    void a_barge_in_shows_in_the_reply_that_it_cut_and_begins_a_turn_of_its_own() {
        talk.answers(0, "r-1")
                .begins(1_000, "r-u1")
                .told(1_064, new TalkEvent.PlaybackPaused(new TurnId("r-1")))
                .finishes(1_500, "r-1", "Go", true)
                .ends(2_000, "stop")
                .commits(2_290, "r-u1", "stop")
                .answers(2_300, "r-2")
                .finishes(4_000, "r-2", "Go on.", false);
        assertThat(talk.over).extracting(TurnTimeline::outcome).containsExactly(Outcome.INTERRUPTED, Outcome.ANSWERED);
        TurnTimeline cut = talk.over.getFirst();
        assertThat(cut.origin()).isEqualTo(Origin.TUTOR);
        assertThat(cut.first(Kind.BARGE_IN)).contains(ms(1_000));
        assertThat(cut.first(Kind.HELD)).contains(ms(1_064));
        assertThat(cut.moments().getLast()).isEqualTo(new Moment(ms(1_501), Kind.HEARD, "Go"));
    }

    @Test
    void a_backchannel_is_no_turn_and_the_reply_goes_on() {
        talk.answers(0, "r-1")
                .begins(1_000, "r-u1")
                .told(1_064, new TalkEvent.PlaybackPaused(new TurnId("r-1")))
                .ends(1_300, "uh huh")
                .told(1_590, new TalkEvent.TurnDiscarded(new TurnId("r-u1")))
                .told(1_591, new TalkEvent.PlaybackResumed(new TurnId("r-1")))
                .finishes(3_000, "r-1", "Go on.", false);
        assertThat(talk.over).extracting(TurnTimeline::outcome).containsExactly(Outcome.DISCARDED, Outcome.ANSWERED);
        assertThat(talk.over.getLast().first(Kind.RELEASED)).contains(ms(1_591));
        assertThat(TurnTimes.of(talk.over.getFirst())).isEqualTo(new TurnTimes(null, null, null, null, null));
    }

    @Test
    void decisions_tell_their_reasons_and_a_turn_gone_on_in_is_part_of_the_next() {
        talk.begins(0, "r-u1")
                .ends(1_000, "tell me a story")
                .told(1_300, new TalkEvent.TurnJudged(new TurnId("r-u1"), Verdict.DRAFT, TurnReason.USUAL_PAUSE))
                .told(1_600, new TalkEvent.TurnJudged(new TurnId("r-u1"), Verdict.COMMIT, TurnReason.USUAL_PAUSE))
                .commits(1_600, "r-u1", "tell me a story")
                .begins(1_700, "r-u2")
                .ends(2_700, "about a farmer")
                .told(2_990, new ConversationEvent.LearnerTurnReopened(new TurnId("r-u1"), new TurnId("r-u2")))
                .commits(2_990, "r-u2", "tell me a story about a farmer")
                .answers(3_000, "r-1")
                .finishes(5_000, "r-1", "Go on.", false);
        assertThat(talk.over).extracting(TurnTimeline::outcome).containsExactly(Outcome.REOPENED, Outcome.ANSWERED);
        assertThat(talk.over.getFirst().moments().stream()
                        .filter(one -> one.kind() == Kind.DECIDED)
                        .map(Moment::detail))
                .containsExactly("draft: usual pause", "commit: usual pause");
    }

    @Test
    void what_is_typed_has_no_voice_to_be_measured_from() {
        talk.told(100, new ConversationEvent.LearnerTurnStored(LearnerTurn.typed(new TurnId("mine"), "hello")))
                .answers(120, "r-1")
                .finishes(900, "r-1", "Go on.", false);
        TurnTimeline turn = talk.over.getFirst();
        assertThat(turn.origin()).isEqualTo(Origin.TYPED);
        assertThat(TurnTimes.of(turn)).isEqualTo(new TurnTimes(null, null, ms(100), ms(50), null));
    }

    @Test
    void a_turn_keeps_no_more_than_it_may_and_always_its_end() {
        talk.begins(0, "r-u1");
        for (int i = 1; i <= 5_000; i++) {
            talk.partial(100 + i, "word " + i);
        }
        talk.ends(6_000, "x".repeat(5_000)).commits(6_300, "r-u1", "x").answers(6_400, "r-1");
        talk.recorder.finish();
        TurnTimeline turn = talk.over.getFirst();
        assertThat(turn.moments()).hasSizeLessThanOrEqualTo(TurnTimeline.MAX_MOMENTS);
        assertThat(turn.left()).isGreaterThan(4_000);
        assertThat(turn.has(Kind.COMMITTED)).isTrue();
        assertThat(turn.moments()).allMatch(one -> one.detail().length() <= Moment.MAX_DETAIL + 1);
    }

    @Test
    void no_moment_prints_what_was_said() {
        assertThat(new Moment(ms(1), Kind.FINAL_WORDS, "my secret").toString()).doesNotContain("secret");
        assertThat(new Moment(ms(1), Kind.REPLY_STARTED, "Encourage").toString())
                .contains("Encourage");
    }
}
