package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import parley.speech.Readiness;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.hearing.VoiceActivityDetector.VoiceActivity;
import parley.speech.languages.Recognisers;
import parley.speech.languages.ScriptedShelf;
import parley.speech.languages.SpokenLanguage;
import parley.speech.scripted.LoudnessDetector;
import parley.speech.scripted.ScriptedVoice;
import parley.speech.speaking.Voices;
import parley.speech.turns.MicrophoneState;
import parley.speech.turns.Ticker;
import parley.speech.turns.TurnMode;
import parley.tutor.TutorFailure;
import parley.tutor.TutorFailure.LanguageNotHeard;
import parley.tutor.TutorFailure.LanguageNotHeard.Hearing;
import parley.tutor.conversation.Delivery;

/** Sessions of several languages at once, each heard by its own recogniser. */
final class TalkLanguagesTest {
    private final ScriptedShelf shelf = new ScriptedShelf("de", "en", "zh");

    private static short[] spoken() {
        var sound = new short[2_400 * 16];
        Arrays.fill(sound, 600 * 16, 1_400 * 16, (short) 8_000);
        for (int i = 600 * 16; i < 1_400 * 16; i += 2) {
            sound[i] = -8_000;
        }
        return sound;
    }

    private static LiveTalk talk(Recognisers recognisers, String locale, SpokenLanguage spoken) throws Exception {
        var talk = new LiveTalk(Ticker.system(), List.of("one coffee please"), List.of("Good."));
        talk.recognisers = recognisers;
        talk.detector = new Readiness.Ready<>(new LoudnessDetector(1_000));
        talk.voices = new Readiness.Ready<>(new Voices(List.of(new ScriptedVoice(Duration.ofMillis(20)))));
        talk.session.settings(TalkSettings.usual(locale, Delivery.SPOKEN).withSpoken(spoken));
        return talk;
    }

    private static Predicate<TalkEvent> told(Hearing hearing, String language) {
        return event -> event instanceof TalkEvent.Warned(LanguageNotHeard failure)
                && failure.hearing() == hearing
                && failure.language().equals(language);
    }

    private static long warnings(LiveTalk talk) {
        return talk.seen.stream().filter(TalkEvent.Warned.class::isInstance).count();
    }

    /** What was heard of an utterance; the reply has been played then, so that the next is a turn of its own. */
    private static String answered(LiveTalk talk) throws Exception {
        String text = talk.await(TalkEvent.TurnCommitted.class).turn().text();
        talk.await(TalkEvent.PlaybackEnded.class);
        return text;
    }

    @Test
    void eachIsHeardInItsOwnLanguageAndTheThirdWhenThereIsRoom() throws Exception {
        shelf.hears("en").willHear("one coffee please");
        shelf.hears("zh").willHear("yi bei ka fei");
        shelf.hears("de").willHear("einen kaffee bitte");
        try (Recognisers recognisers = shelf.recognisers(2);
                LiveTalk english = talk(recognisers, "zh-CN", SpokenLanguage.always("en"))) {
            LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"));
            for (LiveTalk talk : List.of(english, chinese)) {
                // From the first reply on an answer is expected.
                talk.session.requestReply();
                talk.await(TalkEvent.PlaybackEnded.class);
                // While it loads, nothing that was said is lost.
                talk.hears(spoken());
            }
            english.await(told(Hearing.LOADING, "en"), "a notice in a course of English");
            chinese.await(told(Hearing.LOADING, "zh"), "a notice");
            LiveTalk german = talk(recognisers, "en", SpokenLanguage.always("de"));
            german.hears(spoken());
            german.hears(spoken());
            german.await(told(Hearing.NO_ROOM, "de"), "a notice");
            shelf.load();

            assertThat(answered(chinese)).isEqualTo("yi bei ka fei");
            assertThat(answered(english)).isEqualTo("one coffee please");
            assertThat(shelf.hears("zh").givenAgainst())
                    .as("expectations are English")
                    .isZero();
            assertThat(shelf.hears("en").givenAgainst()).isPositive();

            chinese.close();
            german.hears(spoken());
            shelf.load();
            assertThat(answered(german)).isEqualTo("einen kaffee bitte");
            assertThat(shelf.order).containsExactly("+zh", "+en", "-zh", "+de");
            assertThat(german.seen.stream().filter(told(Hearing.NO_ROOM, "de"))).hasSize(1);
            assertThat(warnings(english)).isEqualTo(1);
            german.close();
        }
    }

