package parley.api.logback;

import static java.util.Map.entry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up logging in code, which starts faster than reading a file.
 *
 * <p>The terminal gets warnings as one line each; stack traces go to the file alone. Nothing that a learner said or
 * wrote, and no key, is ever given to a logger by us; libraries that would log requests are kept to warnings.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String TERMINAL_LINE = "parley: %msg%n%nopex";
    private static final String FILE_LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{30} %msg%n";

    private static final Map<String, Level> LEVELS = Map.ofEntries(
            entry("org.eclipse.jetty", Level.WARN),
            // A port that is taken, and whatever a handler throws, is told by us.
            entry("io.javalin", Level.OFF),
            entry("org.flywaydb", Level.WARN),
            entry("com.zaxxer.hikari", Level.ERROR),
            entry("org.languagetool", Level.WARN),
            entry("dev.langchain4j", Level.WARN),
            // It warns of a graphics card that nobody asked for.
            entry("ai.djl", Level.ERROR),
            entry("marytts", Level.ERROR),
            // The algebra libraries tell of every prime that they draw.
            entry("edu.jas", Level.WARN),
            entry("org.matheclipse", Level.WARN),
            entry("opennlp", Level.ERROR));

    /** Called by Logback at its first use. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setName("terminal");
        console.setTarget("System.err");
        console.setEncoder(encoder(context, TERMINAL_LINE));
        var warnings = new ThresholdFilter();
        warnings.setLevel(Level.WARN.levelStr);
        warnings.start();
        console.addFilter(warnings);
        console.addFilter(whileRunning());
        console.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** What still loads when the process is told to end fails for that reason alone, which is no news at a terminal. */
    private static Filter<ILoggingEvent> whileRunning() {
        var ending = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.set(true), "log-ending"));
        var filter = new Filter<ILoggingEvent>() {
            @Override
            public FilterReply decide(ILoggingEvent event) {
                return ending.get() ? FilterReply.DENY : FilterReply.NEUTRAL;
            }
        };
        filter.start();
        return filter;
    }

    /**
     * Also logs to {@code folder}/parley.log, which is begun anew when it has {@code maxBytes}; {@code kept} older ones
     * stay beside it. A folder that can't be written costs the log, not the start.
     */
    public static void logToFile(Path folder, long maxBytes, int kept) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (root.getAppender("file") != null) {
            return;
        }
        Path file = folder.resolve("parley.log");
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());
        appender.setEncoder(encoder(context, FILE_LINE));

        var rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(folder.resolve("parley.%i.log").toString());
        rolling.setMinIndex(1);
        rolling.setMaxIndex(kept);
        rolling.start();

        var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(maxBytes));
        size.start();

        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(size);
        appender.start();
        root.addAppender(appender);
    }

    private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }
}
