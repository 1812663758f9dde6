package parley.speech.turns;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.turns.OpenTurn.Voice;
import parley.tutor.conversation.TurnId;

/** The part of a step that judges: what the words are, whether they take the floor, whether they end the turn. */
final class TurnEnd {
    private final TurnRun run;

    TurnEnd(TurnRun run) {
        this.run = run;
    }

    /** All words of the turn, with those of the turn that it goes on in. */
    String whole(OpenTurn turn, String text) {
        TurnState.Committed last = run.state.last();
        return last != null && last.id().equals(before(turn, text)) && !text.isBlank()
                ? last.text() + " " + text
                : text;
    }

    /** Who takes back what they said does not go on in it. */
    private static @Nullable TurnId before(OpenTurn turn, String text) {
        return Interjection.takesBack(text) ? null : turn.before();
    }

    /** The words so far, which may still change. */
    void takeFloorIfMeant(String partial, SampleCount at) {
        OpenTurn turn = run.turn();
        if (turn == null) {
            return;
        }
        Interjection kind = judge(turn, partial);
        if (kind == Interjection.DISTANT) {
            boolean known = at.minusOrZero(turn.began()).toDuration().compareTo(Distance.KNOWN_AFTER) >= 0;
            if (known && holdsForNothing(turn)) {
                letTutorGoOn(turn, TurnReason.DISTANT_VOICE);
            }
            return;
        }
        takeFloorIfMeant(turn, partial, kind);
        boolean lone = loneOverTutor(turn, partial, kind(turn, partial));
        if (kind != Interjection.ECHO && lone && !run.state.echoHeard() && mayInterrupt(partial)) {
            // Not the tutor's own voice, then: it holds still until the word is known to be meant or not. Where that
            // voice does come back, a word may be a misheard one of its own.
            run.state = run.state.withTurn(turn.holding());
        }
    }

    private void takeFloorIfMeant(OpenTurn turn, String text, Interjection kind) {
        if (turn.taken() || !run.scene.tutorHasFloor() || !run.automatic()) {
            return;
        }
        boolean meant = switch (kind) {
            case WORDS -> true;
            case BACKCHANNEL -> !turn.overTutor();
            case FILLER, NOISE, ECHO, DISTANT -> false;
        };
        if (meant && mayInterrupt(text)) {
            run.state = run.state.withTurn(turn.take());
            run.decide(new TurnDecision.Interrupt(turn.id(), TurnReason.WORDS_SAID));
        }
    }

    private boolean mayInterrupt(String text) {
        return !run.scene.protectedLine()
                && text.strip().split("\\s+", -1).length >= run.floor().minimumWords();
    }

    /** What words are that may still change; a single one over the tutor may still become more. */
    private Interjection judge(OpenTurn turn, String partial) {
        if (Echo.isEcho(partial, turn.began(), run.scene.tutorWords())) {
            return Interjection.ECHO;
        }
        Interjection kind = kind(turn, partial);
        if (isDistant(turn, partial, kind)) {
            return Interjection.DISTANT;
        }
        return loneOverTutor(turn, partial, kind) ? Interjection.BACKCHANNEL : kind;
    }

    /** What the words of a pause are. */
    private Interjection judge(OpenTurn turn, Heard heard) {
        if (Echo.isEcho(heard, turn.began(), run.scene.tutorWords())) {
            return Interjection.ECHO;
        }
        Interjection kind = kind(turn, heard.text());
        if (isDistant(turn, heard.text(), kind)) {
            return Interjection.DISTANT;
        }
        boolean little = kind == Interjection.WORDS && turn.overTutor() && !turn.taken() && LoneWord.isLittle(heard);
        return little && !LoneWord.isMeant(heard) ? Interjection.BACKCHANNEL : kind;
    }

    /** While the tutor speaks the last question is answered, and its answers are mere agreement. */
    private Interjection kind(OpenTurn turn, String text) {
        return Interjection.of(text, turn.overTutor() ? List.of() : run.scene.answers());
    }

    private static boolean loneOverTutor(OpenTurn turn, String text, Interjection kind) {
        return kind == Interjection.WORDS && turn.overTutor() && LoneWord.is(Interjection.plain(text));
    }

    /**
     * Whoever says "stop" is heard, however far away; and who goes on in a turn may well trail off. What began over the tutor
     * is somebody else's talk also where that goes on when the tutor has finished.
     */
    private boolean isDistant(OpenTurn turn, String text, Interjection kind) {
        return kind == Interjection.WORDS
                && run.automatic()
                && turn.overTutor()
                && turn.before() == null
                && !turn.taken()
                && !Interjection.stops(text)
                && Distance.isDistant(
                        run.state.ownLevel(), turn.level(), run.floor().distantBelowDecibels());
    }

