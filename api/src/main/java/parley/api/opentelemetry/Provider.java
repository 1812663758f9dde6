package parley.api.opentelemetry;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Who runs an endpoint, by its host. Names with an entry in the conventions' list of {@code gen_ai.provider.name} are
 * theirs.
 */
final class Provider {
    private static final Map<String, String> BY_DOMAIN = Map.ofEntries(
            Map.entry("openai.com", "openai"),
            Map.entry("openai.azure.com", "azure.ai.openai"),
            Map.entry("deepseek.com", "deepseek"),
            Map.entry("moonshot.cn", "moonshot_ai"),
            Map.entry("moonshot.ai", "moonshot_ai"),
            Map.entry("mistral.ai", "mistral_ai"),
            Map.entry("groq.com", "groq"),
            Map.entry("x.ai", "x_ai"),
            Map.entry("perplexity.ai", "perplexity"),
            Map.entry("aliyuncs.com", "dashscope"),
            Map.entry("bigmodel.cn", "zhipu"),
            Map.entry("volces.com", "volcengine_ark"),
            Map.entry("openrouter.ai", "openrouter"));

    private Provider() {}

    /** The provider's name; {@code openai} for any other that speaks its protocol, as the conventions have it. */
    static String of(URI baseUrl) {
        String host = String.valueOf(baseUrl.getHost()).toLowerCase(Locale.ROOT);
        // From the longest ending to the shortest: the closest match counts.
        for (String ending = host; ; ending = ending.substring(ending.indexOf('.') + 1)) {
            String name = BY_DOMAIN.get(ending);
            if (name != null) {
                return name;
            }
            if (ending.indexOf('.') < 0) {
                return "openai";
            }
        }
    }

    /** The port, also where the URL leaves it out. */
    static long port(URI baseUrl) {
        if (baseUrl.getPort() >= 0) {
            return baseUrl.getPort();
        }
        return "https".equalsIgnoreCase(baseUrl.getScheme()) ? 443 : 80;
    }
}
