package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.VirtualTalk.ANSWER_MS;
import static parley.speech.talk.VirtualTalk.FINAL_MS;
import static parley.speech.talk.VirtualTalk.HANG_MS;

import org.junit.jupiter.api.Test;
import parley.speech.scripted.ScriptedVoice;
import parley.tutor.conversation.Delivery;

/** A client that says itself when the tutor answers; exact to the millisecond. */
final class AnsweredOnRequestTest {
    private static VirtualTalk talk() {
        return new VirtualTalk(
                TalkSettings.usual("en", Delivery.SPOKEN).answering(false).withOutputRate(ScriptedVoice.RATE_HZ));
    }

    @Test
    void whatIsSaidIsHeardAndStoredAndAnsweredOnceThatIsAskedFor() {
        var talk = talk();
        // An unsure end: elsewhere a reply would be made ahead of it.
        talk.says(0, 1_000, "tell me a story")
                .says(3_000, 4_000, "about a firefighter")
                .until(10_000);

        assertThat(talk.learnerTurnsThatStand())
                .as("each turn is one by itself")
                .containsExactly("tell me a story", "about a firefighter");
        assertThat(talk.all(TalkEvent.TurnCommitted.class)).hasSize(2);
        assertThat(talk.replies()).isEmpty();
        assertThat(talk.firstAt(TalkEvent.AudioOut.class)).isEqualTo(-1);
        assertThat(talk.performed).noneMatch(TalkEffect.Speak.class::isInstance);
        assertThat(talk.state.conversation().draft()).isNull();

        talk.asks(10_000).until(30_000);
        assertThat(talk.firstAt(TalkEvent.AudioOut.class)).isEqualTo(10_000 + ANSWER_MS);
        assertThat(talk.replies()).hasSize(1);
        assertThat(talk.replies().getFirst().answers()).hasSize(2);
    }

    @Test
    void theWishMayBeTakenBack() {
        var talk = talk();
        talk.says(0, 1_000, "tell me a story please").until(3_000);
        talk.at(3_000, new TalkHappening.SettingsChanged(talk.state.settings().answering(true)));
        talk.says(4_000, 5_000, "about a firefighter please").until(30_000);

        assertThat(talk.firstAt(TalkEvent.AudioOut.class)).isGreaterThan(5_000 + HANG_MS + FINAL_MS);
        assertThat(talk.replies()).hasSize(1);
        assertThat(talk.state.conversation().unanswered()).isEmpty();
    }
}
