package parley.api.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as people at this machine read it: local time, to the second. What is printed as JSON stays in UTC. */
final class LocalTime {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private LocalTime() {}

    static String of(Instant at) {
        return of(at, ZoneId.systemDefault());
    }

    static String of(Instant at, ZoneId zone) {
        return SECONDS.format(at.atZone(zone));
    }
}
