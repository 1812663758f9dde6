package parley.api.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import parley.api.config.ParleyConfig.ModelConfig;
import parley.api.config.ParleyConfig.RealtimeConfig;
import parley.prompts.course.ShippedCourses;
import parley.prompts.source.Finding;
import parley.prompts.source.YamlTree;

/** The ranges of settings and the relations between them. Not thread-safe; one for each reading. */
final class ConfigChecks {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
    private static final Set<String> LOCALES = Set.of("en", "zh-CN");

    private final YamlTree tree;
    private final List<Finding> findings = new ArrayList<>();

    ConfigChecks(YamlTree tree) {
        this.tree = tree;
    }

    List<Finding> check(ParleyConfig config) {
        if (!LOOPBACK.contains(config.server().host())) {
            wrong(
                    "server.host",
                    "only this machine may be served until there are accounts",
                    "expected 127.0.0.1, ::1 or localhost");
        }
        number("server.port", config.server().port(), 0, ConfigReader.MAX_PORT);
        size("server.max-request", config.server().maxRequest(), ByteSize.kib(1), ByteSize.mib(10));
        within("server.stop-limit", config.server().stopLimit(), Duration.ZERO, Duration.ofSeconds(60));
        check(config.realtime());
        if (config.tutor().course().isBlank()) {
            wrong("tutor.course", "no course is named", "expected " + String.join(" or ", ShippedCourses.IDS));
        }
        if (!LOCALES.contains(config.tutor().locale())) {
            wrong("tutor.locale", "unknown language", "expected en or zh-CN");
        }
        check(config.model());
        number("speech.decoder-threads", config.speech().decoderThreads(), 1, 64);
        if (!(config.speech().speed() >= 0.6 && config.speech().speed() <= 1.4)) {
            wrong("speech.speed", "out of range", "expected 0.6 to 1.4");
        }
        size("log.max-file", config.log().maxFile(), ByteSize.kib(100), ByteSize.mib(100));
        number("log.files-kept", config.log().filesKept(), 1, 50);
        return findings;
    }

    private void check(RealtimeConfig realtime) {
        size("realtime.max-frame", realtime.maxFrame(), ByteSize.kib(16), ByteSize.mib(4));
        number("realtime.max-waiting-frames", realtime.maxWaitingFrames(), 16, 10_000);
        within("realtime.idle-limit", realtime.idleLimit(), Duration.ofSeconds(10), Duration.ofMinutes(10));
        within("realtime.ping-every", realtime.pingEvery(), Duration.ofSeconds(1), Duration.ofMinutes(5));
        number("realtime.max-connections", realtime.maxConnections(), 1, 1_000);
        if (realtime.pingEvery().compareTo(realtime.idleLimit()) >= 0) {
            wrong(
                    "realtime.ping-every",
                    "must be shorter than realtime.idle-limit, " + WrittenDuration.write(realtime.idleLimit()),
                    "");
        }
    }

    private void check(ModelConfig model) {
        if (model.baseUrl().isEmpty() != model.name().isEmpty()) {
            String missing = model.name().isEmpty() ? "model.name" : "model.base-url";
            wrong(missing, "a model needs both model.base-url and model.name", "set both, or neither");
        }
        String problem = model.baseUrl().isEmpty() ? "" : ConfigReader.urlProblem(model.baseUrl());
        if (!problem.isEmpty()) {
            wrong("model.base-url", problem, "");
        }
        within("model.connect-limit", model.connectLimit(), Duration.ofMillis(100), Duration.ofMinutes(1));
        within("model.first-token-limit", model.firstTokenLimit(), Duration.ofMillis(100), Duration.ofMinutes(5));
        within("model.idle-limit", model.idleLimit(), Duration.ofMillis(100), Duration.ofMinutes(5));
        within("model.total-limit", model.totalLimit(), Duration.ofSeconds(1), Duration.ofMinutes(15));
        number("model.max-reply-tokens", model.maxReplyTokens(), 50, 4_000);
        if (!(model.temperature() >= 0 && model.temperature() <= 2)) {
            wrong("model.temperature", "out of range", "expected 0.0 to 2.0");
        }
        Duration parts = model.connectLimit().plus(model.firstTokenLimit()).plus(model.idleLimit());
        if (model.totalLimit().compareTo(parts) < 0) {
            wrong(
                    "model.total-limit",
                    "must not be shorter than connect-limit, first-token-limit and idle-limit together, "
                            + WrittenDuration.write(parts),
                    "");
        }
    }

    private void number(String key, long value, long least, long most) {
        if (value < least || value > most) {
            wrong(key, value + " is out of range", "expected " + least + " to " + most);
        }
    }

    private void size(String key, ByteSize value, ByteSize least, ByteSize most) {
        if (value.bytes() < least.bytes() || value.bytes() > most.bytes()) {
            wrong(key, value + " is out of range", "expected " + least + " to " + most);
        }
    }

    private void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            wrong(
                    key,
                    WrittenDuration.write(value) + " is out of range",
                    "expected " + WrittenDuration.write(least) + " to " + WrittenDuration.write(most));
        }
    }

    private void wrong(String key, String message, String hint) {
        findings.add(Finding.error(tree.positionOf(key), key, message, hint));
    }
}
