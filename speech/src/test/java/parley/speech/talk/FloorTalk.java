package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.VirtualTalk.ANSWER_MS;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import parley.speech.scripted.ScriptedVoice;
import parley.speech.talk.TalkEvent.TurnJudged;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.TurnReason;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.TurnId;

/** Talks in which the tutor has the floor, for the scenarios of who may take it. */
final class FloorTalk {
    static final TurnId FIRST = new TurnId("r-1");
    static final long SPEAKING_FROM = ANSWER_MS;
    static final String TEN_SECONDS =
            IntStream.rangeClosed(1, 20).mapToObj(i -> "w" + i).collect(Collectors.joining(" ", "", "."));

    static VirtualTalk talk(UnaryOperator<FloorSettings> change) {
        return talk(TurnSettings.USUAL.withFloor(change.apply(FloorSettings.USUAL)));
    }

    static VirtualTalk talk(TurnSettings turns) {
        return new VirtualTalk(
                TalkSettings.usual("en", Delivery.SPOKEN).withTurns(turns).withOutputRate(ScriptedVoice.RATE_HZ));
    }

    /** A tutor that is ten seconds long and begins to be heard at 150 ms. */
    static VirtualTalk speaking(VirtualTalk talk) {
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        return talk.asks(20);
    }

    static List<TurnReason> reasons(VirtualTalk talk, Verdict verdict) {
        return talk.all(TurnJudged.class)
                .filter(judged -> judged.verdict() == verdict)
                .map(TurnJudged::reason)
                .toList();
    }

    static void playedOn(VirtualTalk talk) {
        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).isEmpty();
        assertThat(talk.firstAt(TalkEvent.PlaybackEnded.class)).isEqualTo(SPEAKING_FROM + 10_000);
        assertThat(talk.replies().getFirst().heard()).isEqualTo(TEN_SECONDS);
        assertThat(talk.replies().getFirst().interrupted()).isFalse();
        assertThat(talk.audioMs(FIRST)).isEqualTo(10_000);
    }

    private FloorTalk() {}
}
