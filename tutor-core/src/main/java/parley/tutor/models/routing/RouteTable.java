package parley.tutor.models.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEntry;

/** Finds the route of a call by its purpose, the learner's language and the course. Pure; immutable. */
record RouteTable(List<Route> routes, List<ModelEntry> catalogue) {
    /**
     * Checks that the routes name models of the catalogue.
     *
     * @throws IllegalArgumentException when one does not
     */
    RouteTable {
        routes = List.copyOf(routes);
        catalogue = List.copyOf(catalogue);
        List<String> names = catalogue.stream().map(ModelEntry::name).toList();
        for (Route route : routes) {
            for (Route.Candidate candidate : route.candidates()) {
                if (!names.contains(candidate.model())) {
                    throw new IllegalArgumentException("A route names the model " + candidate.model()
                            + ", which is not in the catalogue; it has " + String.join(", ", names));
                }
            }
        }
    }

    /** A route and its place in the table; -1 for the whole catalogue. */
    record Found(int place, Route route) {}

    /** The first route that fits; where none does, the whole catalogue, with those first that know the language. */
    Found find(ModelCall call) {
        String course = call.caller().course();
        String locale = call.caller().locale();
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (fits(route.purposes(), call.purpose())
                    && fits(route.courses(), course)
                    && speaks(route.languages(), locale)) {
                return new Found(i, route);
            }
        }
        List<String> knowing = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (ModelEntry entry : catalogue) {
            (speaks(entry.languages(), locale) ? knowing : others).add(entry.name());
        }
        knowing.addAll(others);
        return new Found(-1, Route.ordered(knowing));
    }

    private static <T> boolean fits(Set<T> wanted, T is) {
        return wanted.isEmpty() || wanted.contains(is);
    }

    /** {@code zh} fits {@code zh-CN}; {@code zh-CN} does not fit {@code zh}. */
    private static boolean speaks(Set<String> languages, String locale) {
        String is = locale.toLowerCase(Locale.ROOT);
        return languages.isEmpty()
                || languages.stream()
                        .map(language -> language.toLowerCase(Locale.ROOT))
                        .anyMatch(language -> is.equals(language) || is.startsWith(language + "-"));
    }
}
