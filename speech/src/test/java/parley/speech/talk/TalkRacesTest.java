package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.VirtualTalk.ANSWER_MS;
import static parley.speech.talk.VirtualTalk.FINAL_MS;
import static parley.speech.talk.VirtualTalk.HANG_MS;
import static parley.speech.talk.VirtualTalk.READ_MS;
import static parley.speech.talk.VirtualTalk.WORDING_MS;
import static parley.speech.talk.VirtualTalk.sample;
import static parley.speech.talk.VirtualTalk.utterance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.speech.hearing.HearingFact;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent.TurnReopened;
import parley.tutor.learner.LearningEvent.TutorReplied;

/** What happens in the same millisecond, late, or in another order than it should. */
final class TalkRacesTest {
    private static final TurnId FIRST = new TurnId("r-1");
    private static final String TEN_SECONDS =
            IntStream.rangeClosed(1, 20).mapToObj(i -> "w" + i).collect(Collectors.joining(" ", "", "."));

    /** The facts of one sentence, spoken from 1 to 2 s. */
    enum Fact {
        START,
        INTERIM,
        FINAL,
        STOP;

        HearingFact fact() {
            return switch (this) {
                case START -> new HearingFact.SpeechStarted(sample(1_000));
                case INTERIM -> new HearingFact.PartialHeard("good morning", sample(2_000), null);
                case FINAL -> new HearingFact.SegmentHeard(utterance(1_000, 2_000, 1, "good morning"));
                case STOP -> new HearingFact.SpeechPaused(sample(2_256), sample(2_000));
            };
        }
    }

    /** Every order of all four, and of those that still tell that the voice ended. */
    static Stream<List<Fact>> orders() {
        return Stream.of(
                        List.of(Fact.START, Fact.INTERIM, Fact.FINAL, Fact.STOP),
                        List.of(Fact.START, Fact.INTERIM, Fact.STOP),
                        List.of(Fact.START, Fact.INTERIM, Fact.FINAL),
                        List.of(Fact.START, Fact.FINAL, Fact.STOP),
                        List.of(Fact.INTERIM, Fact.FINAL, Fact.STOP),
                        List.of(Fact.INTERIM, Fact.STOP),
                        List.of(Fact.FINAL))
                .flatMap(facts -> orders(facts).stream());
    }

