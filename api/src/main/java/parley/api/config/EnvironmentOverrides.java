package parley.api.config;

import java.util.Map;

/** What the environment may say over a settings file: the port and the model, so that one file serves many machines. */
final class EnvironmentOverrides {
    private EnvironmentOverrides() {}

    static ParleyConfig apply(ParleyConfig config, Map<String, String> environment) throws ConfigException {
        ParleyConfig result = config;
        String port = value(environment, "PARLEY_PORT");
        if (!port.isEmpty()) {
            if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > ConfigReader.MAX_PORT) {
                throw new ConfigException("PARLEY_PORT: expected a port from 0 to " + ConfigReader.MAX_PORT);
            }
            result = result.onPort(Integer.parseInt(port));
        }
        String url = value(environment, "PARLEY_MODEL_BASE_URL");
        String name = value(environment, "PARLEY_MODEL");
        if (url.isEmpty() && name.isEmpty()) {
            return result;
        }
        String problem = url.isEmpty() ? "" : ModelAddress.problem(url, "PARLEY_MODEL_KEY");
        if (!problem.isEmpty()) {
            throw new ConfigException("PARLEY_MODEL_BASE_URL: " + problem);
        }
        var model = result.model()
                .at(
                        url.isEmpty() ? result.model().baseUrl() : url,
                        name.isEmpty() ? result.model().name() : name);
        if (model.baseUrl().isEmpty() != model.name().isEmpty()) {
            throw new ConfigException(
                    model.name().isEmpty()
                            ? "PARLEY_MODEL_BASE_URL is set but no model is named: set PARLEY_MODEL or model.name too"
                            : "PARLEY_MODEL is set but no address is: set PARLEY_MODEL_BASE_URL or model.base-url too");
        }
        String unusable = ModelAddress.nameProblem(model.name());
        if (!unusable.isEmpty()) {
            throw new ConfigException("PARLEY_MODEL: " + unusable);
        }
        if (result.models().catalogue().stream().anyMatch(entry -> entry.name().equals(model.name()))) {
            throw new ConfigException("PARLEY_MODEL: a model of the catalogue has this name already; use it by a route,"
                    + " or leave the variable away");
        }
        return result.with(result.server(), model);
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
