package parley.evaluation.verdict;

/** What an examination tells a shell. */
public enum ExitCode {
    /** Every case passed. */
    ALL_PASSED(0),
    /** At least one case failed, and all could be judged. */
    SOME_FAILED(1),
    /** The suite, or a case of it, could not be judged; what else came of it is incomplete. */
    INVALID(2);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process's exit code. */
    public int number() {
        return number;
    }
}
