package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.FloorTalk.SPEAKING_FROM;
import static parley.speech.talk.FloorTalk.TEN_SECONDS;
import static parley.speech.talk.FloorTalk.speaking;
import static parley.speech.talk.FloorTalk.talk;
import static parley.speech.talk.RealSound.recording;
import static parley.speech.talk.RealSound.spoken;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.hearing.HearingFact;
import parley.speech.turns.TurnSettings;
import parley.speech.vosk.Parts;
import parley.tutor.conversation.Delivery;
import parley.tutor.learner.LearningEvent.TutorReplied;

/** Real sound at known samples through the real detector and recogniser, over a tutor on virtual time. */
final class TalkRealEarTest {
    private static final double MINUS_20_DB = 0.1;

    /** What the tutor says of whom the echo comes back; each is several seconds long. */
    private static final List<String> REPLIES = List.of(
            "Very good. Now tell me where you went yesterday.",
            "The past tense of go is went. Please say the whole sentence again.",
            "Listen to this story about a farmer who lived in a small town near the sea.");

    private static final List<String> LONG_REPLIES = List.of(
            "Very good. Now tell me where you went yesterday, and what you saw on the way to the station.",
            "Listen to this story about a farmer who lived in a small town near the sea.");

    private static VirtualTalk overTheTutor(short[] sound, long at) {
        var talk = speaking(talk(floor -> floor));
        new RealSound(at + sound.length / 16 + 2_000).with(at, sound).heardBy(talk);
        return talk.until(30_000);
    }

    private static TutorReplied first(VirtualTalk talk) {
        return talk.replies().getFirst();
    }

    // ---- sounds that are not meant

    @ParameterizedTest
    @ValueSource(
            strings = {"Uh-huh.", "Mm-hmm.", "Oh.", "Hmm.", "Wow.", "Cool.", "Right.", "Okay.", "I see.", "Oh really?"})
    void aBackchannelStopsNobody(String text) throws Exception {
        short[] sound = spoken(text);
        // What the recogniser makes of a hum changes with the silence before it.
        for (long at : List.of(3_000L, 3_100L, 3_250L)) {
            var talk = overTheTutor(sound, at);
            assertThat(first(talk).heard()).as(text + " at " + at).isEqualTo(TEN_SECONDS);
            assertThat(talk.learnerTurns()).as(text + " at " + at).isEmpty();
            assertThat(talk.state.listening()).isTrue();
        }
    }

