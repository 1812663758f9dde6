package parley.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same inputs with every text made harmless: as many lines, as blank, equal where they were equal. Used once. */
final class HarmlessInputs {

    private final Map<String, String> made = new LinkedHashMap<>();

    private HarmlessInputs() {}

    static Map<String, Object> of(Map<String, Object> inputs) {
        HarmlessInputs harmless = new HarmlessInputs();
        Map<String, Object> copy = new LinkedHashMap<>();
        inputs.forEach((name, value) -> copy.put(name, harmless.value(value)));
        return copy;
    }

    private Object value(Object value) {
        return switch (value) {
            case String text -> made.computeIfAbsent(text, t -> t.isBlank() ? t : "v" + made.size());
            case List<?> items -> {
                List<Object> copy = new ArrayList<>();
                items.forEach(item -> copy.add(value(item)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), value(item)));
                yield copy;
            }
            default -> value;
        };
    }
}
