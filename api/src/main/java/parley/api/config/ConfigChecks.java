package parley.api.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import parley.api.config.ParleyConfig.EarConfig;
import parley.api.config.ParleyConfig.ModelConfig;
import parley.api.config.ParleyConfig.PromptsConfig;
import parley.api.config.ParleyConfig.RealtimeConfig;
import parley.api.config.ParleyConfig.TranscriptionConfig;
import parley.api.config.ParleyConfig.WorkersConfig;
import parley.prompts.course.ShippedCourses;
import parley.prompts.library.Label;
import parley.prompts.library.VariantChoice;
import parley.prompts.source.Finding;
import parley.prompts.source.YamlTree;
import parley.speech.http.TranscriptionSettings;
import parley.speech.languages.Recognisers;
import parley.speech.workers.WorkerSettings;

/** The ranges of settings and the relations between them. Not thread-safe; one for each reading. */
final class ConfigChecks {
    private static final Set<String> LOCALES = Set.of("en", "zh-CN");

    private static final Set<String> WORKER_RUNS =
            Set.of(WorkersConfig.AUTO, WorkersConfig.ALWAYS, WorkersConfig.NEVER);
    private static final List<String> STORES = List.of(PromptsConfig.FOLDER, PromptsConfig.DATABASE);

    private final SettingFindings findings;

    ConfigChecks(YamlTree tree) {
        this.findings = new SettingFindings(tree);
    }

    List<Finding> check(ParleyConfig config) {
        if (!config.server().onlyThisMachine()) {
            findings.wrong(
                    "server.host",
                    "only this machine may be served until there are accounts",
                    "expected 127.0.0.1, ::1 or localhost");
        }
        findings.number("server.port", config.server().port(), 0, ConfigReader.MAX_PORT);
        findings.size("server.max-request", config.server().maxRequest(), ByteSize.kib(1), ByteSize.mib(10));
        findings.within("server.stop-limit", config.server().stopLimit(), Duration.ZERO, Duration.ofSeconds(60));
        check(config.realtime());
        if (config.tutor().course().isBlank()) {
            findings.wrong("tutor.course", "no course is named", "expected " + String.join(" or ", ShippedCourses.IDS));
        }
        if (!LOCALES.contains(config.tutor().locale())) {
            findings.wrong("tutor.locale", "unknown language", "expected en or zh-CN");
        }
        check(config.prompts());
        check(config.model());
        new ModelsChecks(findings, config.model()).check(config.models());
        findings.number("speech.decoder-threads", config.speech().decoderThreads(), 0, 64);
        check(config.speech().workers());
        if (!config.speech().language().matches("[a-z]{2}")) {
            findings.wrong("speech.language", "no language", "expected two letters, such as en or zh");
        }
        findings.number("speech.open-models", config.speech().openModels(), 1, Recognisers.MOST_OPEN);
        check(config.speech().transcription());
        check(config.speech().ear());
        new VoiceChecks(findings).check(config.speech().voice());
        findings.share("speech.speed", config.speech().speed(), 0.6, 1.4);
        new TalkChecks(findings).check(config.talk());
        findings.size("log.max-file", config.log().maxFile(), ByteSize.kib(100), ByteSize.mib(100));
        findings.number("log.files-kept", config.log().filesKept(), 1, 50);
        return findings.found();
    }

    private void check(RealtimeConfig realtime) {
        findings.size("realtime.max-frame", realtime.maxFrame(), ByteSize.kib(16), ByteSize.mib(4));
        findings.number("realtime.max-waiting-frames", realtime.maxWaitingFrames(), 16, 10_000);
        findings.within("realtime.idle-limit", realtime.idleLimit(), Duration.ofSeconds(10), Duration.ofMinutes(10));
        findings.within("realtime.ping-every", realtime.pingEvery(), Duration.ofSeconds(1), Duration.ofMinutes(5));
        findings.number("realtime.max-connections", realtime.maxConnections(), 1, 1_000);
        if (realtime.pingEvery().compareTo(realtime.idleLimit()) >= 0) {
            findings.wrong(
                    "realtime.ping-every",
                    "must be shorter than realtime.idle-limit, " + WrittenDuration.write(realtime.idleLimit()),
                    "");
        }
    }

    private void check(WorkersConfig workers) {
        if (!WORKER_RUNS.contains(workers.run())) {
            findings.wrong("speech.workers.run", "unknown choice", "expected auto, always or never");
        }
        findings.number("speech.workers.processes", workers.processes(), 1, WorkerSettings.MOST_PROCESSES);
    }