    /** The words are there: what are they, and do they end the turn? */
    void judgePause() {
        OpenTurn turn = run.turn();
        if (turn == null || turn.voice() != Voice.PAUSED || turn.endAsked() || !run.automatic()) {
            return;
        }
        if (turn.kept() != null) {
            closeKept(turn);
            return;
        }
        String text = turn.heard().text();
        Interjection kind = judge(turn, turn.heard());
        takeFloorIfMeant(turn, text, kind);
        turn = run.turn();
        if (turn == null) {
            return;
        }
        if (kind.isNoTurn(run.scene.tutorHasFloor(), turn.overTutor()) && !turn.taken()) {
            discard(turn, kind.reason());
            return;
        }
        Patience patience = Patience.after(run.state, turn, whole(turn, text), run.scene);
        if (run.reached(turn.voiceEndedAt().plus(patience.length()))) {
            close(turn, patience.reason());
        } else if (patience.reason() != TurnReason.WORDS_OPEN) {
            draft(turn, kind);
        }
    }

    /** What was said may be all: an answer is made ahead while more is waited for. */
    private void draft(OpenTurn turn, Interjection kind) {
        String text = turn.heard().text();
        boolean floorIsFree = !run.scene.tutorHasFloor() || turn.taken();
        boolean words = kind == Interjection.WORDS || kind == Interjection.BACKCHANNEL;
        if (floorIsFree
                && words
                && turn.drafts() < run.floor().drafts()
                && !turn.drafted().equals(text)) {
            run.state = run.state.withTurn(turn.drafting(text));
            run.decide(new TurnDecision.Draft(turn.id(), turn.heard(), before(turn, text)));
        }
    }

    /** A reply made ahead answers other words than {@code text}. */
    void dropDraftUnless(String text) {
        OpenTurn turn = run.turn();
        if (turn != null && !turn.drafted().isEmpty() && !turn.drafted().equals(text)) {
            run.state = run.state.withTurn(turn.withoutDraft());
            run.decide(new TurnDecision.DropDraft(turn.id(), TurnReason.WORDS_CHANGED));
        }
    }

    void nothingToCommit() {
        run.decide(new TurnDecision.Discard(run.state.nextTurnId(), TurnReason.NOTHING_SAID));
        run.state = run.state.nothingSaid();
    }

    void discard(OpenTurn turn, TurnReason reason) {
        if (!turn.drafted().isEmpty()) {
            run.decide(new TurnDecision.DropDraft(turn.id(), reason));
        }
        run.decide(new TurnDecision.Discard(turn.id(), reason));
        run.decide(new TurnDecision.ForgetTurn());
        run.state = run.state.discarded(turn, reason == TurnReason.ECHO);
        if (reason == TurnReason.DISTANT_VOICE) {
            run.state = run.state.distantHeard(run.scene.received());
        }
    }

    /** The turn is over: it is committed when it has words that are meant, and discarded otherwise. */
    void close(OpenTurn turn, TurnReason reason) {
        Heard heard = turn.heard();
        boolean latestMissing = turn.voice() != Voice.PAUSED && !turn.partial().equals(heard.text());
        if (latestMissing && !turn.partial().isBlank()) {
            // Only a guess came: the tutor must ask rather than grade.
            heard = new Heard(turn.partial(), List.of(), turn.partial(), null, 1);
        }
        String text = heard.text();
        TurnReason unmeant = whyUnmeant(turn, heard, reason);
        if (unmeant == TurnReason.PROTECTED_LINE) {
            run.state = run.state.withTurn(turn.keeping(heard, reason));
            run.decide(new TurnDecision.Yield(turn.id(), unmeant));
            return;
        }
        if (unmeant != null) {
            discard(turn, unmeant);
            return;
        }
        if (run.scene.tutorHasFloor() && !turn.taken()) {
            run.decide(new TurnDecision.Interrupt(turn.id(), reason));
        }
        run.decide(new TurnDecision.Commit(turn.id(), heard, before(turn, text), reason));
        run.decide(new TurnDecision.ForgetTurn());
        run.state = run.state.committed(turn, text, whole(turn, text));
        if (run.automatic() && !turn.wentOn() && turn.before() == null) {
            run.state = run.state.withPauseHabit(Patience.habitWithoutPause(run.state));
        }
    }

    /**
     * Real words over a line that can not be interrupted are kept until it is over: they were meant, and who says
     * something over a test's prompt does not say it twice. While the line is spoken nothing is to be decided.
     */
    private void closeKept(OpenTurn turn) {
        TurnReason why = turn.kept();
        if (why != null && !waitsForLine(turn)) {
            close(turn, why);
        }
    }

    /** Whether {@code turn} has ended and a line that it does not stop is still spoken. */
    boolean waitsForLine(OpenTurn turn) {
        return turn.kept() != null && run.scene.tutorHasFloor() && run.scene.protectedLine();
    }

