package parley.api;

import java.net.URI;
import parley.api.config.ParleyConfig.ModelConfig;
import parley.api.config.Secret;
import parley.tutor.models.ModelEndpoint;

/** The model endpoint as the settings have it. */
final class ConfiguredModel {
    private ConfiguredModel() {}

    static ModelEndpoint endpoint(ModelConfig config, Secret key) {
        return new ModelEndpoint(
                config.name(),
                URI.create(config.baseUrl()),
                key.value(),
                config.name(),
                config.connectLimit(),
                config.firstTokenLimit(),
                config.idleLimit(),
                config.totalLimit(),
                config.maxReplyTokens(),
                config.temperature());
    }
}
