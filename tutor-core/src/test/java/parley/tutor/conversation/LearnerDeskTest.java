package parley.tutor.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.MasteryContested;
import parley.tutor.learner.LearningEvent.ProfileChanged;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.store.scripted.InMemoryJournal;

class LearnerDeskTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final LearnerId ANNA = new LearnerId("anna");
    private static final LearnerProfile TOLD = new LearnerProfile(ZoneId.of("Asia/Shanghai"), 25, 1, "travel");

    private final InMemoryJournal journal = new InMemoryJournal();
    private final LearnerDesk desk =
            new LearnerDesk(journal, Clock.fixed(NOW, ZoneOffset.UTC), () -> "opened-here", "english");

    @Test
    void aProfileCountsForEveryCourse() throws JournalUnavailable {
        desk.changeProfile(ANNA, TOLD);

        assertThat(new FoldedRecords(journal).read(ANNA, "algebra").profile()).isEqualTo(TOLD);
        assertThat(journal.read(new ConversationId("opened-here")))
                .containsExactly(new ConversationOpened("english", NOW), new ProfileChanged(TOLD, NOW));
    }

    @Test
    void aContestGoesToTheCurrentConversationOfItsCourse() throws JournalUnavailable {
        var current = new ConversationId("current");
        journal.append(current, ANNA, List.of(new ConversationOpened("algebra", NOW)));

        desk.contest(ANNA, "algebra", "fractions");

        assertThat(journal.read(current)).contains(new MasteryContested("fractions", NOW));
        var records = new FoldedRecords(journal);
        assertThat(records.read(ANNA, "algebra").progress().knowledge().contested())
                .containsExactly("fractions");
        assertThat(records.read(ANNA, "english").progress().knowledge().contested())
                .isEmpty();
    }
}
