package parley.prompts.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.prompts.template.handlebars.JsText;

/**
 * A template's source, cut into front matter and body, with the line at which each begins.
 *
 * @param frontMatter empty when there is none
 * @param frontMatterLine counted from 1
 * @param body without white space at its ends where there is front matter, as the specification says
 * @param bodyLine counted from 1
 */
public record TemplateParts(String frontMatter, int frontMatterLine, String body, int bodyLine) {

    // A licence header of `#` lines and blank lines may come before the first fence.
    private static final Pattern OPENING =
            Pattern.compile("\\A\\uFEFF?(?:(?:#[^\\n]*|[ \\t]*+\\r?)\\n)*+---[ \\t]*(?:\\r?\\n|\\z)");
    private static final Pattern CLOSING = Pattern.compile("^---[ \\t]*(?:\\r?\\n|\\r|\\z)", Pattern.MULTILINE);

    /** Cuts a source; one without front matter is all body. */
    public static TemplateParts split(String source) {
        Matcher opening = OPENING.matcher(source);
        if (opening.find()) {
            Matcher closing = CLOSING.matcher(source);
            if (closing.find(opening.end())) {
                String front = source.substring(opening.end(), closing.start()).replace("\r\n", "\n");
                int from = closing.end();
                while (from < source.length() && JsText.isSpace(source.charAt(from))) {
                    from++;
                }
                return new TemplateParts(
                        front,
                        lineAt(source, opening.end()),
                        JsText.trim(source.substring(from)),
                        lineAt(source, from));
            }
        }
        return new TemplateParts("", 1, source, 1);
    }

    /** Whether front matter begins that never ends, so that all of it would be taken for the body. */
    static boolean opensWithoutClosing(String source) {
        Matcher opening = OPENING.matcher(source);
        return opening.find() && !CLOSING.matcher(source).find(opening.end());
    }

    private static int lineAt(String text, int index) {
        int line = 1;
        for (int i = 0; i < index; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }
}
