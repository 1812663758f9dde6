package parley.speech.vosk;

import java.util.List;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.SentenceEnd;

/**
 * Tells from whether Kaldi ends a segment by itself if a sentence may end there.
 *
 * <p>Kaldi's endpoint rules ask for silence, and for a limit on the <em>relative cost</em>: how much less likely the best path is
 * once it must end in the language model, as a natural logarithm. libvosk gives no access to that cost; but the rules are
 * part of a model's settings, so one is set by which a segment ends where sentences do, and nowhere else.
 *
 * <p>The limit was set on recordings. Of 65 ends of sentences (19 of fluent speakers, 46 of learners) 34 % cost less than 2,
 * 60 % less than 3, 69 % less than 4.5 and 74 % less than 7; of 126 places between two of their words 6, 15, 46 and 50 %.
 */
final class SentenceEnds {
    private static final double SILENCE_SECONDS = 0.3;
    private static final double MOST_COST = 3;

    private static final SampleCount SILENCE = new SampleCount((long) (SampleCount.RATE_HZ * SILENCE_SECONDS));

    /** For {@code conf/model.conf}, in place of the model's own. Rules 1, 3 and 4 would end segments wherever they pause. */
    static final List<String> RULES = List.of(
            "--endpoint.rule1.min-trailing-silence=1000",
            "--endpoint.rule2.min-trailing-silence=" + SILENCE_SECONDS,
            "--endpoint.rule2.max-relative-cost=" + MOST_COST,
            "--endpoint.rule3.min-trailing-silence=1000",
            "--endpoint.rule4.min-trailing-silence=1000");

    private SentenceEnds() {}

    /**
     * Whether a sentence may end.
     *
     * @param silence after its last word, when its segment ended
     * @param byItself whether a rule ended it
     */
    static SentenceEnd of(SampleCount silence, boolean byItself) {
        if (silence.compareTo(SILENCE) < 0) {
            return SentenceEnd.UNKNOWN;
        }
        return byItself ? SentenceEnd.LIKELY : SentenceEnd.UNLIKELY;
    }
}
