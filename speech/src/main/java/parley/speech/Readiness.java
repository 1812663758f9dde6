package parley.speech;

/** How far a part that loads in the background has come. */
public sealed interface Readiness<T> {

    /** Not there yet; ask again. */
    record Loading<T>() implements Readiness<T> {}

    /** Usable until its owner closes it. */
    record Ready<T>(T part) implements Readiness<T> {}

    /**
     * Not to be had in this process.
     *
     * @param reason one line: what is wrong
     * @param remedy one line: what to do about it
     */
    record Unavailable<T>(String reason, String remedy) implements Readiness<T> {}
}
