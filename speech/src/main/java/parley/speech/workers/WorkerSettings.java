package parley.speech.workers;

import java.time.Duration;

/**
 * How recogniser workers are run.
 *
 * @param processes workers, 1..16; each holds a model of its own (about 250 MB with the embedded one). With two, one takes
 *     over while the other starts again
 * @param decodesAtOnce threads that decode in each worker, 1..64
 * @param startLimit how long a worker may take to load its model before it is taken for stuck
 * @param callLimit how long a worker with requests in hand (at most a second of sound is sent with one) may be silent
 *     before it is taken for stuck and ended; one that answers others may take {@value #BUSY_FACTOR} times as long for a
 *     request
 * @param takeOverLimit how long an utterance waits for a worker when none is up, before its words are given up
 * @param backOff the waits between starts
 */
public record WorkerSettings(
        int processes,
        int decodesAtOnce,
        Duration startLimit,
        Duration callLimit,
        Duration takeOverLimit,
        RestartBackOff backOff) {
    public static final int MOST_PROCESSES = 16;

    static final int BUSY_FACTOR = 5;

    public WorkerSettings {
        require(processes >= 1 && processes <= MOST_PROCESSES, "processes lie in 1..16");
        require(decodesAtOnce >= 1 && decodesAtOnce <= 64, "decodesAtOnce lies in 1..64");
        require(startLimit.compareTo(Duration.ofSeconds(1)) >= 0, "startLimit is at least 1 s");
        require(callLimit.compareTo(Duration.ofMillis(200)) >= 0, "callLimit is at least 200 ms");
        require(!takeOverLimit.isNegative(), "takeOverLimit is not negative");
    }

    /** The usual limits. */
    public static WorkerSettings of(int processes, int decodesAtOnce) {
        return new WorkerSettings(
                processes,
                decodesAtOnce,
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                RestartBackOff.USUAL);
    }

    private static void require(boolean holds, String relation) {
        if (!holds) {
            throw new IllegalArgumentException("worker settings: " + relation);
        }
    }
}
