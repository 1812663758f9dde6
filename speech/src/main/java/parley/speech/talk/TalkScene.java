package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.speech.talk.TalkState.Overheard;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.Scene;
import parley.speech.turns.TurnState;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.LearnerTurn;

/** What turn-taking is told of the rest of the talk. Lives for one step. */
final class TalkScene {
    /** With no more audio than this to come, the learner has heard the question and may answer "yes". */
    private static final Duration QUESTION_HEARD = Duration.ofSeconds(1);

    /** How much later than it was sent the tutor's voice may come back: the client's buffers, the room, the ear. */
    private static final Duration ECHO_DELAY = Duration.ofMillis(700);

    /** How much of what is being played may be heard before our own clock says so. */
    private static final Duration ECHO_AHEAD = Duration.ofMillis(300);

    private final TalkDraft draft;

    TalkScene(TalkDraft draft) {
        this.draft = draft;
    }

    Scene now() {
        SpokenReply spoken = draft.speech;
        boolean questionHeard = spoken == null
                || (spoken.allSpoken()
                        && spoken.playout().started()
                        && spoken.playout().remaining(draft.now).compareTo(QUESTION_HEARD) <= 0);
        Overheard echo = overheard();
        Expectation expected = draft.conversation.expectation();
        return new Scene(
                spoken != null,
                questionHeard,
                protectedLine(),
                justBegun(),
                echo == null ? List.of() : echo.words(),
                reopenable(),
                expected.answers(),
                expected.phrases(),
                draft.input.received());
    }

    private FloorSettings floor() {
        return draft.settings.turns().floor();
    }

    private boolean protectedLine() {
        ConversationState.Reply reply = draft.conversation.reply();
        return reply != null
                && draft.speech != null
                && (!floor().interruptible()
                        || reply.moves().stream()
                                .anyMatch(move -> floor().protectedMoves()
                                        .contains(move.getClass().getSimpleName())));
    }

    private boolean justBegun() {
        SpokenReply spoken = draft.speech;
        return spoken != null
                && spoken.playout().started()
                && spoken.playout().at(draft.now).position().compareTo(floor().echoGuard()) < 0;
    }

    /** The last turn still waits for its reply, and nothing of that was heard or shown. */
    private boolean reopenable() {
        TurnState.Committed last = draft.turns.last();
        List<LearnerTurn> waiting = draft.conversation.unanswered();
        if (last == null || waiting.isEmpty() || !waiting.getLast().id().equals(last.id())) {
            return false;
        }
        ConversationState.Reply reply = draft.conversation.reply();
        return draft.speech != null
                ? draft.heardSoFar().isBlank()
                : reply == null || reply.text().isBlank();
    }

    /** What may come back as an echo in the turn in progress, or in one that would begin now. */
    @Nullable
    Overheard overheard() {
        SpokenReply spoken = draft.speech;
        Overheard before = draft.turns.turn() == null ? null : draft.overheard;
        if (spoken == null || !spoken.playout().started()) {
            return before;
        }
        Duration position = spoken.playout().at(draft.now).position();
        Duration from =
                before != null && before.reply().equals(spoken.reply()) ? before.from() : position.minus(ECHO_DELAY);
        return new Overheard(spoken.reply(), from, spoken.wordsBetween(from, position.plus(ECHO_AHEAD)));
    }
}
