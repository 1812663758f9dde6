package parley.tutor.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.tutor.wording.ReplyFixtures.COURSE;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.prompts.library.PhraseBook;
import parley.prompts.library.PromptLibrary;
import parley.tutor.conversation.Conversation;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.CourseAssessor;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ToolUsed;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.scripted.ScriptedModel;
import parley.tutor.models.scripted.ScriptedModel.Action;
import parley.tutor.models.tools.ToolCall;
import parley.tutor.models.tools.networknt.SchemaCheckedJson;
import parley.tutor.path.PathPlanner;
import parley.tutor.retrieval.KeywordIndex;
import parley.tutor.retrieval.Passages;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.store.scripted.InMemoryJournal;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.tools.CourseTools;
import parley.tutor.understanding.CourseUnderstanding;
import parley.tutor.understanding.IntentPhrases;
import parley.tutor.understanding.KnownWords;
import parley.tutor.understanding.LanguageChecker;

/** Tools as a conversation uses them: the real machine, journal and course around a scripted model. */
@Timeout(60)
class ToolsInConversationTest {
    private static final LearnerId ANNA = new LearnerId("anna");
    private static final ToolCall NEXT = new ToolCall("c1", "next_item", "{}");

    private final InMemoryJournal journal = new InMemoryJournal();
    private final ScriptedModel model = new ScriptedModel("scripted");
    private final AtomicInteger ids = new AtomicInteger();
    private final BlockingQueue<ConversationEvent> events = new LinkedBlockingQueue<>();
    private final Tutor tutor = tutor();

    private Tutor tutor() {
        Clock clock = Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC);
        var understanding =
                new CourseUnderstanding(COURSE, IntentPhrases.shipped(), KnownWords.EVERYTHING, LanguageChecker.NONE);
        var tools = new CourseTools(
                COURSE,
                new PathPlanner(COURSE),
                KeywordIndex.of(Passages.of(COURSE)),
                understanding,
                clock,
                new SchemaCheckedJson());
        return new Tutor(
                COURSE.id(),
                journal,
                new FoldedRecords(journal),
                new CourseAssessor(COURSE),
                understanding,
                situation -> List.of(new TeachingMove.Respond(TeachingMove.Topic.OFF_COURSE)),
                (question, progress) -> Expectation.NONE,
                new FallbackWording(
                        new ModelWording(COURSE, PromptLibrary.shipped(), model, tools, null),
                        new AuthoredWording(COURSE, PhraseBook.shipped())),
                clock,
                () -> "id" + ids.incrementAndGet());
    }

    private Conversation start() throws Exception {
        return Conversation.start(tutor, new Conversations(tutor).current(ANNA, "en", Delivery.TEXT), events::add);
    }

    private <E extends ConversationEvent> E await(Class<E> kind) throws InterruptedException {
        while (true) {
            ConversationEvent event = events.poll(30, TimeUnit.SECONDS);
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
            assertThat(event).as("while waiting for " + kind.getSimpleName()).isNotNull();
        }
    }

    private List<LearningEvent> stored() {
        return journal.readLearner(ANNA).stream()
                .filter(ToolUsed.class::isInstance)
                .toList();
    }

    private static long answersIn(List<Message> prompt) {
        return prompt.stream().filter(Message.ToolAnswered.class::isInstance).count();
    }

    @Test
    void whatAToolAnsweredSurvivesACutAndARestartExactlyOnce() throws Exception {
        var never = new CountDownLatch(1);
        model.then(new Action.Say("Let me see"), new Action.CallTools(List.of(NEXT)))
                .then(new Action.Say("Next comes an exercise. "), new Action.Await(never));
        try (Conversation talk = start()) {
            talk.say(LearnerTurn.typed(new TurnId("a"), "what comes next?"));
            assertThat(await(ConversationEvent.ReplyText.class).delta()).isEqualTo("Let me see ");
            assertThat(await(ConversationEvent.ReplyText.class).delta()).startsWith("Next comes");
            assertThat(stored()).hasSize(1);
            assertThat(answersIn(model.prompts().getLast())).isEqualTo(1);

            model.thenSays("Well. ");
            talk.say(LearnerTurn.typed(new TurnId("b"), "stop, tell me about Berlin"));
            assertThat(await(ConversationEvent.ReplyFinished.class).interrupted())
                    .isTrue();
            assertThat(await(ConversationEvent.ReplyFinished.class).heard()).isEqualTo("Well. ");
            assertThat(answersIn(model.prompts().getLast())).isEqualTo(1);
        }
        model.thenSays("Welcome back. ");
        try (Conversation again = start()) {
            again.say(LearnerTurn.typed(new TurnId("c"), "and what about Paris?"));
            await(ConversationEvent.ReplyFinished.class);
        }
        List<Message> prompt = model.prompts().getLast();
        assertThat(answersIn(prompt)).isEqualTo(1);
        assertThat(prompt).contains(new Message.CalledTools("", List.of(NEXT)));
        int at = prompt.indexOf(new Message.CalledTools("", List.of(NEXT)));
        assertThat(prompt.get(at - 1).text()).isEqualTo("what comes next?");
        assertThat(prompt.get(at + 1)).isInstanceOf(Message.ToolAnswered.class);
        assertThat(prompt.get(at + 2).text()).startsWith("Let me see Next comes");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void aCutBeforeAnyWordLeavesTheAnswerForTheNextReply() throws Exception {
        var never = new CountDownLatch(1);
        model.then(new Action.CallTools(List.of(NEXT))).then(new Action.Await(never));
        try (Conversation talk = start()) {
            talk.say(LearnerTurn.typed(new TurnId("a"), "what comes next?"));
            model.awaitCall();
            model.awaitCall();
            model.thenSays("An exercise comes. ");
            talk.say(LearnerTurn.typed(new TurnId("b"), "are you there?"));
            await(ConversationEvent.ReplyDropped.class);
            await(ConversationEvent.ReplyFinished.class);
        }
        List<Message> prompt = model.prompts().getLast();
        assertThat(answersIn(prompt)).isEqualTo(1);
        assertThat(prompt.getLast()).isInstanceOf(Message.ToolAnswered.class);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void aModelThatFailsAfterAToolGivesPlaceToTheAuthoredTutor() throws Exception {
        model.then(new Action.CallTools(List.of(NEXT))).thenFails("stalled");
        try (Conversation talk = start()) {
            talk.say(LearnerTurn.typed(new TurnId("a"), "what comes next?"));
            var finished = await(ConversationEvent.ReplyFinished.class);
            assertThat(finished.wordedBy()).isEqualTo(AuthoredWording.NAME);
            assertThat(finished.heard()).isNotBlank();
        }
    }
}
