package parley.speech.turns;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who may take the floor from whom, and what is done ahead.
 *
 * @param interruptible whether the learner's voice may stop the tutor at all; what is typed, committed or stopped by
 *     hand always does
 * @param protectedMoves names of teaching moves, such as {@code Ask}, whose replies the voice does not stop
 * @param minimumWords words it takes to stop the tutor, counted over the turn, 0..20; at 0 the tutor holds still as soon
 *     as a voice is heard, otherwise it speaks on until that many were said
 * @param echoGuard for so long after the first audio of a reply a voice alone does not hold the tutor, 0..5 s: it is
 *     most likely the tutor's own, until the learner's device has learned to take it out
 * @param holdWithoutWords a voice in which no real words are heard holds the tutor at most this long, 0.5..10 s
 * @param reopenWithin a learner who goes on within this time, before anything of the reply was heard, goes on in the same
 *     turn, 0..30 s
 * @param drafts replies made ahead in one turn at most, 0..3
 * @param idleAfter silence after which the tutor speaks again by itself, 5 s..10 min; zero: never
 * @param idlePrompts how often at most, until the learner says something, 0..10
 * @param distantBelowDecibels a voice over the tutor that is quieter than the learner's own by this much is somebody else's
 *     and does not stop it, 6..40 dB; 0: every voice does
 */
public record FloorSettings(
        boolean interruptible,
        Set<String> protectedMoves,
        int minimumWords,
        Duration echoGuard,
        Duration holdWithoutWords,
        Duration reopenWithin,
        int drafts,
        Duration idleAfter,
        int idlePrompts,
        double distantBelowDecibels) {
    /** More replies ahead than this would cost more than they save. */
    public static final int MOST_DRAFTS = 3;

    public static final FloorSettings USUAL = new FloorSettings(
            true,
            Set.of(),
            0,
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            MOST_DRAFTS,
            Duration.ZERO,
            0,
            10);

    public FloorSettings {
        protectedMoves = Set.copyOf(protectedMoves);
        require(minimumWords >= 0 && minimumWords <= 20, "minimumWords lies in 0..20");
        require(within(echoGuard, 0, 5_000), "echoGuard lies in 0..5 s");
        require(within(holdWithoutWords, 500, 10_000), "holdWithoutWords lies in 0.5..10 s");
        require(within(reopenWithin, 0, 30_000), "reopenWithin lies in 0..30 s");
        require(drafts >= 0 && drafts <= MOST_DRAFTS, "drafts lies in 0.." + MOST_DRAFTS);
        require(idleAfter.isZero() || within(idleAfter, 5_000, 600_000), "idleAfter is zero or in 5 s..10 min");
        require(
                distantBelowDecibels == 0 || (distantBelowDecibels >= 6 && distantBelowDecibels <= 40),
                "distantBelowDecibels is zero or in 6..40 dB");
        require(idlePrompts >= 0 && idlePrompts <= 10, "idlePrompts lies in 0..10");
    }

    public FloorSettings interruptible(boolean may) {
        return edit(e -> e.interruptible = may);
    }

    public FloorSettings protecting(Set<String> moves) {
        return edit(e -> e.protectedMoves = moves);
    }

    public FloorSettings withMinimumWords(int words) {
        return edit(e -> e.minimumWords = words);
    }

    public FloorSettings withDrafts(int most) {
        return edit(e -> e.drafts = most);
    }

    public FloorSettings withDistantBelowDecibels(double decibels) {
        return edit(e -> e.distantBelowDecibels = decibels);
    }

    public FloorSettings withIdlePrompts(Duration after, int most) {
        return edit(e -> {
            e.idleAfter = after;
            e.idlePrompts = most;
        });
    }

    private FloorSettings edit(Consumer<Edit> change) {
        var edit = new Edit(this);
        change.accept(edit);
        return edit.done();
    }

    /** A copy in the making. */
    private static final class Edit {
        private boolean interruptible;
        private Set<String> protectedMoves;
        private int minimumWords;
        private Duration echoGuard;
        private Duration holdWithoutWords;
        private Duration reopenWithin;
        private int drafts;
        private Duration idleAfter;
        private int idlePrompts;
        private double distantBelowDecibels;

        Edit(FloorSettings from) {
            interruptible = from.interruptible;
            protectedMoves = from.protectedMoves;
            minimumWords = from.minimumWords;
            echoGuard = from.echoGuard;
            holdWithoutWords = from.holdWithoutWords;
            reopenWithin = from.reopenWithin;
            drafts = from.drafts;
            idleAfter = from.idleAfter;
            idlePrompts = from.idlePrompts;
            distantBelowDecibels = from.distantBelowDecibels;
        }

        FloorSettings done() {
            return new FloorSettings(
                    interruptible,
                    protectedMoves,
                    minimumWords,
                    echoGuard,
                    holdWithoutWords,
                    reopenWithin,
                    drafts,
                    idleAfter,
                    idlePrompts,
                    distantBelowDecibels);
        }
    }

    private static boolean within(Duration value, long leastMillis, long mostMillis) {
        return value.compareTo(Duration.ofMillis(leastMillis)) >= 0
                && value.compareTo(Duration.ofMillis(mostMillis)) <= 0;
    }

    private static void require(boolean holds, String relation) {
        if (!holds) {
            throw new IllegalArgumentException("floor settings: " + relation);
        }
    }
}
