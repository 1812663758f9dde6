package parley.speech.hearing;

import parley.speech.audio.SampleCount;

/**
 * One recognised word with its place in the audio.
 *
 * @param text lower case, as the recogniser's lexicon spells it
 * @param start first sample; from a decoder it counts from the first sample the decoder was given, in
 *     an {@link Utterance} from the session's start
 * @param end sample after the last
 * @param confidence 0..1; meaningful in free decoding, useless against a grammar
 */
public record HeardWord(String text, SampleCount start, SampleCount end, double confidence) {

    /** The same word placed {@code offset} later. */
    public HeardWord later(SampleCount offset) {
        return new HeardWord(text, start.plus(offset), end.plus(offset), confidence);
    }
}
