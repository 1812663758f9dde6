package parley.speech.talk;

import java.time.Duration;
import java.util.Optional;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.talk.TalkState.Silence;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.TurnReason;
import parley.tutor.conversation.ConversationInput;
import parley.tutor.conversation.Delivery;

/** The part of a step that notices that nobody says anything, and lets the tutor speak again. Lives for one step. */
final class IdleWatch {
    private final TalkDraft draft;

    IdleWatch(TalkDraft draft) {
        this.draft = draft;
    }

    private FloorSettings floor() {
        return draft.settings.turns().floor();
    }

    /** Only who has heard the tutor can be waited for, and who has switched off the microphone is not. */
    private boolean waiting() {
        return floor().idlePrompts() > 0
                && !floor().idleAfter().isZero()
                && draft.settings.delivery() == Delivery.SPOKEN
                && draft.turns.turn() == null
                && draft.turns.mutedFrom() == null
                && draft.conversation.reply() == null
                && draft.conversation.unanswered().isEmpty()
                && !draft.conversation.history().isEmpty();
    }

    void follow() {
        Silence before = draft.silence;
        int prompts = before == null ? 0 : before.prompts();
        if (!waiting()) {
            draft.silence = prompts == 0 ? null : new Silence(null, draft.input.received(), prompts);
        } else if (before == null || before.since() == null) {
            draft.silence = new Silence(draft.now, draft.input.received(), prompts);
        }
    }

    Optional<Duration> wakeAt() {
        Silence silence = draft.silence;
        return silence == null || silence.since() == null || silence.prompts() >= floor().idlePrompts()
                ? Optional.empty()
                : Optional.of(silence.since().plus(floor().idleAfter()));
    }

    /** Whether the microphone delivered most of the silence. */
    private boolean heardThroughout(Silence silence) {
        Duration heard = draft.input.received().minusOrZero(silence.received()).toDuration();
        return heard.multipliedBy(2).compareTo(floor().idleAfter()) >= 0;
    }

    void promptIfDue() {
        Optional<Duration> due = wakeAt();
        Silence silence = draft.silence;
        if (silence == null || due.isEmpty() || !waiting() || due.get().compareTo(draft.now) > 0) {
            return;
        }
        if (!heardThroughout(silence)) {
            // Nobody was listened to: who only types is not spoken to, and who takes the microphone is given the time.
            draft.silence = new Silence(draft.now, draft.input.received(), silence.prompts());
            return;
        }
        draft.silence = new Silence(null, draft.input.received(), silence.prompts() + 1);
        draft.judged(draft.turns.nextTurnId(), Verdict.IDLE_PROMPT, TurnReason.SILENCE);
        draft.converse(new ConversationInput.ReplyRequested());
    }
}