    private static List<List<Fact>> orders(List<Fact> facts) {
        if (facts.size() <= 1) {
            return List.of(facts);
        }
        var all = new ArrayList<List<Fact>>();
        for (Fact first : facts) {
            var rest = facts.stream().filter(fact -> fact != first).toList();
            for (List<Fact> order : orders(rest)) {
                var whole = new ArrayList<Fact>(List.of(first));
                whole.addAll(order);
                all.add(whole);
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("orders")
    void everyOrderOfStartInterimFinalAndStopIsOneTurnWithinTwoSeconds(List<Fact> order) {
        for (long apart : List.of(0L, 1L, 50L, 300L)) {
            var talk = new VirtualTalk();
            for (int i = 0; i < order.size(); i++) {
                talk.fact(3_000 + i * apart, order.get(i).fact());
            }
            long last = 3_000 + (order.size() - 1) * apart;
            talk.until(30_000);

            assertThat(talk.learnerTurnsThatStand()).as("apart " + apart).containsExactly("good morning");
            assertThat(talk.all(TalkEvent.TurnCommitted.class)).hasSize(1);
            assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isLessThanOrEqualTo(last + 2_000);
            assertThat(talk.replies()).hasSize(1);
            assertThat(talk.state.listening()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void everyOrderOverTheTutorIsOneTurnToo(List<Fact> order) {
        var talk = new VirtualTalk();
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        talk.asks(0);
        for (int i = 0; i < order.size(); i++) {
            talk.fact(3_000 + i * 50L, order.get(i).fact());
        }
        talk.until(40_000);

        assertThat(talk.learnerTurnsThatStand()).containsExactly("good morning");
        assertThat(talk.replies()).hasSize(2);
        assertThat(talk.replies().getFirst().interrupted()).isTrue();
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void theFinalRacesTheTimeThatIsGivenToIt() {
        for (long late : List.of(-1L, 0L, 1L)) {
            var talk = new VirtualTalk();
            talk.begins(1_000, 2_000, "good morning")
                    .fact(2_256, new HearingFact.SpeechPaused(sample(2_256), sample(2_000)))
                    .fact(4_000 + late, new HearingFact.SegmentHeard(utterance(1_000, 2_000, 1, "good morning")))
                    .until(20_000);
            assertThat(talk.learnerTurnsThatStand()).as("late " + late).containsExactly("good morning");
            assertThat(talk.replies()).hasSize(1);
        }
    }

    @Test
    void aFinalThatComesWhileItsAnswerIsSpokenIsNobodys() {
        var talk = new VirtualTalk();
        talk.replyTexts = List.of(TEN_SECONDS);
        talk.begins(1_000, 2_000, "good morning")
                .fact(2_256, new HearingFact.SpeechPaused(sample(2_256), sample(2_000)))
                .fact(6_000, new HearingFact.SegmentHeard(utterance(1_000, 2_000, 1, "good morning")))
                .until(30_000);
        assertThat(talk.learnerTurnsThatStand()).hasSize(1);
        assertThat(talk.replies()).hasSize(1).noneMatch(TutorReplied::interrupted);
        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).isEmpty();
    }

    @Test
    void theVoiceRacesTheEndOfTheWait() {
        // The turn is over 600 ms after the voice: the learner goes on at that very moment, or just beside it.
        for (long beside : List.of(-2L, -1L, 0L, 1L, 2L)) {
            var talk = new VirtualTalk();
            talk.says(1_000, 2_000, "maybe the park");
            talk.fact(2_600 + beside, new HearingFact.SpeechResumed(sample(2_536)));
            talk.fact(2_900, new HearingFact.PartialHeard("maybe the park today", sample(2_900), null));
            talk.ends(1_000, 3_400, 1_000, 2, "maybe the park today").until(20_000);

            assertThat(talk.learnerTurnsThatStand()).as("beside " + beside).containsExactly("maybe the park today");
            assertThat(talk.replies()).hasSize(1);
            assertThat(talk.state.listening()).isTrue();
        }
    }

    @Test
    void theFirstAudioRacesWhoGoesOn() {
        for (long beside : List.of(-1L, 0L, 1L, 40L)) {
            var talk = new VirtualTalk();
            long firstAudio = 1_000 + HANG_MS + FINAL_MS + ANSWER_MS;
            talk.says(0, 1_000, "tell me a story please");
            long from = firstAudio + beside - VirtualTalk.ONSET_MS;
            talk.says(from, from + 1_000, "about a firefighter please").until(20_000);

            // Not a word of the reply was heard, whoever was first.
            assertThat(talk.learnerTurnsThatStand())
                    .as("beside " + beside)
                    .containsExactly("tell me a story please about a firefighter please");
            assertThat(talk.replies()).hasSize(1);
        }
    }

    @Test
    void theLastWordsOfTheReplyMadeAheadRaceTheEndOfTheWait() {
        // Worded ahead at 2,400 ms; the turn is over at 2,600.
        for (long slower : List.of(0L, 199L, 200L, 201L, 260L)) {
            var talk = new VirtualTalk();
            talk.wordingMs = WORDING_MS + slower - (2_280 + READ_MS + WORDING_MS - 2_400);
            talk.says(1_000, 2_000, "maybe the park").until(20_000);
            assertThat(talk.replies()).as("slower " + slower).hasSize(1).noneMatch(TutorReplied::interrupted);
            assertThat(talk.replies().getFirst().reply()).isEqualTo(FIRST);
            assertThat(talk.audioMs(FIRST)).isEqualTo(2_000);
            assertThat(talk.conversed(ConversationEvent.ReplyStarted.class)).hasSize(1);
        }
    }

    @Test
    void theSpeechOfADroppedReplyMadeAheadRacesTheNext() {
        var talk = new VirtualTalk();
        talk.replyTexts = List.of("Wrong wrong wrong wrong.", "Right.");
        talk.synthesisMs = 700;
        talk.says(1_000, 2_000, "maybe the park")
                .goesOn(1_000, 2_500, 3_000, "maybe the park today please")
                .until(20_000);
        assertThat(talk.audioMs(FIRST)).isZero();
        assertThat(talk.replies()).hasSize(1);
        assertThat(talk.replies().getFirst().heard()).isEqualTo("Right.");
        assertThat(talk.audioMs(talk.replies().getFirst().reply())).isEqualTo(500);
    }

    @Test
    void theTypedMessageRacesTheSpokenTurn() {
        for (long beside : List.of(-1L, 0L, 1L)) {
            var talk = new VirtualTalk();
            talk.says(1_000, 2_000, "maybe the park")
                    .types(2_600 + beside, "typed-1", "Hello")
                    .asks(2_600 + beside)
                    .until(20_000);
            assertThat(talk.learnerTurnsThatStand())
                    .as("beside " + beside)
                    .containsExactlyInAnyOrder("maybe the park", "Hello");
            var answered = talk.replies().stream()
                    .flatMap(reply -> reply.answers().stream())
                    .toList();
            assertThat(answered).hasSize(2).doesNotHaveDuplicates();
            assertThat(talk.state.listening()).isTrue();
        }
    }

    @Test
    void theStopButtonRacesTheEndOfTheReply() {
        for (long beside : List.of(-1L, 0L, 1L)) {
            var talk = new VirtualTalk();
            talk.asks(0)
                    .at(130 + 2_000 + beside, new TalkHappening.ReplyStopped())
                    .until(20_000);
            assertThat(talk.replies()).as("beside " + beside).hasSize(1);
            assertThat(talk.state.listening()).isTrue();
        }
    }

    @Test
    void aSocketThatStallsForHalfAMinuteAndThenDeliversEverythingAtOnce() {
        var talk = new VirtualTalk();
        talk.replyTexts = List.of("Fine.");
        // Seven sentences of the half minute, heard within 70 ms, each told as going on in the one before.
        for (int i = 0; i < 7; i++) {
            long from = 1_000 + i * 4_000L;
            long at = 40_000 + i * 10L;
            talk.fact(at, i == 0 ? new HearingFact.SpeechStarted(sample(from)) : resumed(from));
            talk.fact(at + 1, new HearingFact.PartialHeard("this is number " + i, sample(from + 900), null));
            talk.fact(at + 2, new HearingFact.SpeechPaused(sample(from + 1_256), sample(from + 1_000)));
            talk.fact(at + 3, new HearingFact.SegmentHeard(utterance(from, from + 1_000, 1, "this is number " + i)));
        }
        talk.at(40_100, new TalkHappening.Played(FIRST, Duration.ofHours(1))).until(60_000);

        // Nothing is lost, nothing is answered twice, and only one answer is spoken.
        assertThat(String.join(" ", talk.learnerTurnsThatStand()))
                .isEqualTo(IntStream.range(0, 7)
                        .mapToObj(i -> "this is number " + i)
                        .collect(Collectors.joining(" ")));
        assertThat(talk.replies()).hasSize(1);
        assertThat(talk.replies().getFirst().answers()).hasSameSizeAs(talk.learnerTurnsThatStand());
        assertThat(talk.audioMs(null)).isEqualTo(500);
        assertThat(talk.stored.stream().filter(TurnReopened.class::isInstance)).hasSizeLessThan(7);
        assertThat(talk.state.listening()).isTrue();
    }

    private static HearingFact resumed(long from) {
        return new HearingFact.SpeechResumed(sample(from));
    }
}
