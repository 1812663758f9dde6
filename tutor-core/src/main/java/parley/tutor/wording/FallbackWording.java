package parley.tutor.wording;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ToolUse;
import parley.tutor.logging.ThrownAt;

/**
 * Words by a primary wording as long as it works, and by authored words where it doesn't, so that a reply always comes to
 * its end. Thread-safe.
 *
 * <p>When the primary fails before any text, the authored reply is said from its start. When it fails later, the authored
 * tutor adds only what the learner is to do next, as a paragraph of its own, and nothing when that was said: nothing is
 * said twice. So it does when the primary came to its end and left the exercise out.
 */
public final class FallbackWording implements Wording {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackWording.class);

    private final Wording primary;
    private final AuthoredWording authored;

    public FallbackWording(Wording primary, AuthoredWording authored) {
        this.primary = primary;
        this.authored = authored;
    }

    @Override
    public WordingOutcome word(ReplyRequest request, WordingSink sink) throws InterruptedException {
        WatchedSink watched = new WatchedSink(sink);
        return switch (primaryOutcome(request, watched)) {
            case WordingOutcome.Worded worded -> {
                // A model may forget the exercise; what the learner answers next is graded against it all the same.
                authored.wordTask(request, watched.said.toString(), sink);
                yield worded;
            }
            case WordingOutcome.NotWorded(TutorFailure failure) -> {
                sink.notice(failure);
                if (watched.said.toString().isBlank()) {
                    yield authored.word(request, sink);
                }
                yield authored.wordRest(request, watched.said.toString(), sink)
                        ? new WordingOutcome.Worded(AuthoredWording.NAME)
                        : new WordingOutcome.Worded(modelOf(failure));
            }
        };
    }

    private WordingOutcome primaryOutcome(ReplyRequest request, WordingSink sink) throws InterruptedException {
        try {
            return primary.word(request, sink);
        } catch (RuntimeException e) {
            // A bug there must not silence the tutor.
            LOG.error("The first wording failed: {}", new ThrownAt(e));
            return new WordingOutcome.NotWorded(
                    new TutorFailure.OutputUnusable("tutor", "An internal error; the log has the details"));
        }
    }

    /** Whose words stand alone when nothing had to be added. */
    private static String modelOf(TutorFailure failure) {
        return switch (failure) {
            case TutorFailure.ModelUnavailable unavailable -> unavailable.model();
            case TutorFailure.ModelMisconfigured misconfigured -> misconfigured.model();
            case TutorFailure.OutputUnusable unusable -> unusable.model();
            case TutorFailure.BudgetSpent other -> AuthoredWording.NAME;
            case TutorFailure.StoreUnavailable other -> AuthoredWording.NAME;
            case TutorFailure.SpeechUnavailable other -> AuthoredWording.NAME;
            case TutorFailure.LanguageNotHeard other -> AuthoredWording.NAME;
            case TutorFailure.LimitReached other -> AuthoredWording.NAME;
        };
    }

    /** Remembers what was said. Used by one thread. */
    private static final class WatchedSink implements WordingSink {
        private final WordingSink sink;
        private final StringBuilder said = new StringBuilder();

        WatchedSink(WordingSink sink) {
            this.sink = sink;
        }

        @Override
        public void text(String delta) throws InterruptedException {
            said.append(delta);
            sink.text(delta);
        }

        @Override
        public void toolUsed(ToolUse use) throws InterruptedException {
            sink.toolUsed(use);
        }

        @Override
        public void notice(TutorFailure failure) throws InterruptedException {
            sink.notice(failure);
        }
    }
}
