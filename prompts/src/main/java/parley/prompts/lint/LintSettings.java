package parley.prompts.lint;

import java.util.List;
import java.util.function.ToIntFunction;
import parley.prompts.course.Locales;

/**
 * What a lint holds prompts against.
 *
 * @param windowTokens the model's window, prompt and answer together
 * @param tokens counts a text's tokens, or estimates them
 * @param locales those that every prompt should have besides the default
 */
public record LintSettings(int windowTokens, ToIntFunction<String> tokens, List<String> locales) {
    /** The window of the smallest models in use. */
    public static final int USUAL_WINDOW = 8_192;

    public LintSettings {
        locales = List.copyOf(locales);
    }

    /** The usual window and the shipped locales; about 4 letters, or one Chinese character, count as a token. */
    public static LintSettings usual() {
        return new LintSettings(
                USUAL_WINDOW,
                text -> (int) (text.chars().filter(c -> c >= 0x2e80).count()
                        + text.chars().filter(c -> c < 0x2e80).count() / 4
                        + 1),
                Locales.SHIPPED.subList(1, Locales.SHIPPED.size()));
    }
}
