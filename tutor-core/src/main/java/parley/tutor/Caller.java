package parley.tutor;

/**
 * For whom a model is asked: chooses the route, keeps a conversation on one model, and says whose budget is spent.
 * None of it is sent to a model.
 *
 * @param learner the learner's id; budgets and the fair queue go by it
 * @param conversation the conversation's id; sticky routes go by it; empty outside of one
 * @param course the course's id; empty outside of one
 * @param locale the learner's interface language, such as {@code zh-CN}
 */
public record Caller(String learner, String conversation, String course, String locale) {
    /** Work of the installation itself, as for tests and judges. */
    public static final Caller NOBODY = new Caller("", "", "", "en");
}
