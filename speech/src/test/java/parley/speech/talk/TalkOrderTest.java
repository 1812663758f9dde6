package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import parley.speech.hearing.HearingFact;
import parley.speech.turns.MicrophoneState;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent.TutorReplied;

/** Whatever comes in whatever order: no reply twice, nothing of a reply after its end, and always back to listening. */
final class TalkOrderTest {
    enum Kind {
        STARTED,
        RESUMED,
        PARTIAL,
        PARTIAL_NOISE,
        PAUSED,
        SEGMENT,
        SEGMENT_OPEN,
        SEGMENT_NOISE,
        SEGMENT_BACKCHANNEL,
        FAILED,
        DROPPED,
        AUDIO_ENDED,
        TYPED,
        ASKED,
        STOPPED,
        COMMITTED,
        CLEARED,
        MICROPHONE_OFF,
        PLAYED,
        TRUNCATED
    }

    record Move(Kind kind, int ms, int lag) {}

    @Provide
    Arbitrary<List<Move>> moves() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 30_000),
                        Arbitraries.integers().between(0, 1_500))
                .as(Move::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 400)
    void holdsTogether(@ForAll("moves") List<Move> moves, @ForAll @IntRange(max = 3_000) int synthesisMs) {
        var talk = new VirtualTalk();
        talk.synthesisMs = synthesisMs;
        talk.replyTexts = List.of("One two three four. Five six.", "Fine.", "Seven eight nine ten, eleven.");
        talk.asks(0);
        for (int i = 0; i < moves.size(); i++) {
            schedule(talk, moves.get(i), i);
        }
        talk.until(200_000);
        playsOnInTheEnd(talk);

        noTurnTwice(talk);
        nothingAfterTheEnd(talk);
        wholeRepliesAreTheirOwn(talk);
        nothingOfACancelledTurn(talk);
        assertThat(talk.state.turns().turn()).as("no turn is left open").isNull();
        assertThat(talk.state.conversation().draft()).as("no draft is left").isNull();
        assertThat(talk.state.ahead()).isNull();
        assertThat(talk.state.listening()).isTrue();
        boolean stopped = moves.stream().anyMatch(move -> move.kind() == Kind.STOPPED || move.kind() == Kind.TRUNCATED);
        if (!stopped) {
            assertThat(talk.state.conversation().unanswered()).isEmpty();
        }
    }

    /** Three sentences and a cough as they were said; every fact is told late, and so in any order. */
    @Property(tries = 400)
    void factsThatAreDelayedMakeNoMoreTurnsThanWereSaid(
            @ForAll List<@IntRange(max = 2_500) Integer> delays, @ForAll @IntRange(max = 3_000) int synthesisMs) {
        var talk = new VirtualTalk();
        talk.synthesisMs = synthesisMs;
        talk.replyTexts = List.of("One two three four. Five six.", "Fine.");
        talk.asks(0);
        List<String> said = List.of("maybe the park", "", "or the zoo please", "i want to go");
        int fact = 0;
        for (int i = 0; i < said.size(); i++) {
            long from = 3_000 + i * 2_500L;
            long to = from + 1_000;
            talk.fact(from + 64 + late(delays, fact++), new HearingFact.SpeechStarted(VirtualTalk.sample(from)));
            if (!said.get(i).isEmpty()) {
                talk.fact(
                        to + late(delays, fact++),
                        new HearingFact.PartialHeard(said.get(i), VirtualTalk.sample(to), null));
            }
            talk.fact(
                    to + 256 + late(delays, fact++),
                    new HearingFact.SpeechPaused(VirtualTalk.sample(to + 256), VirtualTalk.sample(to)));
            talk.fact(
                    to + 280 + late(delays, fact++),
                    new HearingFact.SegmentHeard(VirtualTalk.utterance(from, to, 1, said.get(i))));
        }
        talk.until(200_000);

        noTurnTwice(talk);
        nothingAfterTheEnd(talk);
        nothingOfACancelledTurn(talk);
        wholeRepliesAreTheirOwn(talk);
        assertThat(talk.learnerTurnsThatStand()).hasSizeLessThanOrEqualTo(3);
        assertThat(talk.state.listening()).isTrue();
        assertThat(talk.state.conversation().draft()).isNull();
        assertThat(talk.state.conversation().unanswered()).isEmpty();
    }

    /** Who has reported and fell silent is waited for: it wakes, and says from then on how far it is. */
    private static void playsOnInTheEnd(VirtualTalk talk) {
        for (int i = 0; i < 200 && talk.state.speech() != null; i++) {
            SpokenReply spoken = talk.state.speech();
            Duration played = spoken.playout().heardUntil(Duration.ofMillis(talk.now));
            talk.at(talk.now, new TalkHappening.Played(spoken.reply(), played)).until(talk.now + 500);
        }
    }

    private static int late(List<Integer> delays, int fact) {
        return delays.isEmpty() ? 0 : delays.get(fact % delays.size());
    }

    /** A turn that went on in another is answered by nobody, and no word or sound is told of a reply not begun. */
    private static void nothingOfACancelledTurn(VirtualTalk talk) {
        var reopened = talk.conversed(ConversationEvent.LearnerTurnReopened.class)
                .map(ConversationEvent.LearnerTurnReopened::turn)
                .toList();
        assertThat(talk.replies().stream().flatMap(reply -> reply.answers().stream()))
                .noneMatch(reopened::contains);
        Set<TurnId> begun = new HashSet<>();
        for (VirtualTalk.Told told : talk.told) {
            switch (told.event()) {
                case TalkEvent.Conversed(ConversationEvent.ReplyStarted start) -> begun.add(start.reply());
                case TalkEvent.Conversed(ConversationEvent.ReplyText text) ->
                    assertThat(begun).contains(text.reply());
                case TalkEvent.AudioOut out -> assertThat(begun).contains(out.reply());
                case TalkEvent.WordsTimed out -> assertThat(begun).contains(out.reply());
                default -> {
                    // Nothing else belongs to a reply.
                }
            }
        }
    }

    private static void schedule(VirtualTalk talk, Move move, int i) {
        long at = move.ms();
        var audio = VirtualTalk.sample(Math.max(0, at - move.lag()));
        var end = VirtualTalk.sample(Math.max(0, at - move.lag() - 256));
        switch (move.kind()) {
            case STARTED -> talk.fact(at, new HearingFact.SpeechStarted(audio));
            case RESUMED -> talk.fact(at, new HearingFact.SpeechResumed(audio));
            case PARTIAL -> talk.fact(at, new HearingFact.PartialHeard("what about this", audio, null));
            case PARTIAL_NOISE -> talk.fact(at, new HearingFact.PartialHeard("the", audio, null));
            case PAUSED -> talk.fact(at, new HearingFact.SpeechPaused(audio, end));
            case SEGMENT -> segment(talk, at, move.lag(), "what about this please");
            case SEGMENT_OPEN -> segment(talk, at, move.lag(), "i want to");
            case SEGMENT_NOISE -> segment(talk, at, move.lag(), "");
            case SEGMENT_BACKCHANNEL -> segment(talk, at, move.lag(), "uh huh");
            case FAILED -> talk.fact(at, new HearingFact.RecogniserFailed("gone"));
            case DROPPED -> talk.fact(at, new HearingFact.AudioDropped(audio, Duration.ofMillis(200)));
            case AUDIO_ENDED -> talk.fact(at, new HearingFact.AudioEnded(audio));
            case TYPED -> talk.types(at, "typed-" + i % 5, "Hello").asks(at);
            case ASKED -> talk.asks(at);
            case STOPPED -> talk.at(at, new TalkHappening.ReplyStopped());
            case COMMITTED -> talk.at(at, new TalkHappening.AudioCommitted());
            case CLEARED -> talk.at(at, new TalkHappening.AudioCleared());
            case MICROPHONE_OFF -> talk.at(at, new TalkHappening.MicrophoneChanged(MicrophoneState.OFF));
            case PLAYED ->
                talk.at(
                        at,
                        new TalkHappening.Played(new TurnId("r-" + (1 + i % 4)), Duration.ofMillis(move.lag() * 3L)));
            case TRUNCATED ->
                talk.at(at, new TalkHappening.Truncated(new TurnId("r-" + (1 + i % 4)), Duration.ofMillis(move.lag())));
        }
    }

    private static void segment(VirtualTalk talk, long at, int lag, String text) {
        long end = Math.max(300, at - lag);
        talk.fact(at, new HearingFact.SegmentHeard(VirtualTalk.utterance(end - 300, end, 1, text)));
    }

    private static void noTurnTwice(VirtualTalk talk) {
        var answered = talk.replies().stream()
                .map(TutorReplied::answers)
                .flatMap(List::stream)
                .toList();
        assertThat(answered).doesNotHaveDuplicates();
        assertThat(talk.replies().stream().map(TutorReplied::reply)).doesNotHaveDuplicates();
        assertThat(talk.all(TalkEvent.TurnCommitted.class)
                        .map(turn -> turn.turn().id()))
                .doesNotHaveDuplicates();
    }

    private static void wholeRepliesAreTheirOwn(VirtualTalk talk) {
        for (TutorReplied reply : talk.replies()) {
            if (!reply.interrupted()) {
                int words = reply.heard().split(" ", -1).length;
                assertThat(talk.audioMs(reply.reply())).isEqualTo(words * VirtualTalk.WORD_MS);
            }
        }
    }

    private static void nothingAfterTheEnd(VirtualTalk talk) {
        Set<TurnId> over = new HashSet<>();
        for (VirtualTalk.Told told : talk.told) {
            switch (told.event()) {
                case TalkEvent.Conversed(ConversationEvent.ReplyFinished end) -> over.add(end.reply());
                case TalkEvent.Conversed(ConversationEvent.ReplyDropped end) -> over.add(end.reply());
                case TalkEvent.AudioOut out -> assertThat(over).doesNotContain(out.reply());
                case TalkEvent.WordsTimed out -> assertThat(over).doesNotContain(out.reply());
                case TalkEvent.PlaybackPaused out -> assertThat(over).doesNotContain(out.reply());
                case TalkEvent.PlaybackResumed out -> assertThat(over).doesNotContain(out.reply());
                case TalkEvent.PlaybackEnded out -> assertThat(over).doesNotContain(out.reply());
                default -> {
                    // Nothing else belongs to a reply.
                }
            }
        }
    }
}
