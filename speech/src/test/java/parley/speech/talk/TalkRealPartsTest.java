package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.Resampler;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Ear;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.WordErrorRate;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.turns.Ticker;
import parley.speech.vosk.Parts;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.TurnId;

/** From a learner's voice to the tutor's and back to words, with the real detector, recogniser and voice. */
final class TalkRealPartsTest {
    private static final String ANSWER = "I would like a cup of coffee.";
    private static final String REPLY = "Very good. Now tell me where you went yesterday.";
    private static final String LONG_REPLY =
            "Listen to this story about a farmer who lived in a small town near the sea. "
                    + "Every morning he walked to the market and sold his apples to the people of the town.";

    private static short[] learner(String text) throws Exception {
        Synthesis spoken = Parts.voice().synthesise(text, VoiceSettings.USUAL);
        short[] sound = new Resampler(spoken.rateHz(), SampleCount.RATE_HZ).resample(spoken.samples());
        var padded = new short[8_000 + sound.length + 12_800];
        System.arraycopy(sound, 0, padded, 8_000, sound.length);
        return padded;
    }

    private static LiveTalk talk(String... replies) throws Exception {
        return new LiveTalk(
                Ticker.system(),
                List.of(ANSWER, "A tea, please."),
                List.of(replies),
                Parts.recogniser(),
                Parts.detector(),
                Parts.voice());
    }

    @Test
    void anAnswerIsHeardAnsweredAndTheAnswerIsSpeech() throws Exception {
        try (var talk = talk("Welcome.", REPLY)) {
            talk.session.requestReply();
            talk.awaitConversed(ConversationEvent.ReplyFinished.class);
            talk.hears(learner(ANSWER));

            var turn = talk.await(TalkEvent.TurnCommitted.class).turn();
            assertThat(turn.text()).isEqualTo("i would like a cup of coffee");
            var evidence = java.util.Objects.requireNonNull(turn.spoken());
            assertThat(evidence.doubt()).isLessThan(0.5);
            assertThat(evidence.words()).hasSize(7);

            TurnId reply = talk.await(TalkEvent.PlaybackStarted.class).reply();
            talk.awaitConversed(ConversationEvent.ReplyFinished.class);
            assertThat(WordErrorRate.of(REPLY, transcribed(talk, reply)).rate()).isLessThan(0.15);
        }
    }

    @Test
    void talkingOverTheTutorStopsItAndHistoryHoldsWhatWasHeard() throws Exception {
        try (var talk = talk(LONG_REPLY, "Of course.")) {
            talk.session.requestReply();
            TurnId reply = talk.await(TalkEvent.PlaybackStarted.class).reply();
            // Sent at most 300 ms ahead of what is heard: some words were heard when a second of it was sent.
            talk.await(
                    event -> event instanceof TalkEvent.AudioOut out && out.startSample() > out.rateHz(),
                    "a second of the reply");
            talk.hears(learner("I have a question about this story."));

            talk.await(TalkEvent.PlaybackPaused.class);
            talk.await(TalkEvent.ReplyTruncated.class);
            var end = talk.awaitConversed(ConversationEvent.ReplyFinished.class);
            assertThat(end.reply()).isEqualTo(reply);
            assertThat(end.interrupted()).isTrue();
            assertThat(LONG_REPLY).startsWith(end.heard());
            assertThat(end.heard().length()).isLessThan(LONG_REPLY.length() / 2);
            assertThat(talk.await(TalkEvent.TurnCommitted.class).turn().text()).contains("question");
        }
    }

    private static String transcribed(LiveTalk talk, TurnId reply) {
        var resampler = new Resampler(TalkSettings.USUAL_RATE_HZ, SampleCount.RATE_HZ);
        var heard = new ArrayList<String>();
        try (Ear ear = new Ear(Parts.detector(), Parts.recogniser(), EarSettings.USUAL, fact -> {
            if (fact instanceof HearingFact.SegmentHeard(var utterance)) {
                heard.clear();
                heard.add(utterance.heard().text());
            }
        })) {
            SampleCount at = SampleCount.ofMillis(500);
            ear.hear(new AudioChunk(new short[8_000], SampleCount.ZERO));
            for (TalkEvent event : talk.seen) {
                if (event instanceof TalkEvent.AudioOut out && out.reply().equals(reply)) {
                    short[] samples = resampler.resample(out.samples());
                    ear.hear(new AudioChunk(samples, at));
                    at = at.plus(samples.length);
                }
            }
            ear.hear(new AudioChunk(new short[8_000], at));
            ear.audioEnded();
        }
        return String.join(" ", heard);
    }
}
