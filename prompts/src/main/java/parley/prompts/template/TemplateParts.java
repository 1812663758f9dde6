package parley.prompts.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template's source, cut into front matter and body, with the line at which each begins.
 *
 * @param frontMatter empty when there is none
 * @param frontMatterLine counted from 1
 * @param bodyLine counted from 1
 */
record TemplateParts(String frontMatter, int frontMatterLine, String body, int bodyLine) {

    // A licence header of `#` lines and blank lines may come before the first fence.
    private static final Pattern OPENING =
            Pattern.compile("\\A\\uFEFF?(?:[ \\t]*(?:#[^\\n]*)?\\n)*+---[ \\t]*(?:\\n|\\z)");
    private static final Pattern CLOSING = Pattern.compile("^---[ \\t]*(?:\\n|\\z)", Pattern.MULTILINE);

    static TemplateParts split(String source) {
        String text = source.replace("\r\n", "\n");
        Matcher opening = OPENING.matcher(text);
        if (opening.find()) {
            Matcher closing = CLOSING.matcher(text);
            if (closing.find(opening.end())) {
                String front = text.substring(opening.end(), closing.start());
                return new TemplateParts(
                        front, lineAt(text, opening.end()), text.substring(closing.end()), lineAt(text, closing.end()));
            }
        }
        return new TemplateParts("", 1, text, 1);
    }

    private static int lineAt(String text, int index) {
        return 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    }
}
