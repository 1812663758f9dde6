package parley.speech.speaking;

import java.util.List;

/** Takes the beginning of a sentence's sound while the rest is made. Called by one thread at a time. */
@FunctionalInterface
public interface EarlySound {
    /** Nobody listens before the whole is there. */
    EarlySound NONE = (samples, rateHz, words) -> {};

    /**
     * More of the sound, which follows what was given before; may hold the caller back.
     *
     * @param samples mono PCM16; handed over, not copied
     * @param rateHz samples a second, the same for all of a sentence
     * @param words where words are spoken, since the start of the sentence, as far as that is known by now; takes the
     *     place of what was said before
     * @throws VoiceUnavailable when it can not be taken on
     * @throws InterruptedException when it is not wanted any more
     */
    void more(short[] samples, int rateHz, List<WordTiming> words) throws VoiceUnavailable, InterruptedException;
}
