package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.talk.SpokenReply.Begun;
import parley.speech.talk.SpokenReply.Mark;
import parley.speech.talk.SpokenReply.Taken;
import parley.speech.talk.TalkState.Overheard;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.Scene;
import parley.speech.turns.TurnState;
import parley.speech.turns.TutorWord;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.LearnerTurn;

/** What turn-taking is told of the rest of the talk. Lives for one step. */
final class TalkScene {
    /** With no more audio than this to come, the learner has heard the question and may answer "yes". */
    private static final Duration QUESTION_HEARD = Duration.ofSeconds(1);

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
        Expectation expected = draft.conversation.expectation();
        return new Scene(
                spoken != null,
                questionHeard,
                protectedLine(),
                justBegun(),
                tutorWords(),
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
                // Before that there is nothing that a voice could cut.
                && draft.speech.playout().started()
                // Of a line that nobody plays the learner has heard nothing more, and waits for nothing.
                && !draft.speech.playout().at(draft.now).halted()
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
        if (reply == null && !draft.settings.answering()) {
            // Nobody takes it for ended before a reply is asked for: each turn is one by itself.
            return false;
        }
        return draft.speech != null
                ? draft.heardSoFar().isBlank()
                : reply == null || reply.text().isBlank();
    }

    /** What may come back as an echo now: what was played, and what a client may play before our clock says so. */
    private List<TutorWord> tutorWords() {
        Overheard played = overheard();
        if (played == null) {
            return List.of();
        }
        SpokenReply spoken = draft.speech;
        if (spoken == null || !spoken.reply().equals(played.reply())) {
            return played.words();
        }
        Duration position = spoken.playout().at(draft.now).position();
        var words = new ArrayList<>(played.words());
        if (!spoken.playout().held()) {
            Duration ahead = position.plus(TutorWord.ECHO_AHEAD);
            words.addAll(placed(spoken.wordsBegun(played.mark(), ahead).words(), position));
        }
        spoken.unknownBegun(position).ifPresent(rest -> words.addAll(placed(List.of(rest), position)));
        return words;
    }

    /** What was played by now, as far back as it may come back in the turn in progress or in one that begins now. */
    @Nullable
    Overheard overheard() {
        SpokenReply spoken = draft.speech;
        Overheard before = draft.overheard;
        var words = new ArrayList<TutorWord>();
        if (before != null) {
            SampleCount now = draft.input.received();
            boolean turnOpen = draft.turns.turn() != null;
            before.words().stream()
                    .filter(word -> turnOpen || word.mayComeBackFrom(now))
                    .forEach(words::add);
        }
        if (spoken == null || !spoken.playout().started()) {
            return before == null ? null : new Overheard(before.reply(), before.mark(), words);
        }
        Duration position = spoken.playout().at(draft.now).position();
        boolean same = before != null && before.reply().equals(spoken.reply());
        Taken taken = spoken.wordsBegun(before != null && same ? before.mark() : Mark.START, position);
        words.addAll(placed(taken.words(), position));
        return new Overheard(spoken.reply(), taken.mark(), words);
    }

    /** {@code begun} placed by where playback is at {@code position}. */
    private List<TutorWord> placed(List<Begun> begun, Duration position) {
        return begun.stream()
                .map(word -> new TutorWord(
                        word.text(), inLearnersAudio(word.from(), position), inLearnersAudio(word.to(), position)))
                .toList();
    }

    /** By the audio that has come, also where the ear has not been given it yet: an echo comes back with it. */
    private SampleCount inLearnersAudio(Duration place, Duration position) {
        SampleCount now = draft.input.arrived();
        Duration ahead = place.minus(position);
        return ahead.isNegative() ? now.minusOrZero(SampleCount.of(ahead.negated())) : now.plus(SampleCount.of(ahead));
    }
}
