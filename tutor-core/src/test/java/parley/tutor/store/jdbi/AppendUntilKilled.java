package parley.tutor.store.jdbi;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import parley.tutor.conversation.ConversationId;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.store.EventSamples;
import parley.tutor.store.Journal;

/** A child process that appends turns for ever and prints the id of each one when it is acknowledged. */
final class AppendUntilKilled {
    static final ConversationId CONVERSATION = new ConversationId("killed");

    /** Ends each line, so that one cut by the kill is not taken for another. */
    static final String ACKNOWLEDGED = " acknowledged";

    private AppendUntilKilled() {}

    /** Takes the data folder and a prefix for this life's turn ids. */
    public static void main(String[] args) throws Exception {
        Journal journal = SqliteStore.open(Path.of(args[0])).journal();
        journal.append(
                CONVERSATION,
                LearnerId.LOCAL,
                List.of(new LearningEvent.ConversationOpened("everyday-english", Instant.EPOCH)));
        for (long n = 0; n < Long.MAX_VALUE; n++) {
            String turn = args[1] + "-" + n;
            journal.append(CONVERSATION, LearnerId.LOCAL, List.of(EventSamples.typed(turn, "words of turn " + n)));
            System.out.println(turn + ACKNOWLEDGED);
        }
    }
}
