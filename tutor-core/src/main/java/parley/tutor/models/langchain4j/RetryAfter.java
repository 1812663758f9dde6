package parley.tutor.models.langchain4j;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads how long an endpoint wants to be left alone (RFC 9110 §10.2.3, and the milliseconds of OpenAI and Azure). */
final class RetryAfter {
    /** Longer than this nobody means; a clock that is wrong does. */
    static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /** Null when nothing was said, or nothing that can be read. */
    static @Nullable Duration read(HttpHeaders headers, Instant now) {
        Duration millis = whole(headers.firstValue("retry-after-ms").orElse(""), 1);
        if (millis != null) {
            return bounded(millis);
        }
        String value = headers.firstValue("retry-after").orElse("").strip();
        Duration seconds = whole(value, 1_000);
        if (seconds != null) {
            return bounded(seconds);
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return bounded(Duration.between(now, date.toInstant()));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Whole or broken units; some gateways send 1.5. */
    private static @Nullable Duration whole(String value, long unitMillis) {
        return value.strip().matches("[0-9]{1,12}(\\.[0-9]{1,9})?")
                ? Duration.ofMillis((long) Math.ceil(Double.parseDouble(value.strip()) * unitMillis))
                : null;
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
