package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.RecogniserHold;
import parley.speech.languages.Recognisers;
import parley.speech.languages.ScriptedShelf;
import parley.speech.scripted.LoudnessDetector;

final class HeldEarTest {
    private static final int FRAME = VoiceActivityDetector.FRAME_SAMPLES;

    /** Before the last of these samples were decoded, the pause is not told. */
    private static final int VOICE = 20 * FRAME;

    private final ScriptedShelf shelf = new ScriptedShelf("en", "zh");
    private final DecoderPool pool = new DecoderPool(1);
    private final CountDownLatch allQueued = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    /** 32 ms frames: 20 of silence, 10 of a voice, 30 of silence. */
    private static short[] spoken() {
        var sound = new short[60 * FRAME];
        Arrays.fill(sound, 20 * FRAME, 30 * FRAME, (short) 8_000);
        return sound;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Decodes the end of the voice only when its turn is over. */
    private UtteranceDecoder slow(UtteranceDecoder decoder) {
        return new UtteranceDecoder() {
            private int heard;

            @Override
            public void accept(short[] samples, int offset, int length) throws RecogniserFailure {
                heard += length;
                if (heard >= VOICE) {
                    await(over);
                }
                decoder.accept(samples, offset, length);
            }

            @Override
            public String partial() throws RecogniserFailure {
                return decoder.partial();
            }

            @Override
            public Transcript finish() throws RecogniserFailure {
                return decoder.finish();
            }

            @Override
            public void close() {
                decoder.close();
            }
        };
    }

    /** Hears by loudness, and says when it hears what was given behind the end of the turn. */
    private VoiceActivityDetector detector() {
        var loudness = new LoudnessDetector(1_000);
        return new VoiceActivityDetector() {
            @Override
            public String name() {
                return loudness.name();
            }

            @Override
            public VoiceActivity open() {
                VoiceActivity voice = loudness.open();
                var frames = new AtomicInteger();
                return new VoiceActivity() {
                    @Override
                    public float probability(short[] samples, int offset) {
                        switch (frames.getAndIncrement()) {
                            case 0 -> await(allQueued);
                            case 65 -> over.countDown();
                            default -> {}
                        }
                        return voice.probability(samples, offset);
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

            @Override
            public void close() {
                loudness.close();
            }
        };
    }

    @Test
    void aVoiceWhoseEndIsNotToldBecauseItsTurnIsOverKeepsNoModelInUse() throws Exception {
        BlockingQueue<HearingFact> told = new LinkedBlockingQueue<>();
        try (pool;
                var recognisers = shelf.recognisers(1)) {
            recognisers.hold(List.of("zh"), () -> {});
            shelf.load();
            shelf.decodesBy(this::slow);
            RecogniserHold hold = ((HoldAnswer.Held) recognisers.hold(List.of("zh"), () -> {})).hold();
            var lock = new Object();
            try (var ear =
                    new HeldEar(pool, detector(), hold, EarSettings.USUAL, Duration.ofSeconds(40), (from, fact) -> {
                        synchronized (lock) {
                            // That all was heard is asked for only to know when: nobody says so of an open microphone.
                            if (!(fact instanceof HearingFact.AudioEnded)) {
                                from.note(fact);
                            }
                        }
                        told.add(fact);
                    })) {
                synchronized (lock) {
                    ear.hear(new AudioChunk(spoken(), SampleCount.ZERO));
                    // Decided before the voice was noticed.
                    ear.turnCommitted();
                    ear.hear(new AudioChunk(new short[10 * FRAME], new SampleCount(60L * FRAME)));
                }
                allQueued.countDown();
                await(over);
                ear.audioEnded();
                List<HearingFact> facts = new ArrayList<>();
                do {
                    HearingFact fact = told.poll(20, TimeUnit.SECONDS);
                    assertThat(fact).as("after %s", facts).isNotNull();
                    facts.add(fact);
                } while (!(facts.getLast() instanceof HearingFact.AudioEnded));
                assertThat(facts)
                        .as("no pause")
                        .hasExactlyElementsOfTypes(HearingFact.SpeechStarted.class, HearingFact.AudioEnded.class);

                shelf.pass(Recognisers.USUAL_IDLE);
                synchronized (lock) {
                    ear.hear(new AudioChunk(new short[FRAME], new SampleCount(70L * FRAME)));
                }
                assertThat(recognisers.hold(List.of("en"), () -> {}))
                        .as("silence is no use")
                        .isEqualTo(new HoldAnswer.Loading("en"));
                shelf.load();
            }
        } finally {
            allQueued.countDown();
            over.countDown();
        }
    }
}
