package parley.api.opentelemetry;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.logging.ThrownAt;

/**
 * Sends what the library tells, through the JDK's logging, where all else goes: to the file instead of the terminal. LanguageTool
 * uses it, too, so it tells things whether or not anybody wants spans. Thread-safe.
 */
public final class LibraryLog extends Handler {
    /** Kept: the JDK forgets loggers that nobody holds, and their handlers with them. */
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("io.opentelemetry");

    private LibraryLog() {}

    /** Once is enough; more often does no harm. */
    public static void join() {
        synchronized (LIBRARY) {
            if (LIBRARY.getUseParentHandlers()) {
                LIBRARY.setUseParentHandlers(false);
                LIBRARY.addHandler(new LibraryLog());
            }
        }
    }

    @Override
    public void publish(LogRecord told) {
        if (told.getLevel().intValue() >= Level.INFO.intValue()) {
            // INFO, as spans that are lost concern nobody who talks; without the stack, which is the library's own.
            Throwable thrown = told.getThrown();
            LOG.info("{}{}", told.getMessage(), thrown == null ? "" : ": " + new ThrownAt(thrown));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
