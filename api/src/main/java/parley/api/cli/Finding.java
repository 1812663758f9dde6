package parley.api.cli;

/**
 * One thing the doctor looked at.
 *
 * @param what the part, in one or two words
 * @param found what was found, one line
 * @param remedy the one command or step that mends it; empty when nothing is to be done
 */
record Finding(State state, String what, String found, String remedy) {
    /** How it stands. */
    enum State {
        THERE,
        /** Parley works without it, less well or with less. */
        NOTE,
        MISSING,
        /** It is there, and says something that can't be. */
        WRONG,
        /** It is there and was tried, and did not do what it is for. */
        FAILED
    }

    static Finding there(String what, String found) {
        return new Finding(State.THERE, what, found, "");
    }

    static Finding note(String what, String found, String remedy) {
        return new Finding(State.NOTE, what, found, remedy);
    }

    static Finding missing(String what, String found, String remedy) {
        return new Finding(State.MISSING, what, found, remedy);
    }

    static Finding wrong(String what, String found, String remedy) {
        return new Finding(State.WRONG, what, found, remedy);
    }

    static Finding failed(String what, String found, String remedy) {
        return new Finding(State.FAILED, what, found, remedy);
    }

    /** Whether somebody has to do something before all of Parley works. */
    boolean wantsMending() {
        return state == State.MISSING || state == State.WRONG || state == State.FAILED;
    }
}
