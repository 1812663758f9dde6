package parley.speech.talk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.prompts.library.PhraseBook;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.scripted.LoudnessDetector;
import parley.speech.scripted.ScriptedVoice;
import parley.speech.turns.Ticker;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.ConversationId;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.TurnId;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.CourseAssessor;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.store.scripted.InMemoryJournal;
import parley.tutor.teaching.CourseExpectations;
import parley.tutor.teaching.CoursePolicy;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.CourseUnderstanding;
import parley.tutor.understanding.IntentPhrases;
import parley.tutor.understanding.KnownWords;
import parley.tutor.understanding.LanguageChecker;
import parley.tutor.wording.AuthoredWording;

/** From sound to words and back with the shipped course's tutor: what is heard badly is asked about, not graded. */
@Timeout(120)
final class AskingBackTest {
    private static final Course COURSE = ShippedCourses.everydayEnglish();
    private static final String EXERCISE = "order-coffee";

    /** Hears one thing freely, and another against whatever is expected, all of it confidently. */
    private record Torn(String free, String expected) implements Recogniser {
        @Override
        public String name() {
            return "torn";
        }

        @Override
        public UtteranceDecoder openFree() {
            return new Fixed(free);
        }

        @Override
        public UtteranceDecoder openAgainst(Grammar grammar) {
            return new Fixed(grammar.phrases().contains(expected) ? expected : Grammar.UNKNOWN);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static final class Fixed implements UtteranceDecoder {
        private final String text;
        private long samples;

        Fixed(String text) {
            this.text = text;
        }

        @Override
        public void accept(short[] audio, int offset, int length) {
            samples += length;
        }

        @Override
        public String partial() {
            return text;
        }

        @Override
        public Transcript finish() {
            String[] words = text.split(" ", -1);
            List<HeardWord> heard = new ArrayList<>();
            for (int i = 0; i < words.length; i++) {
                heard.add(new HeardWord(
                        words[i],
                        new SampleCount(samples * i / words.length),
                        new SampleCount(samples * (i + 1) / words.length),
                        1));
            }
            return new Transcript(heard);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** The tutor of the shipped course, and in its journal a learner who was just asked to order a coffee. */
    private static Tutor tutor(InMemoryJournal journal) {
        Instant now = Instant.now();
        var ids = new AtomicInteger();
        var asked = new TeachingMove.Ask(
                EXERCISE,
                false,
                new Reason(
                        Reason.Kind.PRACTISE,
                        COURSE.conceptOf(EXERCISE).orElseThrow().id(),
                        ""));
        try {
            journal.append(
                    new ConversationId("before"),
                    LearnerId.LOCAL,
                    List.of(
                            new ConversationOpened(COURSE.id(), now),
                            new TutorReplied(
                                    new TurnId("q"),
                                    List.of(),
                                    null,
                                    null,
                                    List.of(new TeachingMove.Placed(List.of(), ""), asked),
                                    "Order a coffee politely.",
                                    false,
                                    "authored",
                                    now)));
        } catch (JournalUnavailable e) {
            throw new AssertionError(e);
        }
        return new Tutor(
                COURSE.id(),
                journal,
                new FoldedRecords(journal),
                new CourseAssessor(COURSE),
                new CourseUnderstanding(COURSE, IntentPhrases.shipped(), KnownWords.EVERYTHING, LanguageChecker.NONE),
                new CoursePolicy(COURSE),
                new CourseExpectations(COURSE, IntentPhrases.shipped()),
                new AuthoredWording(COURSE, PhraseBook.shipped()),
                Clock.systemUTC(),
                () -> "run" + ids.incrementAndGet());
    }

    private static short[] spoken() {
        var sound = new short[(600 + 1_200 + 600) * 16];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (i % 40 < 20 ? 8_000 : -8_000);
        }
        Arrays.fill(sound, 0, 600 * 16, (short) 0);
        Arrays.fill(sound, 1_800 * 16, sound.length, (short) 0);
        return sound;
    }

    private static LiveTalk talk(String free, String expected) throws JournalUnavailable {
        return new LiveTalk(
                Ticker.system(),
                AskingBackTest::tutor,
                new Torn(free, expected),
                new LoudnessDetector(1_000),
                new ScriptedVoice(Duration.ofMillis(20)));
    }

    private static TutorReplied replyTo(LearnerTurn turn, LiveTalk talk) throws Exception {
        talk.awaitConversed(ConversationEvent.ReplyFinished.class);
        return talk.stored().stream()
                .flatMap(event -> event instanceof TutorReplied replied
                                && replied.answers().contains(turn.id())
                        ? Stream.of(replied)
                        : Stream.empty())
                .findFirst()
                .orElseThrow();
    }

    private static boolean graded(LearningEvent event) {
        return event instanceof TutorReplied replied && replied.attempt() != null;
    }

    @Test
    void whatMayBeAMistakeOrItsCorrectionIsAskedAboutAndNotGraded() throws Exception {
        try (LiveTalk talk = talk("i want coffee", "i want a coffee")) {
            talk.hears(spoken());
            LearnerTurn turn = talk.await(TalkEvent.TurnCommitted.class).turn();
            SpokenEvidence evidence = requireNonNull(turn.spoken());
            assertThat(turn.text()).isEqualTo("i want coffee");
            assertThat(evidence.doubt()).isGreaterThanOrEqualTo(SpokenEvidence.ASK_FROM_DOUBT);
            assertThat(evidence.others()).startsWith("i want a coffee");

            TutorReplied reply = replyTo(turn, talk);
            assertThat(requireNonNull(reply.observation()).answer())
                    .isInstanceOfSatisfying(AnswerCheck.Unclear.class, unclear -> {
                        assertThat(unclear.heard()).isEqualTo("i want coffee");
                        assertThat(unclear.alternatives()).isEqualTo(evidence.others());
                    });
            assertThat(reply.moves())
                    .containsExactly(new TeachingMove.Clarify("i want coffee", List.of("i want a coffee")));
            assertThat(reply.heard()).contains("“i want coffee”", "“i want a coffee”");
            assertThat(talk.stored()).noneMatch(AskingBackTest::graded);
        }
    }

    @Test
    void theOtherReadingIsNotNamedWhereItIsTheAnswer() throws Exception {
        try (LiveTalk talk = talk("could i have coffee please", "could i have a coffee please")) {
            talk.hears(spoken());
            TutorReplied reply =
                    replyTo(talk.await(TalkEvent.TurnCommitted.class).turn(), talk);
            assertThat(reply.moves())
                    .containsExactly(new TeachingMove.Clarify("could i have coffee please", List.of()));
            assertThat(reply.heard()).doesNotContain("a coffee please");
            assertThat(talk.stored()).noneMatch(AskingBackTest::graded);
        }
    }

    @Test
    void theSameWordsHeardTwiceAreGraded() throws Exception {
        try (LiveTalk talk = talk("could i have a coffee please", "could i have a coffee please")) {
            talk.hears(spoken());
            TutorReplied reply =
                    replyTo(talk.await(TalkEvent.TurnCommitted.class).turn(), talk);
            assertThat(requireNonNull(reply.observation()).answer()).isInstanceOf(AnswerCheck.Right.class);
            assertThat(talk.stored()).anyMatch(AskingBackTest::graded);
        }
    }
}
