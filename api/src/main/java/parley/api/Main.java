package parley.api;

import parley.api.cli.ParleyCommand;

/** The program's entry. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code args} name and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = ParleyCommand.run(args);
        System.out.flush();
        System.exit(code);
    }
}
