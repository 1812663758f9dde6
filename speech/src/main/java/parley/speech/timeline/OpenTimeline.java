package parley.speech.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.TurnId;

/** A turn's timeline in the making. Used by one thread. */
final class OpenTimeline {
    /** Words so far are told several times a second: they may fill this much of a turn, no more. */
    private static final int MAX_PARTIALS = 150;

    /** Kept for what ends a turn. */
    private static final int RESERVED = 20;

    final int number;
    final TurnTimeline.Origin origin;
    private final List<Moment> moments = new ArrayList<>();
    private int partials;
    private int left;

    @Nullable
    TurnId turn;

    @Nullable
    TurnId reply;

    boolean firstTokenSeen;

    OpenTimeline(int number, TurnTimeline.Origin origin) {
        this.number = number;
        this.origin = origin;
    }

    void add(Duration at, Moment.Kind kind, String detail) {
        add(new Moment(at, kind, detail));
    }

    void add(Moment moment) {
        Moment.Kind kind = moment.kind();
        boolean partial = kind == Moment.Kind.PARTIAL;
        boolean ends = switch (kind) {
            case VOICE_PAUSED,
                    FINAL_WORDS,
                    COMMITTED,
                    DISCARDED,
                    REOPENED,
                    CUT,
                    PLAYED_OUT,
                    HEARD,
                    DROPPED,
                    REPLY_FAILED -> true;
            case VOICE_STARTED,
                    VOICE_RESUMED,
                    PARTIAL,
                    RECOGNISER_FAILED,
                    DECIDED,
                    REPLY_STARTED,
                    FIRST_TOKEN,
                    REPLY_WORDED,
                    FIRST_AUDIO,
                    BARGE_IN,
                    HELD,
                    RELEASED,
                    WARNED -> false;
        };
        int room = ends ? TurnTimeline.MAX_MOMENTS : TurnTimeline.MAX_MOMENTS - RESERVED;
        if (moments.size() >= room || (partial && partials >= MAX_PARTIALS)) {
            left++;
            return;
        }
        partials += partial ? 1 : 0;
        moments.add(moment);
    }

    TurnTimeline close() {
        return new TurnTimeline(number, origin, turn, reply, moments, left);
    }
}
