package parley.tutor.store.jdbi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import parley.prompts.course.ExerciseId;
import parley.tutor.conversation.ConversationId;
import parley.tutor.learner.Ability;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.Elo;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.TeachingMove;

/**
 * What is written beside the journal in the same transaction: items' difficulties and requests to teachers. The same
 * steps make them when they are rebuilt. Thread-safe.
 */
final class Projections {
    static final String ITEM = "item";
    static final String CONCEPT = "concept";

    private Projections() {}

    /** Keeps ratings: in the database, or while rebuilding in memory. */
    interface Ratings {
        Ability get(String courseId, String kind, String id);

        void put(String courseId, String kind, String id, Ability rating);
    }

    /** Takes in an event that was just appended at {@code place}. */
    static void apply(
            Handle handle,
            Ratings ratings,
            long place,
            String courseId,
            ConversationId conversation,
            LearnerId learner,
            LearningEvent event) {
        if (event instanceof TutorReplied replied) {
            if (replied.attempt() != null && replied.attempt().first()) {
                rate(ratings, courseId, replied.attempt());
            }
            handOver(handle, place, courseId, conversation, learner, replied);
        }
    }

    private static void rate(Ratings ratings, String courseId, Attempt attempt) {
        String itemId = ExerciseId.itemIdOf(attempt.exerciseId());
        String conceptId = attempt.conceptId();
        double surprise = Elo.surprise(attempt);
        ratings.put(courseId, ITEM, itemId, Elo.item(ratings.get(courseId, ITEM, itemId), surprise));
        ratings.put(courseId, CONCEPT, conceptId, Elo.concept(ratings.get(courseId, CONCEPT, conceptId), surprise));
    }

    private static void handOver(
            Handle handle,
            long place,
            String courseId,
            ConversationId conversation,
            LearnerId learner,
            TutorReplied replied) {
        List<TeachingMove.HandOff> requests = replied.moves().stream()
                .filter(TeachingMove.HandOff.class::isInstance)
                .map(TeachingMove.HandOff.class::cast)
                .toList();
        for (int ordinal = 0; ordinal < requests.size(); ordinal++) {
            handle.execute(
                    "INSERT INTO hand_offs (place, ordinal, learner_id, conversation_id, course_id, question, at_ms)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    place,
                    ordinal,
                    learner.value(),
                    conversation.value(),
                    courseId,
                    requests.get(ordinal).question(),
                    replied.at().toEpochMilli());
        }
    }

    /** The ratings in the database, within a transaction that writes: each is read once, and written once by flush. */
    static final class Stored implements Ratings {
        private record Key(String courseId, String kind, String id) {}

        private final Handle handle;
        private final Map<Key, Ability> moved = new LinkedHashMap<>();

        Stored(Handle handle) {
            this.handle = handle;
        }

        @Override
        public Ability get(String courseId, String kind, String id) {
            Ability known = moved.get(new Key(courseId, kind, id));
            return known != null ? known : read(courseId, kind, id);
        }

        private Ability read(String courseId, String kind, String id) {
            return handle.select(
                            "SELECT difficulty, answers FROM item_ratings"
                                    + " WHERE course_id = ? AND kind = ? AND rated_id = ?",
                            courseId,
                            kind,
                            id)
                    .map((row, context) -> new Ability(row.getDouble(1), row.getLong(2)))
                    .findOne()
                    .orElse(Ability.UNKNOWN);
        }

        @Override
        public void put(String courseId, String kind, String id, Ability rating) {
            moved.put(new Key(courseId, kind, id), rating);
        }

        void flush() {
            moved.forEach((key, rating) -> store(handle, key.courseId(), key.kind(), key.id(), rating));
        }
    }

    static void store(Handle handle, String courseId, String kind, String id, Ability rating) {
        handle.execute(
                "INSERT INTO item_ratings (course_id, kind, rated_id, difficulty, answers) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (course_id, kind, rated_id)"
                        + " DO UPDATE SET difficulty = excluded.difficulty, answers = excluded.answers",
                courseId,
                kind,
                id,
                rating.logits(),
                rating.answers());
    }
}
