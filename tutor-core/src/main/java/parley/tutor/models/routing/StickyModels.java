package parley.tutor.models.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which model answered a conversation last, on each route. Thread-safe; keeps the {@value #MOST} conversations used last,
 * and an older one is routed as if it were new.
 */
final class StickyModels {
    static final int MOST = 10_000;

    private final int most;
    private final Map<Key, String> models = new LinkedHashMap<>(16, 0.75f, true);

    StickyModels(int most) {
        this.most = most;
    }

    synchronized @Nullable String of(int route, String conversation) {
        return conversation.isEmpty() ? null : models.get(new Key(route, conversation));
    }

    synchronized void answered(int route, String conversation, String model) {
        if (conversation.isEmpty()) {
            return;
        }
        models.put(new Key(route, conversation), model);
        if (models.size() > most) {
            models.remove(models.keySet().iterator().next());
        }
    }

    private record Key(int route, String conversation) {}
}
