package parley.prompts.template.handlebars;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one render keeps: the markers it has set, the secret that makes them unforgeable, and what it may still spend.
 * Used by one thread.
 *
 * <p>A helper cannot hand a marker past Handlebars, which knows only text; it hands out the secret and the marker's
 * number instead, and the text is cut at these afterwards. The secret has 128 bits and is drawn when all values are
 * already fixed, so no value holds it.
 */
final class RenderScope {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String secret;
    private final Pattern mark;
    private final List<BodyPart> marks = new ArrayList<>();
    private long charactersLeft = CompiledBody.MAX_OUTPUT;
    private long repeatedSourceLeft = CompiledBody.MAX_REPEATED_SOURCE;
    private long roundsLeft = CompiledBody.MAX_ROUNDS;

    RenderScope() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        secret = HexFormat.of().formatHex(bytes);
        mark = Pattern.compile("<" + secret + ":([0-9]{1,9})>");
    }

    /** Text that stands for the part until the render is done. */
    String mark(BodyPart part) {
        marks.add(part);
        return "<" + secret + ":" + (marks.size() - 1) + ">";
    }

    /** Counts the text of one value against the limit of output. */
    void spendCharacters(long characters) {
        charactersLeft -= characters;
        if (charactersLeft < 0) {
            throw new HelperRefusal(
                    "the rendered text is longer than " + CompiledBody.MAX_OUTPUT + " characters",
                    "give shorter values");
        }
    }

    /** Counts a loop's rounds, and the source that it repeats, before it runs. */
    void spendRounds(long rounds, long sourceLength) {
        roundsLeft -= rounds;
        // One more round than there are, so that an empty loop inside a loop is counted as well.
        repeatedSourceLeft -= (rounds + 1) * sourceLength;
        if (roundsLeft < 0 || repeatedSourceLeft < 0) {
            throw new HelperRefusal("the loops of the template repeat too often", "give shorter lists");
        }
    }

    /** Cuts rendered text into parts at its marks. */
    List<BodyPart> cut(String text) {
        List<BodyPart> parts = new ArrayList<>();
        Matcher matcher = mark.matcher(text);
        int from = 0;
        while (matcher.find()) {
            if (matcher.start() > from) {
                parts.add(new BodyPart.AuthorText(text.substring(from, matcher.start())));
            }
            parts.add(marks.get(Integer.parseInt(matcher.group(1))));
            from = matcher.end();
        }
        if (from < text.length()) {
            parts.add(new BodyPart.AuthorText(text.substring(from)));
        }
        return parts;
    }
}
