package parley.speech.speaking;

import java.util.Set;

/** A voice that changes how another one works; it goes by the other's name and is closed with it. */
public interface VoiceLayer extends Voice {
    /** The voice beneath. */
    Voice voice();

    @Override
    default String name() {
        return voice().name();
    }

    @Override
    default Set<String> languages() {
        return voice().languages();
    }

    @Override
    default Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
        return synthesise(text, settings, EarlySound.NONE);
    }

    @Override
    Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
            throws VoiceUnavailable, InterruptedException;

    @Override
    default void close() {
        voice().close();
    }
}
