package parley.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.api.cli.ParleyCommand;
import parley.api.opentelemetry.LibraryLog;

/** The program's entry. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code args} name and ends the process with its exit code. */
    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(Main::uncaught);
        LibraryLog.join();
        int code = 1;
        try {
            code = ParleyCommand.run(args);
        } catch (Error failure) {
            // Too little memory, or a native library that does not fit: commands tell of exceptions alone.
            uncaught(Thread.currentThread(), failure);
        }
        System.out.flush();
        System.exit(code);
    }

    /** One line on the terminal, the rest in the log; and no line at all of libraries that end badly at the very end. */
    private static void uncaught(Thread thread, Throwable failure) {
        Logger log = LoggerFactory.getLogger(Main.class);
        if (isEnding()) {
            log.info("Thread {} failed while the process was ending", thread.getName(), failure);
        } else {
            log.error("Thread {} failed ({}); the log has the details", thread.getName(), failure.getClass(), failure);
        }
    }

    private static boolean isEnding() {
        var probe = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
