package parley.tutor.models.attempts;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelFault;

/**
 * One line of {@code key=value} for each attempt, in the log named {@code parley.models.attempts} at level INFO: the
 * conversation shows a failure where it matters, and this is what it is traced by. The keys and their order are stable;
 * a key is left out when there is nothing to say. Values with anything but letters, digits and {@code . _ : / + -} are
 * quoted. Holds no prompt, no answer, no learner and no key. Thread-safe.
 */
public final class AttemptLog implements ModelAttempt.Listener {
    /** The logger's name. */
    public static final String LOGGER = "parley.models.attempts";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    /** A reason is one line; a longer one is cut. */
    private static final int MOST_CHARS = 300;

    @Override
    public void ended(ModelAttempt attempt) {
        if (LOG.isInfoEnabled()) {
            LOG.info("{}", line(attempt));
        }
    }

    /** The line of {@code attempt}. */
    public static String line(ModelAttempt attempt) {
        var line = new StringBuilder("model_attempt");
        add(line, "call", Long.toString(attempt.call()));
        add(line, "conversation", attempt.conversation());
        add(line, "purpose", attempt.purpose().word());
        add(line, "model", attempt.model());
        add(line, "endpoint_model", attempt.endpointModel());
        add(line, "reason", attempt.reason().word());
        add(line, "reached", attempt.reached().word());
        add(line, "outcome", Outcome.of(attempt));
        add(line, "queued_ms", millis(attempt.queued()));
        add(line, "first_token_ms", millis(attempt.firstToken()));
        add(line, "total_ms", millis(attempt.total()));
        if (attempt.tokensPerSecond() > 0) {
            add(line, "tokens_per_second", String.format(Locale.ROOT, "%.1f", attempt.tokensPerSecond()));
        }
        add(line, "prompt_tokens", Long.toString(attempt.usage().promptTokens()));
        add(line, "completion_tokens", Long.toString(attempt.usage().completionTokens()));
        add(line, "usage", attempt.usage().reported() ? "reported" : "counted");
        add(line, "cost", attempt.cost().amount().toPlainString());
        add(line, "cancelled", Boolean.toString(attempt.cancelled()));
        ModelFault fault = attempt.fault();
        if (fault != null) {
            add(line, "fault", fault.kind().word());
            add(line, "retry_after_ms", millis(fault.retryAfter()));
            add(line, "fault_reason", fault.reason());
        }
        return line.toString();
    }

    private static @Nullable String millis(@Nullable Duration duration) {
        return duration == null ? null : Long.toString(duration.toMillis());
    }

    private static void add(StringBuilder line, String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            line.append(' ').append(key).append('=').append(written(value));
        }
    }

    private static String written(String value) {
        if (value.length() <= MOST_CHARS && value.chars().allMatch(AttemptLog::isPlain)) {
            return value;
        }
        var written = new StringBuilder("\"");
        value.codePoints().limit(MOST_CHARS).forEach(c -> {
            if (c == '"' || c == '\\') {
                written.append('\\').appendCodePoint(c);
            } else {
                // A line break would forge another entry.
                written.appendCodePoint(isBreaking(c) ? ' ' : c);
            }
        });
        return written.append('"').toString();
    }

    private static boolean isBreaking(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isPlain(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "._:/+-".indexOf(c) >= 0);
    }
}
