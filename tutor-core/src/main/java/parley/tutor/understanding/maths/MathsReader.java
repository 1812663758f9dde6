package parley.tutor.understanding.maths;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one line of school mathematics, typed or in words, English or Chinese. Stateless.
 *
 * <p>The limits are those of {@link MathsText#MAX_CHARS}, {@link Expression#MAX_NODES}, {@link Expression#MAX_EXPONENT}
 * and twelve digits a number; whatever is beyond them is refused in time linear in the text.
 */
public final class MathsReader {
    private static final Pattern WORD = Pattern.compile("[a-z]{2}|(?<![a-z])(?:a|an) ");

    private MathsReader() {}

    /** The text with Chinese numbers, full-width forms and printed signs in plain notation; English words stay. */
    public static String plain(String text) {
        return ChineseMaths.signs(MathsText.plain(text));
    }

    /** The plain notation without spaces: by it two texts are the same as written. */
    public static String bare(String text) {
        return plain(text).replace(" ", "");
    }

    /** Reads {@code text}, in which no two letters may stand side by side. */
    public static MathsReading read(String text) {
        return read(text, Set.of());
    }

    /**
     * Reads {@code text}.
     *
     * @param letters lower-case variables that may stand side by side as a product, such as x and y in {@code 3xy}
     */
    public static MathsReading read(String text, Set<Character> letters) {
        if (text.length() > MathsText.MAX_CHARS) {
            return new MathsReading.Refused(Refusal.TOO_LARGE);
        }
        String plain = plain(text);
        if (WORD.matcher(plain).find()) {
            var signs = SpokenMaths.signs(plain, letters);
            if (signs.isEmpty()) {
                return new MathsReading.Refused(Refusal.NOT_MATHS);
            }
            plain = signs.get();
        }
        try {
            Statement statement = MathsParser.parse(plain);
            for (Expression side : statement.sides()) {
                RationalForm.of(side);
            }
            return new MathsReading.Read(statement);
        } catch (Refusal.Because refused) {
            return new MathsReading.Refused(refused.refusal);
        }
    }
}
