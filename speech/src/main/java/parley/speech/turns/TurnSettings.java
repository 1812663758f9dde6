package parley.speech.turns;

import java.time.Duration;

/**
 * How long to wait for whom. All waits count from the end of the voice, in the learner's audio.
 *
 * @param completeWait before answering words that are whole, such as an expected answer; the ear's own release hang
 *     (256 ms) usually passes first
 * @param normalWait before answering words that may be whole, where sentences often end, or where it is not known
 * @param unlikelyEndWait the same where sentences seldom end, as the recogniser's language model has it
 * @param openWait before answering words that are plainly unfinished: "I want to", "because", "um"
 * @param longestWait limit on any wait, also one that grew with the learner's habit
 * @param resumeWithin after noise or a backchannel over a reply, the tutor goes on within this time even when no words
 *     were told
 * @param wordsWithin words that do not come within this time after the voice ended are given up; what was heard so far
 *     stands
 * @param starvedAfter when no audio at all arrives for this long amid speech, what was being said has ended
 * @param longestTurn a turn is answered after this long, whether or not it has ended
 * @param floor who may take the floor from whom, and what is done ahead
 */
public record TurnSettings(
        Duration completeWait,
        Duration normalWait,
        Duration unlikelyEndWait,
        Duration openWait,
        Duration longestWait,
        Duration resumeWithin,
        Duration wordsWithin,
        Duration starvedAfter,
        Duration longestTurn,
        FloorSettings floor) {

    public static final TurnSettings USUAL = new TurnSettings(
            Duration.ofMillis(256),
            Duration.ofMillis(600),
            Duration.ofMillis(1_300),
            Duration.ofMillis(1_500),
            Duration.ofMillis(1_800),
            Duration.ofMillis(700),
            Duration.ofSeconds(2),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(60),
            FloorSettings.USUAL);

    /** For learners up to A2, who search for words in the middle of a sentence for more than a second. */
    public static final TurnSettings BEGINNER = new TurnSettings(
            Duration.ofMillis(256),
            Duration.ofMillis(1_300),
            Duration.ofMillis(1_800),
            Duration.ofMillis(1_800),
            Duration.ofMillis(1_800),
            Duration.ofMillis(700),
            Duration.ofSeconds(2),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(60),
            FloorSettings.USUAL);

    public TurnSettings {
        require(!completeWait.isNegative(), "completeWait is not negative");
        require(completeWait.compareTo(normalWait) <= 0, "completeWait <= normalWait");
        require(normalWait.compareTo(openWait) <= 0, "normalWait <= openWait");
        require(normalWait.compareTo(unlikelyEndWait) <= 0, "normalWait <= unlikelyEndWait");
        require(unlikelyEndWait.compareTo(longestWait) <= 0, "unlikelyEndWait <= longestWait");
        require(openWait.compareTo(longestWait) <= 0, "openWait <= longestWait");
        require(longestWait.compareTo(wordsWithin) <= 0, "longestWait <= wordsWithin");
        require(resumeWithin.compareTo(wordsWithin) <= 0, "resumeWithin <= wordsWithin");
        require(resumeWithin.isPositive(), "resumeWithin is positive");
        require(wordsWithin.compareTo(Duration.ofSeconds(10)) <= 0, "wordsWithin is at most 10 s");
        require(starvedAfter.compareTo(Duration.ofMillis(200)) >= 0, "starvedAfter is at least 200 ms");
        require(longestTurn.compareTo(Duration.ofSeconds(5)) >= 0, "longestTurn is at least 5 s");
        require(longestTurn.compareTo(Duration.ofMinutes(10)) <= 0, "longestTurn is at most 10 min");
    }

    public TurnSettings withFloor(FloorSettings other) {
        return new TurnSettings(
                completeWait,
                normalWait,
                unlikelyEndWait,
                openWait,
                longestWait,
                resumeWithin,
                wordsWithin,
                starvedAfter,
                longestTurn,
                other);
    }

    /** Waiting longer or shorter for words, as where a service gives them. */
    public TurnSettings withWordsWithin(Duration limit) {
        return new TurnSettings(
                completeWait,
                normalWait,
                unlikelyEndWait,
                openWait,
                longestWait,
                resumeWithin,
                limit,
                starvedAfter,
                longestTurn,
                floor);
    }

    /**
     * With another usual wait, wherever sentences end: who names a wait means it. The waits around it move where they must.
     */
    public TurnSettings withNormalWait(Duration wait) {
        return new TurnSettings(
                shorter(completeWait, wait),
                wait,
                wait,
                longer(openWait, wait),
                longer(longestWait, wait),
                resumeWithin,
                longer(wordsWithin, wait),
                starvedAfter,
                longestTurn,
                floor);
    }

    /** More or less patient, {@code factor} times: every wait for a learner who may go on, 0.5..2. */
    public TurnSettings patient(double factor) {
        if (!(factor >= 0.5 && factor <= 2)) {
            throw new IllegalArgumentException("turn settings: the factor lies in 0.5..2");
        }
        Duration longest = times(longestWait, factor);
        return new TurnSettings(
                completeWait,
                longer(times(normalWait, factor), completeWait),
                longer(times(unlikelyEndWait, factor), completeWait),
                longer(times(openWait, factor), completeWait),
                longer(longest, completeWait),
                resumeWithin,
                longer(wordsWithin, longest),
                starvedAfter,
                longestTurn,
                floor);
    }

    private static Duration times(Duration wait, double factor) {
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static void require(boolean holds, String relation) {
        if (!holds) {
            throw new IllegalArgumentException("turn settings: " + relation);
        }
    }
}
