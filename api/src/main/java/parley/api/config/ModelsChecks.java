package parley.api.config;

import static parley.api.config.ModelsConfig.orNone;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.api.config.ModelsConfig.BudgetConfig;
import parley.api.config.ModelsConfig.CandidateConfig;
import parley.api.config.ModelsConfig.EntryConfig;
import parley.api.config.ModelsConfig.RouteConfig;
import parley.api.config.ModelsConfig.RoutingConfig;
import parley.api.config.ModelsConfig.Waits;
import parley.api.config.ParleyConfig.ModelConfig;

/** The ranges of the settings under {@code models} and the relations between them. */
final class ModelsChecks {
    /** What the tutor's own words are told by, so no model may be called so. */
    private static final String AUTHORED = "authored";

    private static final List<String> PURPOSES = List.of("chat", "explain", "correct", "judge", "summarise");
    private static final List<String> STRATEGIES = List.of("ordered", "weighted", "fastest", "cheapest");
    private static final List<String> CAPABILITIES = List.of("tools", "json");
    private static final List<String> TOKENIZERS = List.of("o200k_base", "cl100k_base");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2,3})(-[A-Za-z0-9]{2,8}){0,3}");
    private static final int MOST_WORDS = 20;
    private static final int MOST_WORD_CHARS = 64;
    private static final int MOST_MODEL_CHARS = 256;
    static final int LEAST_CONTEXT_TOKENS = 512;
    private static final int DEFAULT_CONTEXT_TOKENS = 8_192;
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(1_000_000);

    private final SettingFindings findings;
    private final ModelConfig usual;

    /** @param usual the section {@code model}, whose waits hold where an entry has none */
    ModelsChecks(SettingFindings findings, ModelConfig usual) {
        this.findings = findings;
        this.usual = usual;
    }

    void check(ModelsConfig models) {
        Set<String> names = new HashSet<>();
        if (usual.configured()) {
            names.add(usual.name());
            cutShort("model.first-token-limit", usual.firstTokenLimit(), models.routing());
        }
        for (int i = 0; i < models.catalogue().size(); i++) {
            String at = "models.catalogue[" + i + "]";
            EntryConfig entry = models.catalogue().get(i);
            check(at, entry);
            cutShort(at + ".limits.first-token", entry.waits(usual).firstToken(), models.routing());
            if (!names.add(entry.name())) {
                findings.wrong(at + ".name", "there are two models of this name", "give each a name of its own");
            }
        }
        for (int i = 0; i < models.routes().size(); i++) {
            check("models.routes[" + i + "]", models.routes().get(i), names);
            unreached(models.routes(), i);
        }
        check(models.routing());
        check(models.budget(), models.catalogue());
    }

    private void check(String at, EntryConfig entry) {
        if (!NAME.matcher(entry.name()).matches() || entry.name().equals(AUTHORED)) {
            findings.wrong(
                    at + ".name",
                    "unusable as a name",
                    "expected 1 to 64 letters, digits and . _ : / -, and not " + AUTHORED);
        }
        where(at, entry);
        words(at + ".tags", entry.tags());
        languages(at + ".languages", entry.languages());
        oneOf(at + ".capabilities", entry.capabilities(), CAPABILITIES);
        if (entry.tokenizer() != null) {
            oneOf(at + ".tokenizer", entry.tokenizer(), TOKENIZERS);
        }
        if (entry.price() != null) {
            money(at + ".price.input", entry.price().input());
            money(at + ".price.output", entry.price().output());
        }
        waits(at + ".limits", entry.waits(usual));
        numbers(at, entry);
    }

    private void where(String at, EntryConfig entry) {
        String presets = String.join(", ", ModelPreset.shipped().keySet());
        if (entry.preset() != null && entry.presetUsed() == null) {
            findings.wrong(at + ".preset", "there is no such preset", "expected one of: " + presets);
        } else if (entry.address().isEmpty()) {
            findings.wrong(at, "nothing says where it answers", "add base-url, or preset: one of " + presets);
        } else if (entry.baseUrl() != null) {
            String key = entry.keyVariable().isEmpty() ? "the variable that key-env names" : entry.keyVariable();
            String problem = ModelAddress.problem(entry.baseUrl(), key);
            if (!problem.isEmpty()) {
                findings.wrong(at + ".base-url", problem, "");
            }
        }
        String model = entry.model();
        if (model == null) {
            findings.wrong(at, "the model is missing", "add model: its name as the endpoint knows it");
        } else if (model.isBlank()
                || model.length() > MOST_MODEL_CHARS
                || model.chars().anyMatch(Character::isISOControl)) {
            findings.wrong(
                    at + ".model",
                    "unusable as a model's name",
                    "expected 1 to " + MOST_MODEL_CHARS + " characters on one line");
        }
        // Never repeated: whoever writes the key itself here must not find it in a message and a log as well.
        if (entry.keyEnv() != null && !VARIABLE.matcher(entry.keyEnv()).matches()) {
            findings.wrong(
                    at + ".key-env",
                    "expected the NAME of an environment variable, such as GATEWAY_KEY",
                    "a key never stands in this file: take it out, and put it into the environment");
        }
    }

    private void numbers(String at, EntryConfig entry) {
        int window = entry.contextTokens() == null ? DEFAULT_CONTEXT_TOKENS : entry.contextTokens();
        int reply = entry.maxReplyTokens() == null ? usual.maxReplyTokens() : entry.maxReplyTokens();
        findings.number(at + ".context-tokens", window, LEAST_CONTEXT_TOKENS, 10_000_000);
        findings.number(at + ".max-reply-tokens", reply, 50, 32_000);
        if (reply >= window) {
            findings.wrong(
                    at + (entry.maxReplyTokens() == null ? ".context-tokens" : ".max-reply-tokens"),
                    "a reply of " + reply + " tokens leaves no room for a prompt in a window of " + window,
                    "expected a shorter reply or a larger window");
        }
        if (entry.temperature() != null) {
            findings.share(at + ".temperature", entry.temperature(), 0.0, 2.0);
        }
        if (entry.maxConcurrent() != null) {
            findings.number(at + ".max-concurrent", entry.maxConcurrent(), 1, 1_000);
        }
        if (entry.maxWaiting() != null) {
            findings.number(at + ".max-waiting", entry.maxWaiting(), 0, 10_000);
        }
    }

    private void waits(String at, Waits waits) {
        findings.within(at + ".connect", waits.connect(), Duration.ofMillis(100), Duration.ofMinutes(1));
        findings.within(at + ".first-token", waits.firstToken(), Duration.ofMillis(100), Duration.ofMinutes(5));
        findings.within(at + ".idle", waits.idle(), Duration.ofMillis(100), Duration.ofMinutes(5));
        findings.within(at + ".total", waits.total(), Duration.ofSeconds(1), Duration.ofMinutes(15));
        Duration parts = waits.connect().plus(waits.firstToken()).plus(waits.idle());
        if (waits.total().compareTo(parts) < 0) {
            findings.wrong(
                    at + ".total",
                    WrittenDuration.write(waits.total())
                            + " must not be shorter than connect, first-token and idle together, "
                            + WrittenDuration.write(parts),
                    "");
        }
    }

    /** All candidates together have the budget: a limit that is not below it never holds, and leaves no second one time. */
    private void cutShort(String key, Duration firstToken, RoutingConfig routing) {
        if (firstToken.compareTo(routing.firstWordsBudget()) >= 0) {
            findings.wrong(
                    key,
                    WrittenDuration.write(firstToken) + " would be cut short by models.routing.first-words-budget, "
                            + WrittenDuration.write(routing.firstWordsBudget()),
                    "raise that above it, or lower this");
        }
    }

    private void check(String at, RouteConfig route, Set<String> names) {
        oneOf(at + ".purposes", route.purposes(), PURPOSES);
        languages(at + ".languages", route.languages());
        words(at + ".courses", route.courses());
        if (route.strategy() != null) {
            oneOf(at + ".strategy", route.strategy(), STRATEGIES);
        }
        if (route.deadline() != null) {
            findings.within(at + ".deadline", route.deadline(), Duration.ofMillis(100), Duration.ofMinutes(1));
        }
        if (route.candidates().isEmpty()) {
            findings.wrong(at + ".candidates", "no model is named", "expected at least one of: " + known(names));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < route.candidates().size(); i++) {
            CandidateConfig candidate = route.candidates().get(i);
            String field = at + ".candidates[" + i + "]";
            if (!names.contains(candidate.model())) {
                findings.wrong(
                        field + ".model",
                        "there is no model \"" + shown(candidate.model()) + "\" in the catalogue",
                        "expected one of: " + known(names));
            } else if (!seen.add(candidate.model())) {
                findings.wrong(field + ".model", "the route names this model twice", "name it once");
            }
            if (candidate.weight() != null) {
                findings.number(field + ".weight", candidate.weight(), 1, 1_000);
            }
        }
    }

    private void unreached(List<RouteConfig> routes, int i) {
        for (int before = 0; before < i; before++) {
            if (routes.get(before).takesEverything()) {
                findings.wrong(
                        "models.routes[" + i + "]",
                        "is never reached: models.routes[" + before + "] takes everything",
                        "put that one last");
                return;
            }
        }
    }

    private void check(RoutingConfig routing) {
        String at = "models.routing.";
        findings.within(
                at + "first-words-budget", routing.firstWordsBudget(), Duration.ofMillis(500), Duration.ofMinutes(1));
        var breaker = routing.breaker();
        findings.share(at + "breaker.failure-share", breaker.failureShare(), 0.05, 1.0);
        findings.number(at + "breaker.least-calls", breaker.leastCalls(), 1, 1_000);
        findings.within(at + "breaker.window", breaker.window(), Duration.ofSeconds(1), Duration.ofMinutes(10));
        findings.within(
                at + "breaker.first-cooldown", breaker.firstCooldown(), Duration.ofMillis(100), Duration.ofMinutes(10));
        findings.within(
                at + "breaker.longest-cooldown",
                breaker.longestCooldown(),
                Duration.ofMillis(100),
                Duration.ofHours(1));
        if (breaker.longestCooldown().compareTo(breaker.firstCooldown()) < 0) {
            findings.wrong(
                    at + "breaker.longest-cooldown",
                    "must not be shorter than first-cooldown, " + WrittenDuration.write(breaker.firstCooldown()),
                    "");
        }
        findings.share(at + "breaker.jitter-share", breaker.jitterShare(), 0.0, 0.9);
        findings.share(at + "hedge.most-share", routing.hedge().mostShare(), 0.0, 0.5);
    }

    private void check(BudgetConfig budget, List<EntryConfig> catalogue) {
        String at = "models.budget.";
        if (!budget.currency().matches("[A-Z]{3}")) {
            findings.wrong(at + "currency", "unknown currency", "expected three capital letters such as USD or CNY");
        }
        findings.number(at + "tokens-per-day", budget.tokensPerDay(), 0, Long.MAX_VALUE);
        findings.number(at + "tokens-per-learner-per-day", budget.tokensPerLearnerPerDay(), 0, Long.MAX_VALUE);
        money(at + "cost-per-day", budget.costPerDay());
        money(at + "cost-per-learner-per-day", budget.costPerLearnerPerDay());
        if (budget.tokensPerDay() > 0 && budget.tokensPerLearnerPerDay() > budget.tokensPerDay()) {
            findings.wrong(at + "tokens-per-learner-per-day", "is more than tokens-per-day", "expected at most that");
        }
        if (budget.costPerDay().signum() > 0 && budget.costPerLearnerPerDay().compareTo(budget.costPerDay()) > 0) {
            findings.wrong(at + "cost-per-learner-per-day", "is more than cost-per-day", "expected at most that");
        }
        unpriced("cost-per-day", budget.costPerDay(), catalogue);
        unpriced("cost-per-learner-per-day", budget.costPerLearnerPerDay(), catalogue);
    }

    /** A limit that counts nothing would look like one that protects. */
    private void unpriced(String key, BigDecimal limit, List<EntryConfig> catalogue) {
        boolean priced = catalogue.stream()
                .anyMatch(entry -> entry.price() != null
                        && entry.price().input().add(entry.price().output()).signum() > 0);
        if (limit.signum() > 0 && !priced) {
            findings.wrong(
                    "models.budget." + key,
                    "no model of the catalogue has a price, so this limit would never be reached",
                    "add prices, or limit the tokens");
        }
    }

    private void money(String key, BigDecimal amount) {
        if (amount.signum() < 0 || amount.compareTo(MOST_MONEY) > 0) {
            findings.wrong(key, "out of range", "expected 0 to " + MOST_MONEY.toPlainString());
        }
    }

    private void words(String key, @Nullable List<String> words) {
        if (orNone(words).size() > MOST_WORDS) {
            findings.wrong(key, "too many", "expected at most " + MOST_WORDS);
        }
        for (int i = 0; i < orNone(words).size(); i++) {
            String word = orNone(words).get(i);
            if (word.isBlank()
                    || word.length() > MOST_WORD_CHARS
                    || word.chars().anyMatch(Character::isISOControl)) {
                findings.wrong(key + "[" + i + "]", "unusable", "expected 1 to 64 characters on one line");
            }
        }
    }

    private void languages(String key, @Nullable List<String> languages) {
        words(key, languages);
        for (int i = 0; i < orNone(languages).size(); i++) {
            var matcher = LANGUAGE.matcher(orNone(languages).get(i));
            if (!matcher.matches() || !LANGUAGES.contains(matcher.group(1))) {
                findings.wrong(key + "[" + i + "]", "unknown language", "expected a code such as en, zh or zh-CN");
            }
        }
    }

    private void oneOf(String key, @Nullable List<String> given, List<String> known) {
        for (int i = 0; i < orNone(given).size(); i++) {
            oneOf(key + "[" + i + "]", orNone(given).get(i), known);
        }
    }

    private void oneOf(String key, String given, List<String> known) {
        if (!known.contains(given)) {
            findings.wrong(key, "unknown", "expected one of: " + String.join(", ", known));
        }
    }

    private static String known(Set<String> names) {
        return names.isEmpty()
                ? "the names in models.catalogue, which is empty"
                : names.stream().sorted().collect(Collectors.joining(", "));
    }

    /** What a user wrote, short and on one line. */
    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= MOST_WORD_CHARS ? line : line.substring(0, MOST_WORD_CHARS) + "…";
    }
}
