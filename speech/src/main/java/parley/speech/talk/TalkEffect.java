package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import parley.speech.speaking.VoiceSettings;
import parley.tutor.actor.Effect;
import parley.tutor.conversation.ConversationEffect;
import parley.tutor.conversation.TurnId;

/** What a talk wants done. */
public sealed interface TalkEffect extends Effect {
    /** An effect of the conversation; writes commit the whole step. */
    record Converse(ConversationEffect effect) implements TalkEffect {
        @Override
        public boolean commits() {
            return effect.commits();
        }
    }

    record Tell(TalkEvent event) implements TalkEffect {}

    /**
     * Make speech of a sentence; answers {@code SentenceSpoken}, {@code SentenceSilent} or {@code VoiceFailed}, and before
     * it perhaps {@code SentenceSounds}.
     */
    record Speak(TurnId reply, int number, String sentence, VoiceSettings voice, int rateHz) implements TalkEffect {}

    /** The speech of a reply is no longer wanted. */
    record StopSpeaking(TurnId reply) implements TalkEffect {}

    /** The ear shall listen for these from now on. */
    record Expect(List<String> phrases) implements TalkEffect {
        public Expect {
            phrases = List.copyOf(phrases);
        }
    }

    /** The ear shall end what is being said, and say so. */
    record EndAudio() implements TalkEffect {}

    /** The ear shall forget the turn's words. */
    record ForgetTurn() implements TalkEffect {}

    /** Set the one alarm; replaces what was set before. */
    record Wake(Duration at) implements TalkEffect {}

    /** Everything of this session is stored. */
    record Closed() implements TalkEffect {}
}
