package parley.benchmarks;

import java.time.Duration;
import parley.speech.EmbeddedSpeech;
import parley.speech.talk.TalkEvent;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.ConversationEvent;

/** A reply of some twenty seconds in long sentences, which sounds are laid over. */
final class LongReply {
    static final String TEXT =
            "Listen to this story about a farmer who lived in a small town near the sea. Every morning he walked to the"
                    + " market and sold his apples to the people of the town. One day a stranger came and asked him for"
                    + " the way to the old bridge, which nobody had crossed for many years. The farmer put down his basket"
                    + " and thought for a long time before he answered the question.";

    /** What is laid over it begins when it has been heard for so long. */
    private static final Duration WELL_UNDER_WAY = Duration.ofMillis(1_500);

    /** The last sound may begin this far into it. */
    private static final int LAST_START = 13 * SpokenLearner.RATE_HZ;

    static final Duration LIMIT = Duration.ofSeconds(6);

    private LongReply() {}

    static SpokenLearner learner(EmbeddedSpeech speech) throws Exception {
        return learner(speech, TurnSettings.USUAL);
    }

    static SpokenLearner learner(EmbeddedSpeech speech, TurnSettings turns) throws Exception {
        return new SpokenLearner(speech, new TurnsTutor(TEXT), turns);
    }

    /** The same after the learner has said {@code words}, which it answers. */
    static boolean begin(SpokenLearner learner, short[] words) throws InterruptedException {
        int mark = learner.mark();
        learner.say(words, words.length);
        if (learner.silenceUntil(mark, one -> one.event() instanceof TalkEvent.PlaybackStarted, LIMIT) == null) {
            return false;
        }
        learner.silence(WELL_UNDER_WAY);
        return true;
    }

    /** Begins it and lets it go on for a while; false when it did not come. */
    static boolean begin(SpokenLearner learner) throws InterruptedException {
        int mark = learner.mark();
        learner.session.requestReply();
        if (learner.silenceUntil(mark, one -> one.event() instanceof TalkEvent.PlaybackStarted, LIMIT) == null) {
            return false;
        }
        learner.silence(WELL_UNDER_WAY);
        return true;
    }

    /** Whether too little of it is left to be disturbed. */
    static boolean over(SpokenLearner learner) {
        return learner.since(0).stream()
                        .anyMatch(one -> one.event() instanceof TalkEvent.ReplyTruncated
                                || one.event() instanceof TalkEvent.PlaybackEnded
                                || SpokenLearner.conversed(one, ConversationEvent.ReplyFinished.class))
                || learner.playedSamples().length > LAST_START;
    }
}