    @Test
    void aLanguageWithoutAModelIsNotHeardByAnother() throws Exception {
        shelf.hears("en").willHear("nonsense");
        try (Recognisers recognisers = shelf.recognisers(2);
                LiveTalk talk = talk(recognisers, "en", SpokenLanguage.always("fr"))) {
            talk.hears(spoken());
            talk.hears(spoken());
            talk.await(told(Hearing.NOT_AT_ALL, "fr"), "a notice");
            shelf.load();
            assertThat(shelf.order).isEmpty();
            assertThat(talk.session.requestReply()).isTrue();
            talk.await(TalkEvent.PlaybackStarted.class);
            assertThat(warnings(talk)).isEqualTo(1);
        }
    }

    @Test
    void whoReadsAnotherLanguageIsHeardInItOrToldInWhichOne() throws Exception {
        shelf.hears("en").willHear("four");
        shelf.hears("zh").willHear("si");
        try (Recognisers recognisers = shelf.recognisers(2);
                LiveTalk talk = talk(recognisers, "fr", SpokenLanguage.asReadOr("en"))) {
            talk.hears(spoken());
            shelf.load();
            assertThat(answered(talk)).isEqualTo("four");
            assertThat(talk.seen.stream().filter(told(Hearing.OTHER_LANGUAGE, "fr")))
                    .hasSize(1);

            talk.session.settings(
                    TalkSettings.usual("zh-CN", Delivery.SPOKEN).withSpoken(SpokenLanguage.asReadOr("en")));
            talk.hears(spoken());
            shelf.load();
            assertThat(answered(talk)).isEqualTo("si");
        }
    }

    @Test
    void aSilentSessionIsHeardAgainAfterItGaveItsPlace() throws Exception {
        shelf.hears("zh").willHear("ni hao", "zai jian");
        try (Recognisers recognisers = shelf.recognisers(1);
                LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"))) {
            chinese.hears(spoken());
            shelf.load();
            assertThat(answered(chinese)).isEqualTo("ni hao");
            LiveTalk english = talk(recognisers, "en", SpokenLanguage.always("en"));
            shelf.pass(Recognisers.USUAL_IDLE);
            english.hears(spoken());
            shelf.load();
            assertThat(shelf.order).containsExactly("+zh", "-zh", "+en");
            english.await(TalkEvent.SpeechStarted.class);
            english.close();
            chinese.hears(spoken());
            chinese.await(told(Hearing.LOADING, "zh"), "the voice's being noticed");
            shelf.load();
            assertThat(answered(chinese)).isEqualTo("zai jian");
        }
    }

    @Test
    void anOpenMicrophoneInWhichNobodySpeaksLendsItsModelUntilSomebodyDoes() throws Exception {
        shelf.hears("zh").willHear("ni hao", "zai jian");
        try (Recognisers recognisers = shelf.recognisers(1);
                LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"))) {
            chinese.hears(spoken());
            shelf.load();
            assertThat(answered(chinese)).isEqualTo("ni hao");
            LiveTalk english = talk(recognisers, "en", SpokenLanguage.always("en"));
            shelf.pass(Recognisers.USUAL_IDLE);
            chinese.hears(new short[1_600]);
            english.hears(spoken());
            shelf.load();
            assertThat(shelf.order).as("silence is no use").containsExactly("+zh", "-zh", "+en");
            english.await(TalkEvent.SpeechStarted.class);
            english.close();

            // Silence does not take it back.
            chinese.hears(new short[5 * 16_000]);
            shelf.load();
            assertThat(shelf.order).containsExactly("+zh", "-zh", "+en");

            // 2.4 s of the first utterance, 0.1 s and 5 s of silence were before.
            chinese.hears(spoken());
            chinese.await(told(Hearing.LOADING, "zh"), "the voice's being noticed");
            shelf.load();
            long began = chinese.await(TalkEvent.SpeechStarted.class).at().toMillis();
            assertThat(began).isBetween(7_500L + 560, 7_500L + 640);
            assertThat(answered(chinese)).isEqualTo("zai jian");
            assertThat(shelf.order).containsExactly("+zh", "-zh", "+en", "-en", "+zh");
        }
    }

