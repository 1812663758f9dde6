package parley.tutor.store.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.tutor.conversation.ConversationId;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.store.JournalUnavailable;

class InMemoryJournalTest {
    private static final Instant AT = Instant.parse("2026-01-01T09:00:00Z");
    private static final LearnerId ANNA = new LearnerId("anna");
    private static final LearnerId BEN = new LearnerId("ben");
    private static final ConversationId FIRST = new ConversationId("first");
    private static final ConversationId SECOND = new ConversationId("second");
    private static final LearningEvent OPENED = new ConversationOpened("course", AT);

    private final InMemoryJournal journal = new InMemoryJournal();

    private static LearningEvent said(String id) {
        return new LearnerSpoke(LearnerTurn.typed(new TurnId(id), "hello"), AT);
    }

    @Test
    void keepsLearnersAndConversationsApart() throws JournalUnavailable {
        journal.append(FIRST, ANNA, List.of(OPENED, said("a")));
        journal.append(SECOND, BEN, List.of(OPENED));

        assertThat(journal.read(FIRST)).containsExactly(OPENED, said("a"));
        assertThat(journal.readLearner(BEN)).containsExactly(OPENED);
        assertThat(journal.latest(BEN, "course")).contains(SECOND);
        assertThat(journal.latest(new LearnerId("nobody"), "course")).isEmpty();
    }

    @Test
    void theLatestConversationIsTheOneOpenedLastNotTheOneUsedLast() throws JournalUnavailable {
        journal.append(FIRST, ANNA, List.of(OPENED));
        journal.append(SECOND, ANNA, List.of(OPENED));
        journal.append(FIRST, ANNA, List.of(said("a")));

        assertThat(journal.latest(ANNA, "course")).contains(SECOND);
    }

    @Test
    void storesATurnOnceHoweverOftenItIsSent() throws JournalUnavailable {
        journal.append(FIRST, ANNA, List.of(said("a"), said("a")));
        journal.append(FIRST, ANNA, List.of(said("a")));
        journal.append(SECOND, ANNA, List.of(said("a")));

        assertThat(journal.read(FIRST)).containsExactly(said("a"));
        assertThat(journal.read(SECOND)).containsExactly(said("a"));
    }

    @Test
    void refusesAllOfAnAppendThatDoesNotFit() {
        List<LearningEvent> tooMany = Collections.nCopies(InMemoryJournal.MAX_EVENTS + 1, OPENED);

        assertThatThrownBy(() -> journal.append(FIRST, ANNA, tooMany)).isInstanceOf(JournalUnavailable.class);
        assertThat(journal.read(FIRST)).isEmpty();
    }
}
