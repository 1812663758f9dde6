package parley.api.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size in bytes, written {@code 64 KiB} or {@code 5 MiB} in settings; 0 to 1 TiB. */
public record ByteSize(long bytes) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}) ?(B|KiB|MiB|GiB)");
    private static final long MAX_BYTES = 1L << 40;

    public ByteSize {
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("expected a size of at most 1024 GiB");
        }
    }

    public static ByteSize kib(long kib) {
        return new ByteSize(kib << 10);
    }

    public static ByteSize mib(long mib) {
        return new ByteSize(mib << 20);
    }

    /**
     * Reads a size as it is written in settings.
     *
     * @throws IllegalArgumentException when it is none; the message says what was expected
     */
    @JsonCreator
    public static ByteSize parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a size such as \"256 KiB\" or \"5 MiB\"");
        }
        long count = Long.parseLong(matcher.group(1));
        return new ByteSize(
                switch (matcher.group(2)) {
                    case "KiB" -> count << 10;
                    case "MiB" -> count << 20;
                    case "GiB" -> count << 30;
                    default -> count;
                });
    }

    @Override
    public String toString() {
        if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MiB";
        }
        return bytes >= 1024 && bytes % 1024 == 0 ? (bytes >> 10) + " KiB" : bytes + " B";
    }
}