    @Test
    void aKeyTakesALentModelBackByTheVoiceAndNotByBeingPressed() throws Exception {
        shelf.hears("zh").willHear("ni hao", "zai jian");
        try (Recognisers recognisers = shelf.recognisers(1);
                LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"))) {
            chinese.session.settings(TalkSettings.usual("en", Delivery.SPOKEN)
                    .withSpoken(SpokenLanguage.always("zh"))
                    .withMode(TurnMode.PUSH_TO_TALK));
            shelf.load();
            holdsKeyFor(chinese, spoken());
            assertThat(answered(chinese)).isEqualTo("ni hao");
            LiveTalk english = talk(recognisers, "en", SpokenLanguage.always("en"));
            shelf.pass(Recognisers.USUAL_IDLE);
            english.hears(spoken());
            shelf.load();
            english.await(TalkEvent.SpeechStarted.class);

            holdsKeyFor(chinese, new short[16_000]);
            chinese.await(TalkEvent.TurnDiscarded.class);
            assertThat(chinese.session.state().turns().keyDownAt()).isNull();
            assertThat(shelf.order).containsExactly("+zh", "-zh", "+en");

            english.close();
            holdsKeyFor(chinese, spoken());
            chinese.await(told(Hearing.LOADING, "zh"), "the voice's being noticed");
            shelf.load();
            assertThat(answered(chinese)).isEqualTo("zai jian");
        }
    }

    private static void holdsKeyFor(LiveTalk talk, short[] sound) {
        talk.session.microphone(MicrophoneState.ON);
        talk.hears(sound);
        talk.session.microphone(MicrophoneState.OFF);
    }

    @Test
    void whatAKeySaidBeforeItsModelWasThereIsTheTurn() throws Exception {
        shelf.hears("zh").willHear("ni hao");
        try (Recognisers recognisers = shelf.recognisers(1);
                LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"))) {
            chinese.session.settings(TalkSettings.usual("en", Delivery.SPOKEN)
                    .withSpoken(SpokenLanguage.always("zh"))
                    .withMode(TurnMode.PUSH_TO_TALK));
            chinese.session.microphone(MicrophoneState.ON);
            chinese.hears(spoken());
            chinese.session.microphone(MicrophoneState.OFF);
            // No more sound comes: nothing but the model's being there lets it be heard.
            shelf.load();
            assertThat(answered(chinese)).isEqualTo("ni hao");
            assertThat(chinese.seen).noneMatch(TalkEvent.TurnDiscarded.class::isInstance);
        }
    }

    @Test
    void whatWaitedIsHeardAtItsOwnPlaceInTheSound() throws Exception {
        shelf.hears("zh").willHear("ni hao");
        try (Recognisers recognisers = shelf.recognisers(1);
                LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"))) {
            chinese.hears(spoken());
            chinese.await(told(Hearing.LOADING, "zh"), "a notice");
            shelf.load();
            long began = chinese.await(TalkEvent.SpeechStarted.class).at().toMillis();
            assertThat(began).isBetween(560L, 640L);
            assertThat(answered(chinese)).isEqualTo("ni hao");
        }
    }