    // ---- words that are

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stop!",
                "Wait.",
                "No.",
                "What?",
                "Why?",
                "Sorry?",
                "Tomorrow.",
                "Coffee.",
                "Hold on.",
                "Again, please.",
                "I don't understand.",
                "Can you say that again?"
            })
    void whatIsMeantStopsTheTutorAtItsOnset(String text) throws Exception {
        short[] sound = spoken(text);
        for (long at : List.of(3_000L)) {
            var talk = overTheTutor(sound, at);
            assertThat(first(talk).interrupted()).as(text + " at " + at).isTrue();
            // Held at once, however long it took to know that it was meant.
            assertThat(talk.firstAt(TalkEvent.PlaybackPaused.class)).as(text).isBetween(at, at + 300);
            assertThat(talk.all(TalkEvent.PlaybackResumed.class)).as(text).isEmpty();
            assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class))
                    .as(text)
                    .isBetween(at, at + sound.length / 16 + 600);
        }
    }

    // ---- the tutor's own voice, 20 dB below what is played

    private static VirtualTalk realTutor(String reply) {
        var talk =
                new VirtualTalk(TalkSettings.usual("en", Delivery.SPOKEN).withOutputRate(TalkSettings.HIGHEST_RATE_HZ));
        talk.otherVoice = Parts.voice();
        talk.replyTexts = List.of(reply, "Fine.");
        return talk.asks(20);
    }

    @ParameterizedTest
    @ValueSource(longs = {50, 200, 400})
    void theTutorsOwnVoiceAtMinus20DecibelsPlaysOn(long delay) throws Exception {
        for (String reply : REPLIES) {
            var talk = realTutor(reply);
            new RealSound(8_000).echoing(delay, MINUS_20_DB).heardBy(talk);
            talk.until(30_000);
            assertThat(first(talk).interrupted()).as(reply).isFalse();
            assertThat(first(talk).heard()).as(reply).isEqualTo(reply);
            assertThat(talk.learnerTurns()).as(reply).isEmpty();
            assertThat(talk.replies()).hasSize(1);
            assertThat(talk.state.listening()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Wait, I have a question.', 2_000",
        "'Please stop for a moment.', 1_200",
        "'I do not understand this sentence.', 1_500"
    })
    void aLearnerOverThatEchoStopsTheTutor(String says, long at) throws Exception {
        for (String reply : LONG_REPLIES) {
            var talk = realTutor(reply);
            short[] learner = spoken(says);
            long from = SPEAKING_FROM + at;
            new RealSound(from + learner.length / 16 + 4_000)
                    .with(from, learner)
                    .echoing(200, MINUS_20_DB)
                    .heardBy(talk);
            talk.until(30_000);
            assertThat(first(talk).interrupted()).as(reply).isTrue();
            assertThat(reply).startsWith(first(talk).heard());
            assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class))
                    .as(reply)
                    .isBetween(from, from + learner.length / 16 + 600);
            assertThat(talk.learnerTurns()).as(reply).hasSize(1);
            assertThat(talk.state.listening()).isTrue();
        }
    }

    // ---- recordings of people

    private static final List<String> RECORDINGS = List.of("libriv_0880", "libriv_0890");

    @ParameterizedTest
    @ValueSource(longs = {450, 1_200})
    void recordingsJoinedWithAPauseAreOneTurn(long pause) throws Exception {
        for (String id : RECORDINGS) {
            short[] sentence = recording(id);
            long half = sentence.length / 16;
            // Fluent speakers are waited for 600 ms, beginners 1,300.
            var talk = talk(pause < 600 ? TurnSettings.USUAL : TurnSettings.BEGINNER);
            new RealSound(1_000 + 2 * half + pause + 2_500)
                    .hiss(sentence, 40)
                    .with(1_000, sentence)
                    .with(1_000 + half + pause, sentence)
                    .heardBy(talk);
            talk.until(60_000);
            assertThat(talk.learnerTurnsThatStand()).as(id).hasSize(1);
            assertThat(talk.replies()).as(id).hasSize(1);
        }
    }

    @Test
    void aRecordingOverTheTutorStopsItAlsoInNoise() throws Exception {
        for (String id : RECORDINGS) {
            short[] sentence = recording(id);
            var talk = speaking(talk(floor -> floor));
            new RealSound(3_000 + sentence.length / 16 + 2_500)
                    .hiss(sentence, 10)
                    .with(3_000, sentence)
                    .heardBy(talk);
            talk.until(60_000);
            assertThat(first(talk).interrupted()).as(id).isTrue();
            assertThat(talk.firstAt(TalkEvent.PlaybackPaused.class)).as(id).isBetween(3_000L, 3_400L);
            assertThat(talk.learnerTurnsThatStand()).as(id).hasSize(1);
        }
    }

    @Test
    void noiseOverTheTutorLetsItGoOnInTime() throws Exception {
        short[] sentence = recording(RECORDINGS.getFirst());
        var talk = speaking(talk(floor -> floor));
        // A burst as loud as a voice.
        var burst = new RealSound(400).hiss(sentence, -3).samples();
        List<HearingFact> facts = new RealSound(8_000).with(3_000, burst).heardBy(talk);
        talk.until(60_000);
        assertThat(first(talk).heard()).isEqualTo(TEN_SECONDS);
        assertThat(talk.learnerTurnsThatStand()).isEmpty();
        if (facts.stream().anyMatch(HearingFact.SpeechStarted.class::isInstance)) {
            assertThat(talk.lastAt(TalkEvent.PlaybackResumed.class)).isBetween(3_000L, 3_400L + 700);
        }
    }
}
