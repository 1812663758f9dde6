package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import parley.speech.Readiness;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.scripted.LoudnessDetector;
import parley.speech.scripted.ManualTicker;
import parley.speech.scripted.ScriptedRecogniser;
import parley.speech.scripted.ScriptedVoice;
import parley.speech.speaking.EarlySound;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceLayer;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.Voices;
import parley.speech.turns.Ticker;
import parley.tutor.TutorFailure.LanguageNotHeard;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.TutorReplied;

/** The session's threads and queues, with scripted ears and voice. */
final class TalkSessionTest {
    private static final ScriptedVoice FAST = new ScriptedVoice(Duration.ofMillis(20));

    private static short[] loud(int ms) {
        var sound = new short[ms * 16];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (i % 40 < 20 ? 8_000 : -8_000);
        }
        return sound;
    }

    private static short[] spoken(int before, int ms, int after) {
        short[] sound = loud(before + ms + after);
        Arrays.fill(sound, 0, before * 16, (short) 0);
        Arrays.fill(sound, (before + ms) * 16, sound.length, (short) 0);
        return sound;
    }

    @Test
    void whileModelsLoadAudioWaitsAndTypingWorks() throws Exception {
        try (var talk = new LiveTalk(Ticker.system(), List.of(), List.of("Hello there."))) {
            talk.hears(spoken(600, 800, 600));
            assertThat(talk.await(TalkEvent.Warned.class).failure()).isInstanceOf(LanguageNotHeard.class);

            assertThat(talk.session.say(LearnerTurn.typed(new TurnId("m1"), "Hi")))
                    .isTrue();
            assertThat(talk.session.requestReply()).isTrue();
            var finished = talk.awaitConversed(ConversationEvent.ReplyFinished.class);
            assertThat(finished.heard()).isEqualTo("Hello there.");
            assertThat(talk.seen.stream()
                            .filter(TalkEvent.Warned.class::isInstance)
                            .map(event -> ((TalkEvent.Warned) event).failure().reason()))
                    .as("once for the ear, once for the voice")
                    .hasSize(2)
                    .allSatisfy(reason -> assertThat(reason).contains("still loading"));

            // Once they are there, the same session hears what was said, and speaks.
            talk.recogniser = new Readiness.Ready<>(new ScriptedRecogniser().willHear("good morning please"));
            talk.detector = new Readiness.Ready<>(new LoudnessDetector(1_000));
            talk.voices = new Readiness.Ready<>(new Voices(List.of(FAST)));
            assertThat(talk.await(TalkEvent.TurnCommitted.class).turn().text()).isEqualTo("good morning please");
            assertThat(talk.await(TalkEvent.PlaybackEnded.class)).isNotNull();
        }
    }

    @Test
    void aVoiceThatFailsGravelyLeavesTheReplyToBeRead() throws Exception {
        try (var talk = new LiveTalk(Ticker.system(), List.of(), List.of("Hello there."))) {
            talk.voices = new Readiness.Ready<>(new Voices(List.of(new GravelyBroken())));
            talk.session.requestReply();
            assertThat(talk.awaitConversed(ConversationEvent.ReplyFinished.class)
                            .heard())
                    .isEqualTo("Hello there.");
        }
    }

    private static final class GravelyBroken implements Voice {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Set<String> languages() {
            return Set.of("en");
        }

        @Override
        public Synthesis synthesise(String text, VoiceSettings settings) {
            throw new StackOverflowError();
        }

        @Override
        public void close() {}
    }

    /** Its first sentence takes until it is let go, whoever interrupts it. */
    private static final class SlowAtFirst implements VoiceLayer {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);
        final AtomicBoolean ranOut = new AtomicBoolean();

        @Override
        public Voice voice() {
            return FAST;
        }

        @Override
        public Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
                throws VoiceUnavailable, InterruptedException {
            if (begun.getCount() > 0) {
                begun.countDown();
                while (letGo.getCount() > 0) {
                    try {
                        ranOut.set(letGo.await(30, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        // Goes on.
                    }
                }
            }
            return FAST.synthesise(text, settings);
        }
    }

    @Test
    void aSentenceInTheMakingDoesNotDelayTheReplyAfterIt() throws Exception {
        var voice = new SlowAtFirst();
        try (var talk = new LiveTalk(
                Ticker.system(),
                List.of(),
                List.of("Never heard.", "Heard."),
                new ScriptedRecogniser(),
                new LoudnessDetector(1_000),
                voice)) {
            talk.session.requestReply();
            assertThat(voice.begun.await(20, TimeUnit.SECONDS)).isTrue();
            talk.session.say(LearnerTurn.typed(new TurnId("m1"), "Wait"));
            talk.session.requestReply();
            TurnId first = talk.await(TalkEvent.AudioOut.class).reply();
            assertThat(voice.ranOut).as("the first audio does not wait").isFalse();
            voice.letGo.countDown();
            assertThat(talk.awaitConversed(ConversationEvent.ReplyFinished.class)
                            .heard())
                    .isEqualTo("Heard.");
            assertThat(talk.seen)
                    .filteredOn(TalkEvent.AudioOut.class::isInstance)
                    .allSatisfy(event ->
                            assertThat(((TalkEvent.AudioOut) event).reply()).isEqualTo(first));
        } finally {
            voice.letGo.countDown();
        }
    }

    /** Gives the first half of a sentence, and makes the other only when it is let go. */
    private static final class HalfAtATime implements VoiceLayer {
        final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public Voice voice() {
            return FAST;
        }

        @Override
        public Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
                throws VoiceUnavailable, InterruptedException {
            Synthesis whole = FAST.synthesise(text, settings);
            int half = whole.words().size() / 2;
            int samples = (int) (whole.words().get(half).start().toMillis() * 16);
            early.more(
                    Arrays.copyOf(whole.samples(), samples),
                    whole.rateHz(),
                    whole.words().subList(0, half));
            letGo.await();
            return whole;
        }
    }

    private static LiveTalk countingToSix(Voice voice) throws Exception {
        return new LiveTalk(
                Ticker.system(),
                List.of(),
                List.of("one two three four five six."),
                new ScriptedRecogniser(),
                new LoudnessDetector(1_000),
                voice);
    }

    @Test
    void theBeginningOfASentenceIsHeardBeforeItIsWhole() throws Exception {
        var voice = new HalfAtATime();
        try (var talk = countingToSix(voice)) {
            talk.session.requestReply();
            assertThat(talk.await(TalkEvent.AudioOut.class).startSample()).isZero();
            assertThat(talk.seen).noneMatch(TalkEvent.WordsTimed.class::isInstance);
            voice.letGo.countDown();
            assertThat(talk.await(TalkEvent.WordsTimed.class).words()).hasSize(6);
            assertThat(talk.awaitConversed(ConversationEvent.ReplyFinished.class)
                            .heard())
                    .isEqualTo("one two three four five six.");
            long given = talk.seen.stream()
                    .filter(TalkEvent.AudioOut.class::isInstance)
                    .mapToLong(event -> ((TalkEvent.AudioOut) event).samples().length)
                    .sum();
            assertThat(given).as("all of it once, at 24 kHz").isBetween(2_870L, 2_890L);
        }
    }

    @Test
    void ofASentenceThatWasCutBeforeItWasWholeTheHeardWordsCount() throws Exception {
        var voice = new HalfAtATime();
        try (var talk = countingToSix(voice)) {
            talk.session.requestReply();
            TurnId reply = talk.await(TalkEvent.AudioOut.class).reply();
            while (talk.seen.stream()
                            .filter(TalkEvent.AudioOut.class::isInstance)
                            .mapToLong(event -> ((TalkEvent.AudioOut) event).samples().length)
                            .sum()
                    < 1_300) {
                talk.await(TalkEvent.AudioOut.class);
            }
            talk.session.truncate(reply, Duration.ofMillis(45));
            assertThat(talk.awaitConversed(ConversationEvent.ReplyFinished.class)
                            .heard())
                    .isEqualTo("one two");
        }
    }

    @Test
    void aSpokenTurnIsHeardAnsweredAndStoredInOrder() throws Exception {
        var ears = new ScriptedRecogniser().willHear("i went home");
        try (var talk = new LiveTalk(
                Ticker.system(),
                List.of("I went home."),
                List.of("**Right!** Well done."),
                ears,
                new LoudnessDetector(1_000),
                FAST)) {
            talk.session.requestReply();
            talk.awaitConversed(ConversationEvent.ReplyFinished.class);
            talk.hears(spoken(600, 800, 600));
            var committed = talk.await(TalkEvent.TurnCommitted.class).turn();
            talk.awaitConversed(ConversationEvent.LearnerTurnStored.class);
            talk.awaitConversed(ConversationEvent.ReplyFinished.class);

            assertThat(committed.id()).isEqualTo(new TurnId("run-u1"));
            assertThat(java.util.Objects.requireNonNull(committed.spoken()).expectedText())
                    .isEqualTo("i went home");
            assertThat(talk.stored().subList(1, 4))
                    .extracting(Object::getClass)
                    .isEqualTo(List.of(TutorReplied.class, LearnerSpoke.class, TutorReplied.class));
        }
    }

    @Test
    void chineseWithoutAVoiceIsShownNotSpoken() throws Exception {
        try (var talk = new LiveTalk(
                Ticker.system(),
                List.of(),
                List.of("\u8bf7\u8bf4\uff1ahello there\u3002\u5f88\u597d\u3002"),
                new ScriptedRecogniser(),
                new LoudnessDetector(1_000),
                FAST)) {
            talk.session.requestReply();
            var words = talk.await(TalkEvent.WordsTimed.class).words();
            assertThat(words).extracting(word -> word.text()).containsExactly("hello", "there");
            var finished = talk.awaitConversed(ConversationEvent.ReplyFinished.class);
            assertThat(finished.heard()).isEqualTo("\u8bf7\u8bf4\uff1ahello there\u3002\u5f88\u597d\u3002");
            assertThat(talk.seen).noneMatch(TalkEvent.Warned.class::isInstance);
        }
    }

    @Test
    void closingStoresWhatWasHeardAndEndsEverything() throws Exception {
        var ticker = new ManualTicker();
        var slow = new ScriptedVoice(Duration.ofMillis(500));
        var talk = new LiveTalk(
                ticker,
                List.of(),
                List.of("One two three four five six seven eight."),
                new ScriptedRecogniser(),
                new LoudnessDetector(1_000),
                slow);
        talk.session.requestReply();
        talk.await(TalkEvent.PlaybackStarted.class);
        // Seven pieces of 40 ms go ahead; from then on one follows every 40 ms.
        for (int played = 1; played <= 26; played++) {
            ticker.advance(Duration.ofMillis(40));
            long next = (6 + played) * 960L;
            while (talk.await(TalkEvent.AudioOut.class).startSample() < next) {
                assertThat(talk.seen).isNotEmpty();
            }
        }
        talk.close();
        talk.close();

        assertThat(talk.stored()).last().isInstanceOfSatisfying(TutorReplied.class, replied -> {
            assertThat(replied.interrupted()).isTrue();
            assertThat(replied.heard()).isEqualTo("One two");
        });
        assertThat(talk.session.requestReply()).isFalse();
        assertThat(talk.session.audio(new AudioChunk(new short[640], SampleCount.ZERO)))
                .isFalse();
    }
}