    @Test
    void theModelIsMadeReadyOnceTheLanguageIsKnownButTakenFromNobody() throws Exception {
        try (Recognisers recognisers = shelf.recognisers(1)) {
            LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"));
            shelf.load();
            assertThat(shelf.order).as("before a sound of it").containsExactly("+zh");
            chinese.hears(new short[640]);
            shelf.pass(Recognisers.USUAL_IDLE);
            try (LiveTalk english = talk(recognisers, "en", SpokenLanguage.always("en"))) {
                english.session.microphone(MicrophoneState.ON);
                shelf.load();
                assertThat(shelf.order).containsExactly("+zh");
            }
            chinese.close();
            try (LiveTalk english = talk(recognisers, "en", SpokenLanguage.always("en"))) {
                english.session.microphone(MicrophoneState.ON);
                shelf.load();
                assertThat(shelf.order).containsExactly("+zh", "-zh", "+en");
                english.hears(spoken());
                english.await(TalkEvent.SpeechStarted.class);
                assertThat(warnings(english)).as("its model was there").isZero();
            }
        }
    }

    @Test
    void soundThatWaitedForAModelThatFailsIsGivenUpAndTheKeyLetGo() throws Exception {
        shelf.breaks("zh");
        try (Recognisers recognisers = shelf.recognisers(1);
                LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"))) {
            chinese.session.settings(TalkSettings.usual("en", Delivery.SPOKEN)
                    .withSpoken(SpokenLanguage.always("zh"))
                    .withMode(TurnMode.PUSH_TO_TALK));
            chinese.session.microphone(MicrophoneState.ON);
            chinese.hears(spoken());
            chinese.session.microphone(MicrophoneState.OFF);
            shelf.load();
            chinese.await(
                    event -> event instanceof TalkEvent.Warned(TutorFailure.SpeechUnavailable failure), "the reason");
            chinese.await(TalkEvent.TurnDiscarded.class);
            assertThat(chinese.session.state().turns().keyDownAt()).isNull();
        }
    }

    @Test
    void soundThatWaitedInAnotherLanguageIsToldAsLost() throws Exception {
        try (Recognisers recognisers = shelf.recognisers(2);
                LiveTalk talk = talk(recognisers, "en", SpokenLanguage.always("zh"))) {
            talk.hears(spoken());
            talk.await(told(Hearing.LOADING, "zh"), "a notice");
            talk.session.settings(TalkSettings.usual("en", Delivery.SPOKEN).withSpoken(SpokenLanguage.always("de")));
            talk.await(
                    event -> event instanceof TalkEvent.Warned(TutorFailure.LimitReached failure)
                            && failure.reason().contains("2400 ms"),
                    "the loss");
        }
    }

    @Test
    void whoSpeaksWhileThereIsNoRoomIsWatchedOnAndHeardOnceThereIsSome() throws Exception {
        shelf.hears("zh").willHear("ni hao", "zai jian");
        try (Recognisers recognisers = shelf.recognisers(1);
                LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"))) {
            var opened = new AtomicInteger();
            var loudness = new LoudnessDetector(1_000);
            chinese.detector = new Readiness.Ready<>(new VoiceActivityDetector() {
                @Override
                public String name() {
                    return "counted";
                }

                @Override
                public VoiceActivity open() {
                    opened.incrementAndGet();
                    return loudness.open();
                }

                @Override
                public void close() {
                    loudness.close();
                }
            });
            chinese.hears(spoken());
            shelf.load();
            assertThat(answered(chinese)).isEqualTo("ni hao");
            LiveTalk english = talk(recognisers, "en", SpokenLanguage.always("en"));
            shelf.pass(Recognisers.USUAL_IDLE);
            english.hears(spoken());
            shelf.load();
            english.await(TalkEvent.SpeechStarted.class);

            chinese.hears(spoken());
            chinese.await(told(Hearing.NO_ROOM, "zh"), "a notice");
            english.close();
            chinese.hears(spoken());
            chinese.await(told(Hearing.LOADING, "zh"), "the voice's being noticed");
            shelf.load();
            assertThat(answered(chinese)).isEqualTo("zai jian");
            assertThat(opened).as("an ear, one watch and an ear").hasValue(3);
        }
    }

