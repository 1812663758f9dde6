package parley.prompts.library;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.schema.NamedSchemas;

/**
 * The name of a prompt's file, taken apart: {@code name[.variant][.locale].prompt}.
 *
 * <p>Which of the parts is a locale is told by its form alone: two letters that ISO 639-1 gives to a language, or three
 * letters with a region, followed by a script ({@code -Hant}) or a region ({@code -MX}) or both where wanted. Every other
 * part is a variant. So {@code greet.es-MX.prompt} is a locale, {@code greet.formal.prompt} a variant, and
 * {@code greet.formal.es.prompt} both. A name that begins with {@code _} is a partial's: {@code {{> x}}} means
 * {@code _x.prompt}.
 *
 * @param name lower-case letters, digits and hyphens, for a partial after one underscore
 * @param variant null for the usual one
 * @param locale null for the default, which stands in for every locale that has no file
 */
public record PromptFileName(
        String name, @Nullable String variant, @Nullable String locale) {
    /** What a prompt's file ends with. */
    public static final String ENDING = ".prompt";

    /** What the file of a prompt's sample inputs ends with. */
    public static final String SAMPLES_ENDING = ".samples.yaml";

    /** What the file of a schema ends with that prompts may name. */
    public static final String SCHEMA_ENDING = ".schema.yaml";

    private static final Pattern NAME = Pattern.compile("_?[a-z0-9][a-z0-9-]{0,79}");
    private static final Pattern VARIANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final Pattern LOCALE =
            Pattern.compile("([a-z]{2})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?|[a-z]{3}(-[A-Z][a-z]{3})?-[A-Z]{2}");
    private static final Set<String> LANGUAGES = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));

    /** Takes a file's name apart; empty when it is no prompt's. */
    public static Optional<PromptFileName> parse(String fileName) {
        if (!fileName.endsWith(ENDING)) {
            return Optional.empty();
        }
        String[] parts =
                fileName.substring(0, fileName.length() - ENDING.length()).split("\\.", -1);
        if (parts.length > 3 || !isName(parts[0])) {
            return Optional.empty();
        }
        if (parts.length == 1) {
            return Optional.of(new PromptFileName(parts[0], null, null));
        }
        String last = parts[parts.length - 1];
        if (isLocale(last)) {
            return parts.length == 2 || isVariant(parts[1])
                    ? Optional.of(new PromptFileName(parts[0], parts.length == 2 ? null : parts[1], last))
                    : Optional.empty();
        }
        return parts.length == 2 && isVariant(last)
                ? Optional.of(new PromptFileName(parts[0], last, null))
                : Optional.empty();
    }

    /** Whether a text can be a prompt's name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether a part of a file's name is a locale. */
    public static boolean isLocale(String part) {
        var matcher = LOCALE.matcher(part);
        return matcher.matches() && (matcher.group(1) == null || LANGUAGES.contains(matcher.group(1)));
    }

    static boolean isVariant(String part) {
        return VARIANT.matcher(part).matches() && !isLocale(part);
    }

    /** Whether a file may be kept by a library: a prompt, the samples of one, or a schema. */
    public static boolean isKept(String fileName) {
        return isInVersions(fileName) || promptOfSamples(fileName).isPresent();
    }

    /** Whether a file is kept with a version: a prompt, or a schema that one names. */
    public static boolean isInVersions(String fileName) {
        return parse(fileName).isPresent() || schemaOf(fileName).isPresent();
    }

    /** The name of the schema that a file holds; empty when it is no file of a schema. */
    public static Optional<String> schemaOf(String fileName) {
        return fileName.endsWith(SCHEMA_ENDING)
                ? Optional.of(fileName.substring(0, fileName.length() - SCHEMA_ENDING.length()))
                        .filter(NamedSchemas::isName)
                : Optional.empty();
    }

    /** The prompt whose samples a file holds; empty when it is no file of samples. */
    public static Optional<String> promptOfSamples(String fileName) {
        return fileName.endsWith(SAMPLES_ENDING)
                ? Optional.of(fileName.substring(0, fileName.length() - SAMPLES_ENDING.length()))
                        .filter(PromptFileName::isName)
                : Optional.empty();
    }

    /** The file's name again. */
    public String fileName() {
        return name + (variant == null ? "" : "." + variant) + (locale == null ? "" : "." + locale) + ENDING;
    }
}
