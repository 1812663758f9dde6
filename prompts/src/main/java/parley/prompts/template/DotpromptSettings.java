package parley.prompts.template;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.prompts.schema.SchemaResolver;
import parley.prompts.template.handlebars.PartialSource;
import parley.prompts.template.handlebars.RenderLimits;

/**
 * What a {@link DotpromptEngine} knows besides a template. Immutable.
 *
 * @param defaultModel the model of templates that name none; empty for none
 * @param modelConfigs the settings of each model, which a template's own go over
 * @param tools the definition of a tool, plain data; a tool without one stays a name
 * @param schemas the schemas that templates may name
 * @param partials the partials that templates may name
 * @param limits what one render may spend
 */
public record DotpromptSettings(
        String defaultModel,
        Map<String, Map<String, @Nullable Object>> modelConfigs,
        Function<String, Optional<Map<String, @Nullable Object>>> tools,
        SchemaResolver schemas,
        PartialSource partials,
        RenderLimits limits) {

    /** Nothing but the specification. */
    public static final DotpromptSettings BARE = new DotpromptSettings(
            "", Map.of(), name -> Optional.empty(), SchemaResolver.NONE, PartialSource.NONE, RenderLimits.STANDARD);

    public DotpromptSettings {
        modelConfigs = Map.copyOf(modelConfigs);
    }

    public DotpromptSettings withPartials(PartialSource other) {
        return new DotpromptSettings(defaultModel, modelConfigs, tools, schemas, other, limits);
    }

    public DotpromptSettings withSchemas(SchemaResolver other) {
        return new DotpromptSettings(defaultModel, modelConfigs, tools, other, partials, limits);
    }

    public DotpromptSettings withTools(Function<String, Optional<Map<String, @Nullable Object>>> other) {
        return new DotpromptSettings(defaultModel, modelConfigs, other, schemas, partials, limits);
    }

    public DotpromptSettings withLimits(RenderLimits other) {
        return new DotpromptSettings(defaultModel, modelConfigs, tools, schemas, partials, other);
    }
}
