package parley.speech.turns;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.VoiceLevel;
import parley.tutor.conversation.TurnId;

/**
 * Where turn-taking stands. Immutable.
 *
 * @param idPrefix makes this run's turn ids unlike those of any other run
 * @param turnsOver counts the turns that ended, committed or not
 * @param turn the learner's turn in progress, or null
 * @param doneUntil audio up to here belongs to turns that are over; what is told of it is late and changes nothing
 * @param doneText the words of the last turn, when it was committed
 * @param last the last committed turn, as long as the learner may go on in it, or null
 * @param pauseHabit how long this learner pauses inside a turn: moving average ({@link Patience}), zero until known
 * @param ownLevel how loud this learner is: moving average ({@link Distance}), null until known
 * @param asked the client's wish to end a turn of which nothing had been heard yet, or null
 * @param mutedFrom audio from here on is nobody's, for the microphone is off; null while it is on
 * @param keyDownAt since when the key is down, with push to talk; null while it is up
 * @param distantAt how far the audio had been received when somebody farther away was last heard over the tutor, or null
 * @param echoHeard the tutor's own voice has come back through this microphone
 */
public record TurnState(
        String idPrefix,
        long turnsOver,
        TurnMode mode,
        TurnSettings settings,
        @Nullable OpenTurn turn,
        SampleCount doneUntil,
        String doneText,
        @Nullable Committed last,
        Duration pauseHabit,
        @Nullable VoiceLevel ownLevel,
        @Nullable Asked asked,
        @Nullable SampleCount mutedFrom,
        @Nullable Duration keyDownAt,
        @Nullable SampleCount distantAt,
        boolean echoHeard) {
    /** People who talk nearby are likely to go on so long. */
    private static final Duration NEARBY = Duration.ofSeconds(30);

    /** Nothing said yet. */
    public static TurnState begin(String idPrefix, TurnMode mode, TurnSettings settings) {
        return new TurnState(
                idPrefix,
                0,
                mode,
                settings,
                null,
                SampleCount.ZERO,
                "",
                null,
                Duration.ZERO,
                null,
                null,
                mode == TurnMode.PUSH_TO_TALK ? SampleCount.ZERO : null,
                null,
                null,
                false);
    }

    /** A wish to end the turn with the audio up to {@code upTo}. */
    public record Asked(Duration when, SampleCount upTo, TurnReason reason) {}

    /**
     * A turn that was committed.
     *
     * @param text all its words
     * @param end where the voice ended
     */
    public record Committed(TurnId id, String text, SampleCount end) {}

    /** Whether the tutor must hold still: the learner speaks, or it is not yet known what was said. */
    public boolean holdsTutor() {
        return switch (mode) {
            case AUTOMATIC -> turn != null && turn.holds();
            case PUSH_TO_TALK -> keyDownAt != null || asked != null || (turn != null && turn.forced() != null);
            case MANUAL -> false;
        };
    }

    /** The id that the turn in progress has, or the next one will have. */
    public TurnId nextTurnId() {
        return new TurnId(idPrefix + "-u" + (turnsOver + 1));
    }

    public TurnState with(TurnMode who, TurnSettings waits) {
        return edit(e -> {
            e.mode = who;
            e.settings = waits;
            if (who != mode) {
                e.mutedFrom = who == TurnMode.PUSH_TO_TALK ? doneUntil : null;
                e.keyDownAt = null;
            }
        });
    }

    /** The last turn is closed: what is said next is another one. */
    public TurnState closingLast() {
        return edit(e -> e.last = null);
    }

    /** Whether what was heard at {@code at} would begin a turn, and may not. */
    boolean isNobodys(SampleCount at) {
        return (turn == null || turn.kept() != null) && mutedFrom != null && !mutedFrom.isAfter(at);
    }

    TurnState withTurn(@Nullable OpenTurn next) {
        return edit(e -> e.turn = next);
    }

    TurnState committed(OpenTurn over, String text, String wholeText) {
        return ended(over).edit(e -> {
            e.doneText = text;
            e.last = new Committed(over.id(), wholeText, over.speechEnd());
            // What began over the tutor may have been somebody else's in part, and in part even the tutor's own.
            e.ownLevel = over.overTutor() && !over.taken() ? ownLevel : Distance.learnt(ownLevel, over.level());
        });
    }

    TurnState discarded(OpenTurn over, boolean echo) {
        return ended(over).edit(e -> e.echoHeard = echoHeard || echo);
    }

    TurnState distantHeard(SampleCount received) {
        return edit(e -> e.distantAt = received);
    }

    /** Whether there are people nearby, and a voice alone is hardly the learner's. */
    boolean isDistantHeardBefore(SampleCount received) {
        return distantAt != null && received.minusOrZero(distantAt).toDuration().compareTo(NEARBY) < 0;
    }

    private TurnState ended(OpenTurn over) {
        return done(over.knownUntil()).edit(e -> {
            e.turnsOver = turnsOver + 1;
            e.turn = null;
            e.doneText = "";
        });
    }

    /** A turn ended that never began. */
    TurnState nothingSaid() {
        return edit(e -> {
            e.turnsOver = turnsOver + 1;
            e.asked = null;
        });
    }

    TurnState done(SampleCount until) {
        return edit(e -> {
            e.doneUntil = until.isAfter(doneUntil) ? until : doneUntil;
            e.asked = null;
        });
    }

    TurnState withPauseHabit(Duration habit) {
        return edit(e -> e.pauseHabit = habit);
    }

    TurnState asking(Asked wish) {
        return edit(e -> e.asked = wish);
    }

    TurnState muted(SampleCount from) {
        return edit(e -> {
            e.mutedFrom = mutedFrom == null ? from : mutedFrom;
            e.keyDownAt = null;
        });
    }

    /** The microphone is on again, perhaps another one; what came while it was off stays nobody's. */
    TurnState unmuted(SampleCount received, @Nullable Duration keyDown) {
        return edit(e -> {
            e.doneUntil = mutedFrom != null && turn == null && received.isAfter(doneUntil) ? received : doneUntil;
            e.mutedFrom = null;
            e.keyDownAt = keyDown;
            e.ownLevel = null;
            e.distantAt = null;
            e.echoHeard = false;
        });
    }

    private TurnState edit(Consumer<Edit> change) {
        var edit = new Edit(this);
        change.accept(edit);
        return edit.done();
    }

    /** A copy in the making. */
    private static final class Edit {
        private final String idPrefix;
        private long turnsOver;
        private TurnMode mode;
        private TurnSettings settings;
        private @Nullable OpenTurn turn;
        private SampleCount doneUntil;
        private String doneText;
        private @Nullable Committed last;
        private Duration pauseHabit;
        private @Nullable VoiceLevel ownLevel;
        private @Nullable Asked asked;
        private @Nullable SampleCount mutedFrom;
        private @Nullable Duration keyDownAt;
        private @Nullable SampleCount distantAt;
        private boolean echoHeard;

        Edit(TurnState from) {
            idPrefix = from.idPrefix;
            turnsOver = from.turnsOver;
            mode = from.mode;
            settings = from.settings;
            turn = from.turn;
            doneUntil = from.doneUntil;
            doneText = from.doneText;
            last = from.last;
            pauseHabit = from.pauseHabit;
            ownLevel = from.ownLevel;
            asked = from.asked;
            mutedFrom = from.mutedFrom;
            keyDownAt = from.keyDownAt;
            distantAt = from.distantAt;
            echoHeard = from.echoHeard;
        }

        TurnState done() {
            return new TurnState(
                    idPrefix,
                    turnsOver,
                    mode,
                    settings,
                    turn,
                    doneUntil,
                    doneText,
                    last,
                    pauseHabit,
                    ownLevel,
                    asked,
                    mutedFrom,
                    keyDownAt,
                    distantAt,
                    echoHeard);
        }
    }
}