    /** Hears by loudness; the second stream that is opened fails once {@code may} is counted down. */
    private static VoiceActivityDetector failingSecond(CountDownLatch may) {
        var opened = new AtomicInteger();
        var loudness = new LoudnessDetector(1_000);
        return new VoiceActivityDetector() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public VoiceActivity open() {
                VoiceActivity voice = loudness.open();
                return opened.incrementAndGet() == 2 ? failing(may, voice) : voice;
            }

            @Override
            public void close() {
                loudness.close();
            }
        };
    }

    private static VoiceActivity failing(CountDownLatch may, VoiceActivity voice) {
        return new VoiceActivity() {
            @Override
            public float probability(short[] samples, int offset) {
                try {
                    may.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("the detector fails");
            }

            @Override
            public void reset() {
                voice.reset();
            }

            @Override
            public void close() {
                voice.close();
            }
        };
    }

    @Test
    void whenTheWatchOfASilentSessionFailsTheNextSoundOpensAnEarAndTellsWhatIsWrong() throws Exception {
        shelf.hears("zh").willHear("ni hao", "zai jian");
        var may = new CountDownLatch(1);
        try (Recognisers recognisers = shelf.recognisers(1);
                LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"))) {
            chinese.detector = new Readiness.Ready<>(failingSecond(may));
            chinese.session.settings(TalkSettings.usual("en", Delivery.SPOKEN)
                    .withSpoken(SpokenLanguage.always("zh"))
                    .withMode(TurnMode.PUSH_TO_TALK));
            shelf.load();
            holdsKeyFor(chinese, spoken());
            assertThat(answered(chinese)).isEqualTo("ni hao");
            LiveTalk english = talk(recognisers, "en", SpokenLanguage.always("en"));
            shelf.pass(Recognisers.USUAL_IDLE);
            english.hears(spoken());
            shelf.load();
            english.await(TalkEvent.SpeechStarted.class);
            english.close();

            holdsKeyFor(chinese, new short[16_000]);
            assertThat(warnings(chinese)).isZero();
            may.countDown();
            // What was done is done, though the sound before it was not listened to.
            chinese.await(TalkEvent.TurnDiscarded.class);
            assertThat(chinese.session.state().turns().keyDownAt()).isNull();
            assertThat(shelf.order).as("the failure alone takes nothing").containsExactly("+zh", "-zh", "+en");

            Readiness<VoiceActivityDetector> mended = chinese.detector;
            chinese.detector = new Readiness.Unavailable<>("the detector fails", "restart");
            holdsKeyFor(chinese, spoken());
            shelf.load();
            chinese.await(
                    event -> event instanceof TalkEvent.Warned(TutorFailure.SpeechUnavailable failure)
                            && failure.reason().contains("the detector fails"),
                    "what is wrong");
            chinese.await(TalkEvent.TurnDiscarded.class);

            chinese.detector = mended;
            holdsKeyFor(chinese, spoken());
            assertThat(answered(chinese)).isEqualTo("zai jian");
            assertThat(shelf.order).containsExactly("+zh", "-zh", "+en", "-en", "+zh");
        } finally {
            may.countDown();
        }
    }

    @Test
    void aVoiceThatBeganAsItsModelWasLentEndsAsNotUnderstood() throws Exception {
        try (Recognisers recognisers = shelf.recognisers(1);
                LiveTalk chinese = talk(recognisers, "en", SpokenLanguage.always("zh"));
                LiveTalk english = talk(recognisers, "en", SpokenLanguage.always("en"))) {
            shelf.load();
            chinese.hears(Arrays.copyOf(spoken(), 800 * 16));
            chinese.await(TalkEvent.SpeechStarted.class);
            shelf.pass(Recognisers.USUAL_IDLE);
            english.hears(spoken());
            shelf.load();
            chinese.await(TalkEvent.TurnDiscarded.class);
            assertThat(chinese.seen)
                    .anyMatch(event -> event instanceof TalkEvent.Warned(TutorFailure.SpeechUnavailable failure));
        }
    }
}