    /** Why {@code heard} is no turn, or none yet, or null when it is one. */
    private @Nullable TurnReason whyUnmeant(OpenTurn turn, Heard heard, TurnReason end) {
        Interjection kind = judge(turn, heard);
        boolean byHand = end == TurnReason.CLIENT_COMMITTED || end == TurnReason.KEY_RELEASED;
        boolean words = switch (kind) {
            case WORDS -> true;
            case BACKCHANNEL -> byHand || !turn.overTutor() || turn.taken();
            // Who has stopped the tutor is answered, also when most of what is known of it in the end is an echo.
            case ECHO -> turn.taken();
            case DISTANT -> byHand;
            case FILLER, NOISE -> false;
        };
        if (!words) {
            return kind.reason();
        }
        if (byHand || turn.taken() || !run.scene.tutorHasFloor() || mayInterrupt(heard.text())) {
            return null;
        }
        return run.scene.protectedLine() ? TurnReason.PROTECTED_LINE : TurnReason.TOO_FEW_WORDS;
    }

    void timePassed() {
        OpenTurn turn = run.turn();
        TurnSettings settings = run.settings();
        if (turn == null) {
            TurnState.Asked asked = run.state.asked();
            if (asked != null && run.reached(asked.when().plus(settings.wordsWithin()))) {
                nothingToCommit();
            }
            Duration keyDown = run.state.keyDownAt();
            if (keyDown != null && run.reached(keyDown.plus(settings.longestTurn()))) {
                run.state = run.state.muted(run.scene.received());
            }
            return;
        }
        if (turn.endAsked()) {
            if (run.reached(turn.lastFactAt().plus(settings.wordsWithin()))) {
                // The ear does not answer: what was told so far is all there is.
                TurnReason forced = turn.forced();
                close(turn, forced == null ? TurnReason.AUDIO_STOPPED : forced);
                if (run.turn() == null) {
                    run.state = run.state.done(run.scene.received());
                }
            }
            return;
        }
        if (turn.kept() != null) {
            closeKept(turn);
            return;
        }
        switch (turn.voice()) {
            case SPEAKING -> speakingGoesOn(turn);
            case PAUSED_WORDS_DUE -> {
                if (run.reached(turn.voiceEndedAt().plus(settings.wordsWithin()))) {
                    close(turn, TurnReason.WORDS_MISSING);
                } else if (holdsForNothing(turn)
                        && run.reached(turn.voiceEndedAt().plus(settings.resumeWithin()))) {
                    letTutorGoOn(turn, TurnReason.WORDS_MISSING);
                }
            }
            case PAUSED -> judgePause();
        }
    }

    private boolean holdsForNothing(OpenTurn turn) {
        return run.scene.tutorHasFloor() && turn.holds() && !turn.taken();
    }

    private void letTutorGoOn(OpenTurn turn, TurnReason why) {
        run.state = run.state.withTurn(turn.yieldFloor());
        run.decide(new TurnDecision.Yield(turn.id(), why));
    }

    private void speakingGoesOn(OpenTurn turn) {
        if (run.reached(turn.begunAt().plus(run.settings().longestTurn()))) {
            askEnd(turn, TurnReason.MONOLOGUE);
            return;
        }
        if (holdsForNothing(turn) && run.reached(turn.begunAt().plus(run.floor().holdWithoutWords()))) {
            letTutorGoOn(turn, TurnReason.WORDS_MISSING);
        }
        OpenTurn still = run.turn();
        if (still == null) {
            return;
        }
        if (run.scene.received().isAfter(still.received())) {
            run.state = run.state.withTurn(still.receiving(run.scene.received(), run.now));
        } else if (run.reached(still.receivedAt().plus(run.settings().starvedAfter()))) {
            askEnd(still, null);
        }
    }

    private void askEnd(OpenTurn turn, @Nullable TurnReason forced) {
        run.state = run.state.withTurn(turn.ending(forced, run.scene.received(), run.now));
        run.decide(new TurnDecision.EndAudio());
    }

    /** What was given so far is the turn: the ear is asked to hear it to its end first. */
    void endNow(boolean commit, TurnReason reason) {
        OpenTurn turn = run.turn();
        if (turn != null && (commit || run.automatic())) {
            askEnd(turn, reason);
            return;
        }
        run.decide(new TurnDecision.EndAudio());
        if (turn == null && commit) {
            run.state = run.state.asking(new TurnState.Asked(run.now, run.scene.received(), reason));
        }
    }

    void microphone(MicrophoneState microphone) {
        boolean key = run.state.mode() == TurnMode.PUSH_TO_TALK;
        switch (microphone) {
            case ON -> run.state = run.state.unmuted(run.scene.received(), key ? run.now : null);
            case OFF, LOST -> {
                boolean wasDown = run.state.keyDownAt() != null;
                run.state = run.state.muted(run.scene.received());
                endNow(key && wasDown, key ? TurnReason.KEY_RELEASED : TurnReason.MICROPHONE_OFF);
            }
        }
    }

    void clear() {
        OpenTurn turn = run.turn();
        run.state = run.state.done(run.scene.received());
        run.decide(new TurnDecision.EndAudio());
        if (turn == null) {
            run.decide(new TurnDecision.ForgetTurn());
        } else {
            discard(turn, TurnReason.CLEARED);
        }
    }
}
