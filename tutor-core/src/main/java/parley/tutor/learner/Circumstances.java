package parley.tutor.learner;

import parley.tutor.learner.LearningEvent.ProfileChanged;

/**
 * What is known of a learner over all courses: a pure fold over their whole journal. Immutable.
 *
 * @param profile as last told
 */
public record Circumstances(LearnerProfile profile, Habits habits) {
    public static final Circumstances NONE = new Circumstances(LearnerProfile.UNTOLD, Habits.NONE);

    /** The circumstances after one more event; a change of time zone counts from its own moment on. */
    public Circumstances after(LearningEvent event) {
        LearnerProfile told = event instanceof ProfileChanged changed ? changed.profile() : profile;
        return new Circumstances(told, habits.after(event.at(), told.zone()));
    }
}