    private void check(EarConfig ear) {
        findings.share("speech.ear.activation", ear.activation(), 0.05, 1);
        findings.share("speech.ear.release", ear.release(), 0.03, 1);
        if (ear.release() > ear.activation()) {
            findings.wrong(
                    "speech.ear.release", "must not be higher than speech.ear.activation, " + ear.activation(), "");
        }
        findings.within("speech.ear.onset", ear.onset(), Duration.ofMillis(32), Duration.ofMillis(320));
        findings.within("speech.ear.hang", ear.hang(), Duration.ofMillis(64), Duration.ofSeconds(1));
        findings.within("speech.ear.pre-roll", ear.preRoll(), Duration.ofMillis(200), Duration.ofSeconds(1));
    }

    private void check(TranscriptionConfig service) {
        if (service.baseUrl().isEmpty() != service.model().isEmpty()) {
            findings.wrong(
                    service.model().isEmpty() ? "speech.transcription.model" : "speech.transcription.base-url",
                    "a transcription service needs both its base-url and its model",
                    "set both, or neither");
        }
        String problem = service.baseUrl().isEmpty()
                ? ""
                : ModelAddress.problem(service.baseUrl(), TranscriptionConfig.KEY_VARIABLE);
        if (!problem.isEmpty()) {
            findings.wrong("speech.transcription.base-url", problem, "");
        }
        String name = service.model().isEmpty() ? "" : ModelAddress.nameProblem(service.model());
        if (!name.isEmpty()) {
            findings.wrong("speech.transcription.model", name, "");
        }
        findings.within(
                "speech.transcription.limit",
                service.limit(),
                Duration.ofMillis(500),
                Duration.ofSeconds(TranscriptionSettings.LONGEST_LIMIT_SECONDS));
    }

    private void check(PromptsConfig prompts) {
        if (!STORES.contains(prompts.store())) {
            findings.wrong("prompts.store", "there is no such store", "expected " + String.join(" or ", STORES));
        }
        if (Label.named(prompts.label()).isEmpty()) {
            findings.wrong("prompts.label", "there is no such label", "expected production, staging or draft");
        }
        if (!prompts.variant().isEmpty() && !VariantChoice.isVariant(prompts.variant())) {
            findings.wrong(
                    "prompts.variant",
                    "this is no variant's name",
                    "expected what stands between a prompt's name and its ending, such as formal, or \"\"");
        }
        findings.share("prompts.variant-share", prompts.variantShare(), 0.001, 1.0);
    }

    private void check(ModelConfig model) {
        if (model.baseUrl().isEmpty() != model.name().isEmpty()) {
            String missing = model.name().isEmpty() ? "model.name" : "model.base-url";
            findings.wrong(missing, "a model needs both model.base-url and model.name", "set both, or neither");
        }
        String address = model.baseUrl().isEmpty() ? "" : ModelAddress.problem(model.baseUrl(), "PARLEY_MODEL_KEY");
        if (!address.isEmpty()) {
            findings.wrong("model.base-url", address, "");
        }
        String name = model.name().isEmpty() ? "" : ModelAddress.nameProblem(model.name());
        if (!name.isEmpty()) {
            findings.wrong("model.name", name, "");
        }
        findings.within("model.connect-limit", model.connectLimit(), Duration.ofMillis(100), Duration.ofMinutes(1));
        findings.within(
                "model.first-token-limit", model.firstTokenLimit(), Duration.ofMillis(100), Duration.ofMinutes(5));
        findings.within("model.idle-limit", model.idleLimit(), Duration.ofMillis(100), Duration.ofMinutes(5));
        findings.within("model.total-limit", model.totalLimit(), Duration.ofSeconds(1), Duration.ofMinutes(15));
        findings.number("model.max-reply-tokens", model.maxReplyTokens(), 50, 4_000);
        findings.share("model.temperature", model.temperature(), 0.0, 2.0);
        findings.number("model.context-tokens", model.contextTokens(), ModelsChecks.LEAST_CONTEXT_TOKENS, 10_000_000);
        if (model.contextTokens() <= model.maxReplyTokens()) {
            findings.wrong(
                    "model.context-tokens",
                    "must be larger than max-reply-tokens, which it holds beside the prompt",
                    "expected what the model's server allows");
        }
        Duration parts = model.connectLimit().plus(model.firstTokenLimit()).plus(model.idleLimit());
        if (model.totalLimit().compareTo(parts) < 0) {
            findings.wrong(
                    "model.total-limit",
                    "must not be shorter than connect-limit, first-token-limit and idle-limit together, "
                            + WrittenDuration.write(parts),
                    "");
        }
    }
}
