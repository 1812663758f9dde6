package parley.speech.vosk;

import java.util.List;
import parley.speech.audio.SampleCount;

/**
 * How Kaldi is made to tell whether a sentence may end where the learner paused.
 *
 * <p>Its endpoint rules ask for silence, and for a limit on the <em>relative cost</em>: how much less likely the best path is once
 * it must end in the language model, as a natural logarithm. libvosk gives no access to that cost; but the rules are part of
 * a model's settings, so one is set by which a segment ends where sentences do, and nowhere else. Whether it ends by itself
 * is the answer.
 *
 * <p>The limit was set on recordings, half of them: after 20 of 29 ends of sentences a segment ends so, after 8 of 29 places
 * between two words in their middle.
 */
final class SentenceEnds {
    /** For {@code conf/model.conf}, in place of the model's own. The other rules would end segments wherever they pause, or amid a word. */
    static final List<String> RULES = List.of(
            "--endpoint.rule1.min-trailing-silence=1000",
            "--endpoint.rule2.min-trailing-silence=0.3",
            "--endpoint.rule2.max-relative-cost=3.0",
            "--endpoint.rule3.min-trailing-silence=1000",
            "--endpoint.rule4.min-trailing-silence=1000",
            "--endpoint.rule5.min-utterance-length=1000");

    /**
     * Silence that is added until a segment ends, at most {@link #PIECES} times: 0.064 s. With the pause itself, 0.256 s, it
     * is the rule's 0.3 s and what is not decoded yet, because the acoustic model looks ahead. A rule that asked for less
     * would end segments at the short pauses amid speech, where the words after it are heard without those before.
     */
    static final short[] SILENCE = new short[SampleCount.RATE_HZ * 64 / 1_000];

    static final int PIECES = 6;

    private SentenceEnds() {}
}
