package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.speech.Readiness;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.Voices;
import parley.speech.talk.TalkEffect.Speak;
import parley.speech.talk.TalkHappening.SentenceSpoken;
import parley.tutor.conversation.TurnId;

/** What is dropped must not hold up what comes next, whatever the voice does with an interruption. */
final class SpeechMakerTest {
    private static final int RATE_HZ = 16_000;

    private final Held voice = new Held();
    private final BlockingQueue<TalkHappening> answers = new LinkedBlockingQueue<>();
    private final SpeechMaker maker =
            new SpeechMaker("voice", () -> new Readiness.Ready<>(new Voices(List.of(voice))), answers::add);

    /** Makes "held …" only when it is let go, and anything else at once. */
    private static final class Held implements Voice {
        final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
        final BlockingQueue<String> interrupted = new LinkedBlockingQueue<>();
        final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
        volatile boolean heedsInterruptions;

        @Override
        public String name() {
            return "held";
        }

        @Override
        public Set<String> languages() {
            return Set.of("en");
        }

        CountDownLatch gate(String text) {
            return gates.computeIfAbsent(text, key -> new CountDownLatch(1));
        }

        @Override
        public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
            begun.add(text);
            while (text.startsWith("held")) {
                try {
                    if (!gate(text).await(30, TimeUnit.SECONDS)) {
                        throw new VoiceUnavailable("nobody let it go");
                    }
                    break;
                } catch (InterruptedException e) {
                    interrupted.add(text);
                    if (heedsInterruptions) {
                        throw e;
                    }
                }
            }
            return new Synthesis(new short[] {(short) text.charAt(text.length() - 1)}, RATE_HZ, List.of());
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void end() {
        maker.close();
        voice.gates.values().forEach(CountDownLatch::countDown);
    }

    private void order(String reply, String sentence) {
        assertThat(maker.make(new Speak(new TurnId(reply), 0, sentence, VoiceSettings.USUAL, RATE_HZ)))
                .isTrue();
    }

    /** Spelled, because numbers are read out. */
    private static String name(int i) {
        return "held " + (char) ('a' + i);
    }

    private static String next(BlockingQueue<String> queue) throws InterruptedException {
        return String.valueOf(queue.poll(20, TimeUnit.SECONDS));
    }

    private String answered() throws InterruptedException {
        TalkHappening answer = answers.poll(20, TimeUnit.SECONDS);
        assertThat(answer).isInstanceOf(SentenceSpoken.class);
        return ((SentenceSpoken) answer).reply().value();
    }

    @Test
    void aDroppedSentenceIsInterruptedAndTheNextBegins() throws Exception {
        voice.heedsInterruptions = true;
        for (int i = 0; i < 10; i++) {
            order("r-" + i, name(i));
            assertThat(next(voice.begun)).isEqualTo(name(i));
            maker.stop(new TurnId("r-" + i));
            assertThat(next(voice.interrupted)).isEqualTo(name(i));
            order("s-" + i, "now");
            assertThat(next(voice.begun)).isEqualTo("now");
            assertThat(answered()).isEqualTo("s-" + i);
        }
        assertThat(answers).isEmpty();
    }

    @Test
    void aVoiceThatCanNotBeInterruptedIsNotWaitedFor() throws Exception {
        order("r-1", "held a");
        assertThat(next(voice.begun)).isEqualTo("held a");
        maker.stop(new TurnId("r-1"));
        order("r-2", "now");
        assertThat(answered()).isEqualTo("r-2");
        // What runs out is nobody's.
        voice.gate("held a").countDown();
        order("r-3", "now");
        assertThat(answered()).isEqualTo("r-3");
        assertThat(answers).isEmpty();
    }

    @Test
    void onlySoManyRunOutAtATime() throws Exception {
        for (int i = 0; i < SpeechMaker.MAX_RUNNING_OUT; i++) {
            order("r-" + i, name(i));
            assertThat(next(voice.begun)).isEqualTo(name(i));
            maker.stop(new TurnId("r-" + i));
        }
        order("r-9", "now");
        assertThat(voice.begun).as("waits for the first of those that run out").isEmpty();
        voice.gate("held b").countDown();
        assertThat(answered()).isEqualTo("r-9");
        assertThat(answers).isEmpty();
    }

    @Test
    void whatWaitsOfADroppedReplyIsNotBegun() throws Exception {
        order("r-1", "held a");
        assertThat(next(voice.begun)).isEqualTo("held a");
        order("r-1", "waiting");
        order("r-2", "now");
        maker.stop(new TurnId("r-1"));
        assertThat(next(voice.begun)).isEqualTo("now");
        assertThat(answered()).isEqualTo("r-2");
    }

    @Test
    void nothingIsTakenAfterTheEnd() throws Exception {
        order("r-1", "held a");
        assertThat(next(voice.begun)).isEqualTo("held a");
        maker.close();
        assertThat(next(voice.interrupted)).isEqualTo("held a");
        assertThat(maker.make(new Speak(new TurnId("r-2"), 0, "now", VoiceSettings.USUAL, RATE_HZ)))
                .isFalse();
        voice.gate("held a").countDown();
        assertThat(answers).isEmpty();
    }
}
