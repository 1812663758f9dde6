package parley.tutor.store.scripted;

import java.util.ArrayList;
import java.util.List;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.Circumstances;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.ItemStatistics;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.store.Journal;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.LearnerRecords;
import parley.tutor.teaching.TeachingMove;

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
        Circumstances circumstances = Circumstances.NONE;
        for (LearningEvent event : journal.readLearner(learner)) {
            circumstances = circumstances.after(event);
        }
        return new Known(progress, ratings(courseId), circumstances.profile(), circumstances.habits());
    }

    private ItemRatings ratings(String courseId) throws JournalUnavailable {
        List<Attempt> attempts = new ArrayList<>();
        journal.scan(courseId, (course, recorded) -> {
            if (recorded.event() instanceof TutorReplied replied && replied.attempt() != null) {
                attempts.add(replied.attempt());
            }
        });
        ItemRatings ratings = ItemRatings.NONE;
        for (Attempt attempt : attempts) {
            ratings = ratings.after(attempt);
        }
        return ratings;
    }

    @Override
    public List<HandOffRequest> handOffs(int limit) throws JournalUnavailable {
        List<HandOffRequest> requests = new ArrayList<>();
        journal.scan(null, (course, recorded) -> {
            if (recorded.event() instanceof TutorReplied replied) {
                for (TeachingMove move : replied.moves()) {
                    if (move instanceof TeachingMove.HandOff handOff) {
                        requests.add(new HandOffRequest(
                                recorded.learner(), recorded.conversation(), course, handOff.question(), replied.at()));
                    }
                }
            }
        });
        return requests.reversed().stream().limit(limit).toList();
    }

    @Override
    public List<Attempt> evidence(LearnerId learner, String courseId, String conceptId, int limit)
            throws JournalUnavailable {
        List<Attempt> attempts = new ArrayList<>();
        for (Journal.Recorded recorded : journal.readLearner(learner, courseId, 0)) {
            if (recorded.event() instanceof TutorReplied replied) {
                Attempt attempt = replied.attempt();
                if (attempt != null && attempt.conceptId().equals(conceptId)) {
                    attempts.add(attempt);
                }
            }
        }
        return attempts.reversed().stream().limit(limit).toList();
    }

    @Override
    public List<ItemStatistics> itemStatistics(String courseId) throws JournalUnavailable {
        var tally = new ItemStatistics.Tally();
        journal.scan(courseId, (course, recorded) -> tally.add(recorded.learner(), recorded.event()));
        return tally.statistics();
    }
}
