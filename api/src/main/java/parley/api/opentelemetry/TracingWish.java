package parley.api.opentelemetry;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether spans are wanted, by OpenTelemetry's standard environment variables, and the settings that follow. None of
 * the library's classes is loaded by it, so that whoever wants no spans pays nothing.
 */
final class TracingWish {
    private TracingWish() {}

    /** Whether an exporter is configured: an OTLP endpoint or {@code OTEL_TRACES_EXPORTER}, neither switched off. */
    static boolean in(Map<String, String> environment) {
        String exporter = environment.getOrDefault("OTEL_TRACES_EXPORTER", "").strip();
        boolean off = exporter.equalsIgnoreCase("none")
                || environment.getOrDefault("OTEL_SDK_DISABLED", "").strip().equalsIgnoreCase("true");
        boolean asked = !exporter.isEmpty()
                || isSet(environment, "OTEL_EXPORTER_OTLP_ENDPOINT")
                || isSet(environment, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        return asked && !off;
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    /**
     * The settings for the library: what the environment says, over what suits us. Only spans are sent; metrics are
     * fetched at {@code /metrics} and logs stay in their file.
     */
    static Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("otel.service.name", "parley");
        settings.put("otel.traces.exporter", "otlp");
        // gRPC would need a library of its own.
        settings.put("otel.exporter.otlp.protocol", "http/protobuf");
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_") && !value.isBlank()) {
                settings.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value.strip());
            }
        });
        settings.put("otel.metrics.exporter", "none");
        settings.put("otel.logs.exporter", "none");
        return settings;
    }
}
