package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.FloorTalk.TEN_SECONDS;
import static parley.speech.talk.FloorTalk.speaking;
import static parley.speech.talk.FloorTalk.talk;
import static parley.speech.talk.RealSound.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.WordErrorRate;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;

/**
 * Recordings of people with pauses, noise, a second voice, and a tutor that is speaking laid over them at known samples,
 * through the real detector and recogniser and the turns of a talk. All times are the audio's.
 */
final class TalkRecordingsTest {
    private static final int RATE_PER_MS = 16;
    /** Where a voice is laid over noise or over the tutor, and how long noise goes on after it. */
    private static final long FROM = 3_000;

    /** Doubt below this is hardly any; from 0.5 on the tutor asks. */
    private static final double CLEAN = 0.15;

    /** Between a known sample and what is told of it. */
    private static final long ONSET = 300;

    /**
     * A sentence of the recordings.
     *
     * @param unfinished its beginning, after which nobody takes it to be over
     * @param cut where that ends, in milliseconds since the recording's first loud sound
     */
    private record Said(String id, String unfinished, String rest, long cut) {
        String text() {
            return unfinished + " " + rest;
        }

        short[] sound() throws Exception {
            return recording(id);
        }
    }

    private static final Said DOG = new Said("sb_spk1_snt1", "the child almost hurt the", "small dog", 1_862);
    private static final Said REPORTS =
            new Said("arctic_a0024", "it was my reports from the", "north which chiefly induced people to buy", 1_232);
    private static final Said BOOKS = new Said(
            "LJ001-0004",
            "produced the block books which were the",
            "immediate predecessors of the true printed book",
            2_252);
    private static final Said WEATHER = new Said("az_weather", "what's the", "weather like", 422);
    private static final List<Said> ALL = List.of(DOG, REPORTS, BOOKS, WEATHER);

    /** Everybody else, to murmur in the background. */
    private static final List<String> CROWD = List.of(("LJ001-0001 LJ001-0003 LJ001-0005 jfk libriv_0870 libriv_0880 "
                    + "libriv_0890 libriv_0920 libriv_0930 vosk_test")
            .split(" ", -1));

    /** So many voices are a murmur; of ten, 10 dB below, single words are still understood. */
    private static final int MURMUR = 40;

    private static long millis(short[] sound) {
        return sound.length / RATE_PER_MS;
    }

    private static double loudness(short[] sound) {
        double energy = 0;
        for (short sample : sound) {
            energy += (double) sample * sample;
        }
        return Math.sqrt(energy / sound.length);
    }

    /** So many {@code voices} of other people, all equally loud, each over and over. */
    private static short[] babble(long millis, int voices) throws Exception {
        var crowd = new ArrayList<short[]>();
        for (String id : CROWD) {
            crowd.add(recording(id));
        }
        var mix = new RealSound(millis);
        for (int i = 0; i < voices; i++) {
            short[] voice = crowd.get(i % crowd.size());
            double factor = 300 / loudness(voice);
            int skipped = i * 5_920 % voice.length;
            mix.with(0, Arrays.copyOfRange(voice, skipped, voice.length), factor);
            for (int at = voice.length - skipped; at < millis * RATE_PER_MS; at += voice.length) {
                mix.with(at / RATE_PER_MS, voice, factor);
            }
        }
        return mix.samples();
    }

    private static SpokenEvidence evidence(LearnerTurn turn) {
        return Objects.requireNonNull(turn.spoken());
    }

    private static LearnerTurn onlyTurn(VirtualTalk talk, String of) {
        List<LearnerTurn> turns = talk.all(TalkEvent.TurnCommitted.class)
                .map(TalkEvent.TurnCommitted::turn)
                .toList();
        assertThat(turns).as(of).hasSize(1);
        return turns.getFirst();
    }

    // ---- as it was recorded

    /** Without this one the others would hold for an ear that doubts everything, too. */
    @Test
    void aCleanSentenceIsHeardWithoutDoubt() throws Exception {
        for (Said said : ALL) {
            var talk = talk(floor -> floor);
            short[] sound = said.sound();
            new RealSound(1_000 + millis(sound) + 2_500).with(1_000, sound).heardBy(talk);
            talk.until(60_000);
            LearnerTurn turn = onlyTurn(talk, said.id());
            assertThat(turn.text()).isEqualTo(said.text());
            assertThat(evidence(turn).doubt()).as(said.id()).isLessThan(CLEAN);
        }
    }

