package parley.prompts.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;
import parley.prompts.template.FrontMatter;

/**
 * The lines between a template's {@code ---} lines, for finding the places of keys.
 *
 * @param file the file's name in findings
 * @param firstLine the line after the first {@code ---}, counted from 1; 0 when there is no front matter
 */
record FrontMatterText(String file, int firstLine, List<String> lines) {
    private static final Pattern KEY = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)\\s*:.*");

    static FrontMatterText of(String file, String text) {
        List<String> all = text.lines().toList();
        int start = -1;
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i).stripTrailing();
            if (!line.equals("---")) {
                if (start < 0 && !line.isBlank() && !line.startsWith("#")) {
                    break;
                }
                continue;
            }
            if (start >= 0) {
                return new FrontMatterText(file, start + 1, all.subList(start, i));
            }
            start = i + 1;
        }
        return new FrontMatterText(
                file, start < 0 ? 0 : start + 1, start < 0 ? List.of() : all.subList(start, all.size()));
    }

    /** The place of a declared input; the whole file when it cannot be found. */
    SourcePosition placeOf(String input) {
        Pattern declared =
                Pattern.compile("(\\s+|.*[{,]\\s*)\"?" + Pattern.quote(input) + "\"?\\??\\s*(\\([^)]*\\))?\\s*:.*");
        boolean inInput = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
                inInput = line.startsWith("input");
            }
            if (inInput && declared.matcher(line).matches()) {
                return new SourcePosition(file, firstLine + i, Math.max(0, line.indexOf(input)) + 1);
            }
        }
        return SourcePosition.wholeFile(file);
    }

    /** Keys at the left edge that nobody knows; other programs' keys have a dot in them. */
    List<Finding> unknownKeys() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher key = KEY.matcher(lines.get(i));
            if (key.matches()
                    && !FrontMatter.KEYS.contains(key.group(1))
                    && !key.group(1).contains(".")) {
                findings.add(Finding.warning(
                        new SourcePosition(file, firstLine + i, 1),
                        key.group(1),
                        "the format has no such key",
                        Said.of(
                                "those it has: {}; a key of your own has a dot in it, such as my.key",
                                String.join(
                                        ", ", FrontMatter.KEYS.stream().sorted().toList()))));
            }
        }
        return findings;
    }
}
