package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LocalTimeTest {
    @Test
    void isLocalAndToTheSecond() {
        Instant at = Instant.parse("2026-03-01T23:59:59.123456789Z");
        assertThat(LocalTime.of(at, ZoneId.of("Asia/Shanghai"))).isEqualTo("2026-03-02 07:59:59");
    }
}
