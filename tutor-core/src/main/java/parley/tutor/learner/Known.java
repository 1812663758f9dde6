package parley.tutor.learner;

/**
 * All that a teaching decision may know of a learner and the course's items, read at one moment. Immutable.
 *
 * @param habits over all courses
 */
public record Known(LearnerProgress progress, ItemRatings ratings, LearnerProfile profile, Habits habits) {
    public static final Known NOTHING =
            new Known(LearnerProgress.EMPTY, ItemRatings.NONE, LearnerProfile.UNTOLD, Habits.NONE);
}
