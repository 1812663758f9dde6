package parley.tutor.store.scripted;

import java.util.List;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.store.Journal;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.LearnerRecords;

/** Records folded from the whole journal at every reading: the plain truth that faster ones are compared with. */
public final class FoldedRecords implements LearnerRecords {
    private final Journal journal;

    public FoldedRecords(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Known read(LearnerId learner, String courseId) throws JournalUnavailable {
        LearnerProgress progress = LearnerProgress.EMPTY;
        for (Journal.Recorded recorded : journal.readLearner(learner, courseId, 0)) {
            progress = progress.after(recorded.event());
        }
        return new Known(progress, ItemRatings.NONE, LearnerProfile.UNTOLD, Habits.NONE);
    }

    @Override
    public List<HandOffRequest> handOffs(int limit) {
        return List.of();
    }
}