    // ---- pauses

    private static VirtualTalk joined(TurnSettings settings, short[] first, long pause, short[] second) {
        var talk = talk(settings);
        long resumed = 1_000 + millis(first) + pause;
        List<HearingFact> facts = new RealSound(resumed + millis(second) + 2_500)
                .with(1_000, first)
                .with(resumed, second)
                .heardBy(talk);
        // The pause was one: otherwise nothing was tested.
        assertThat(facts)
                .anyMatch(fact -> fact instanceof HearingFact.SpeechPaused(var at, var end) && at.toMillis() < resumed);
        return talk.until(60_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {600, 1_200})
    void whoPausesInTheMiddleOfASentenceIsWaitedFor(long pause) throws Exception {
        for (Said said : ALL) {
            short[] sound = said.sound();
            int cut = (int) said.cut() * RATE_PER_MS;
            var talk = joined(
                    TurnSettings.USUAL, Arrays.copyOf(sound, cut), pause, Arrays.copyOfRange(sound, cut, sound.length));
            String text = onlyTurn(talk, said.id()).text();
            // Both halves are in it, in order: one missing would be two words of seven at least.
            assertThat(WordErrorRate.of(said.text(), text).rate()).as(text).isLessThan(0.28);
            assertThat(talk.replies()).as(said.id()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {600, 1_200})
    void aBeginnerWhoPausesAfterASentenceIsWaitedFor(long pause) throws Exception {
        var talk = joined(TurnSettings.BEGINNER, DOG.sound(), pause, REPORTS.sound());
        String text = onlyTurn(talk, "both").text();
        assertThat(WordErrorRate.of(DOG.text() + " " + REPORTS.text(), text).rate())
                .as(text)
                .isLessThan(0.2);
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void whoIsFluentAndPausesSoLongAfterASentenceIsAnswered() throws Exception {
        var talk = joined(TurnSettings.USUAL, DOG.sound(), 1_200, REPORTS.sound());
        assertThat(talk.learnerTurns()).hasSize(2).first().isEqualTo(DOG.text());
    }

    // ---- noise

    private static RealSound inNoise(boolean hiss, short[] voice, long millis) throws Exception {
        var sound = new RealSound(millis);
        if (hiss) {
            return sound.hiss(voice, 10);
        }
        short[] babble = babble(millis, MURMUR);
        return sound.with(0, babble, loudness(voice) / loudness(babble) * Math.pow(10, -10 / 20.0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVoiceIsFoundInNoiseAndNoiseIsNone(boolean hiss) throws Exception {
        for (Said said : ALL) {
            short[] voice = said.sound();
            long until = FROM + millis(voice);
            var talk = talk(floor -> floor);
            inNoise(hiss, voice, until + FROM).with(FROM, voice).heardBy(talk);
            talk.until(60_000);
            List<TalkEvent.SpeechStarted> onsets =
                    talk.all(TalkEvent.SpeechStarted.class).toList();
            assertThat(onsets).as(said.id()).hasSize(1);
            assertThat(onsets.getFirst().at().toMillis()).as(said.id()).isBetween(FROM - ONSET, FROM + ONSET);
            assertThat(talk.firstAt(TalkEvent.SpeechStarted.class))
                    .as(said.id())
                    .isBetween(FROM, FROM + ONSET);
            var turn = onlyTurn(talk, said.id());
            assertThat(evidence(turn).words()).as(turn.text()).allSatisfy(word -> {
                assertThat(word.end().toMillis()).isGreaterThan(FROM);
                assertThat(word.start().toMillis()).isLessThan(until + ONSET);
            });
            assertThat(WordErrorRate.of(said.text(), turn.text()).rate())
                    .as(turn.text())
                    .isLessThan(0.45);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noiseAloneIsNoTurn(boolean hiss) throws Exception {
        var talk = talk(floor -> floor);
        inNoise(hiss, REPORTS.sound(), 10_000).heardBy(talk);
        talk.until(60_000);
        assertThat(talk.learnerTurns()).isEmpty();
        assertThat(talk.replies()).isEmpty();
    }

    // ---- over the tutor

    @Test
    void aVoiceOverTheTutorHoldsItAtItsOnset() throws Exception {
        for (Said said : ALL) {
            var talk = speaking(talk(floor -> floor));
            short[] voice = said.sound();
            new RealSound(FROM + millis(voice) + 2_500).with(FROM, voice).heardBy(talk);
            talk.until(60_000);
            assertThat(talk.firstAt(TalkEvent.PlaybackPaused.class))
                    .as(said.id())
                    .isBetween(FROM, FROM + ONSET);
            assertThat(talk.all(TalkEvent.PlaybackResumed.class)).as(said.id()).isEmpty();
            assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class))
                    .as(said.id())
                    .isBetween(FROM, FROM + millis(voice) + 600);
            var reply = talk.replies().getFirst();
            assertThat(reply.interrupted()).as(said.id()).isTrue();
            assertThat(reply.heard()).as(said.id()).isNotBlank().isNotEqualTo(TEN_SECONDS);
            assertThat(TEN_SECONDS).startsWith(reply.heard());
            String text = onlyTurn(talk, said.id()).text();
            assertThat(WordErrorRate.of(said.text(), text).rate()).as(text).isLessThan(0.3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {500, 1_000})
    void aBurstOfBabbleHoldsTheTutorOnlyForAMoment(long millis) throws Exception {
        var talk = speaking(talk(floor -> floor));
        short[] burst = babble(millis, CROWD.size());
        new RealSound(8_000).with(FROM, burst, 2_000 / loudness(burst)).heardBy(talk);
        talk.until(60_000);
        // The detector takes it for a voice: otherwise nothing was tested.
        assertThat(talk.firstAt(TalkEvent.PlaybackPaused.class)).isBetween(FROM, FROM + millis);
        assertThat(talk.lastAt(TalkEvent.PlaybackResumed.class)).isBetween(FROM, FROM + millis + 700);
        assertThat(talk.all(TalkEvent.PlaybackResumed.class))
                .hasSameSizeAs(talk.all(TalkEvent.PlaybackPaused.class).toList());
        assertThat(talk.replies()).hasSize(1);
        assertThat(talk.replies().getFirst().heard()).isEqualTo(TEN_SECONDS);
        assertThat(talk.replies().getFirst().interrupted()).isFalse();
        assertThat(talk.learnerTurns()).isEmpty();
    }

    // ---- two voices

    @Test
    void twoVoicesAtOnceAreOneTurnThatIsDoubted() throws Exception {
        for (List<Said> pair : List.of(List.of(DOG, REPORTS), List.of(REPORTS, BOOKS), List.of(DOG, BOOKS))) {
            short[] first = pair.getFirst().sound();
            short[] second = pair.getLast().sound();
            String said = pair.getFirst().text() + " " + pair.getLast().text();
            var talk = talk(floor -> floor);
            List<HearingFact> facts = new RealSound(1_000 + Math.max(millis(first), millis(second)) + 2_500)
                    .with(1_000, first)
                    .with(1_000, second, loudness(first) / loudness(second))
                    .heardBy(talk);
            talk.until(60_000);
            assertThat(facts).doesNotHaveAnyElementsOfTypes(HearingFact.RecogniserFailed.class);
            LearnerTurn turn = onlyTurn(talk, said);
            double doubt = evidence(turn).doubt();
            // More than of either alone; and where it is not enough to ask, two words in five at least were said.
            assertThat(doubt).as(turn.text()).isGreaterThan(CLEAN);
            if (doubt < SpokenEvidence.ASK_FROM_DOUBT) {
                List<String> words = Arrays.asList(turn.text().split(" ", -1));
                Set<String> known = new HashSet<>(Arrays.asList(said.split(" ", -1)));
                assertThat(words.stream().filter(known::contains).count())
                        .as(turn.text())
                        .isGreaterThan(words.size() * 2L / 5);
            }
        }
    }
}
