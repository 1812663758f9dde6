package parley.tutor.wording;

import parley.tutor.TutorFailure;

/**
 * Words by a primary wording as long as it works, and by authored words where it doesn't, so that a reply always comes to
 * its end. Thread-safe.
 *
 * <p>When the primary fails before any text, the authored reply is said from its start. When it fails later, the authored
 * tutor adds only what the learner is to do next, as a paragraph of its own: nothing is said twice.
 */
public final class FallbackWording implements Wording {
    private final Wording primary;
    private final AuthoredWording authored;

    public FallbackWording(Wording primary, AuthoredWording authored) {
        this.primary = primary;
        this.authored = authored;
    }

    @Override
    public WordingOutcome word(ReplyRequest request, WordingSink sink) throws InterruptedException {
        WatchedSink watched = new WatchedSink(sink);
        WordingOutcome outcome = primary.word(request, watched);
        return switch (outcome) {
            case WordingOutcome.Worded worded -> worded;
            case WordingOutcome.NotWorded(TutorFailure failure) -> {
                sink.notice(failure);
                if (!watched.textSeen) {
                    yield authored.word(request, sink);
                }
                sink.text("\n\n");
                yield authored.wordQuestion(request, sink);
            }
        };
    }

    /** Remembers whether anything was said. Used by one thread. */
    private static final class WatchedSink implements WordingSink {
        private final WordingSink sink;
        private boolean textSeen;

        WatchedSink(WordingSink sink) {
            this.sink = sink;
        }

        @Override
        public void text(String delta) throws InterruptedException {
            textSeen |= !delta.isBlank();
            sink.text(delta);
        }

        @Override
        public void notice(TutorFailure failure) throws InterruptedException {
            sink.notice(failure);
        }
    }
}
