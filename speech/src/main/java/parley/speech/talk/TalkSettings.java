package parley.speech.talk;

import parley.speech.hearing.EarSettings;
import parley.speech.languages.SpokenLanguage;
import parley.speech.speaking.VoiceSettings;
import parley.speech.turns.TurnMode;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.Delivery;

/**
 * How one session talks; may change at any time, replies to come follow it.
 *
 * @param locale the learner's interface language, {@code en} or {@code zh-CN}
 * @param delivery whether replies are spoken or only shown
 * @param mode who ends the learner's turns
 * @param voice how replies are spoken
 * @param outputRateHz samples a second of {@link TalkEvent.AudioOut}, {@value #LOWEST_RATE_HZ}..{@value #HIGHEST_RATE_HZ}
 * @param turns how long to wait for the learner
 * @param ear what is taken for voice; how it is decoded is decided by those that a talk begins with
 * @param answering whether the tutor answers a spoken turn by itself; otherwise it is only heard and stored, and answered
 *     once that is asked for
 * @param spoken which language the learner speaks
 */
public record TalkSettings(
        String locale,
        Delivery delivery,
        TurnMode mode,
        VoiceSettings voice,
        int outputRateHz,
        TurnSettings turns,
        EarSettings ear,
        boolean answering,
        SpokenLanguage spoken) {
    public static final int LOWEST_RATE_HZ = 8_000;
    public static final int HIGHEST_RATE_HZ = 48_000;

    /** The rate of the realtime protocol's {@code audio/pcm}. */
    public static final int USUAL_RATE_HZ = 24_000;

    public TalkSettings {
        if (outputRateHz < LOWEST_RATE_HZ || outputRateHz > HIGHEST_RATE_HZ) {
            throw new IllegalArgumentException(
                    "the output rate lies in " + LOWEST_RATE_HZ + ".." + HIGHEST_RATE_HZ + " Hz, not " + outputRateHz);
        }
    }

    /** Everything usual for a learner who reads {@code locale}. */
    public static TalkSettings usual(String locale, Delivery delivery) {
        return new TalkSettings(
                locale,
                delivery,
                TurnMode.AUTOMATIC,
                VoiceSettings.USUAL,
                USUAL_RATE_HZ,
                TurnSettings.USUAL,
                EarSettings.USUAL,
                true,
                SpokenLanguage.always(SpokenLanguage.ENGLISH));
    }

    public TalkSettings withLocale(String language) {
        return new TalkSettings(language, delivery, mode, voice, outputRateHz, turns, ear, answering, spoken);
    }

    public TalkSettings withDelivery(Delivery way) {
        return new TalkSettings(locale, way, mode, voice, outputRateHz, turns, ear, answering, spoken);
    }

    public TalkSettings withMode(TurnMode who) {
        return new TalkSettings(locale, delivery, who, voice, outputRateHz, turns, ear, answering, spoken);
    }

    public TalkSettings withVoice(VoiceSettings how) {
        return new TalkSettings(locale, delivery, mode, how, outputRateHz, turns, ear, answering, spoken);
    }

    public TalkSettings withOutputRate(int rateHz) {
        return new TalkSettings(locale, delivery, mode, voice, rateHz, turns, ear, answering, spoken);
    }

    public TalkSettings withTurns(TurnSettings waits) {
        return new TalkSettings(locale, delivery, mode, voice, outputRateHz, waits, ear, answering, spoken);
    }

    public TalkSettings withEar(EarSettings how) {
        return new TalkSettings(locale, delivery, mode, voice, outputRateHz, turns, how, answering, spoken);
    }

    public TalkSettings answering(boolean byItself) {
        return new TalkSettings(locale, delivery, mode, voice, outputRateHz, turns, ear, byItself, spoken);
    }

    public TalkSettings withSpoken(SpokenLanguage language) {
        return new TalkSettings(locale, delivery, mode, voice, outputRateHz, turns, ear, answering, language);
    }
}
