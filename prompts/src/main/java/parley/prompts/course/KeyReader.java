package parley.prompts.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.prompts.source.Said;
import parley.prompts.source.YamlNode;

/** Reads what counts as right, by the kind of item. Each method gives nothing when there is an error. */
final class KeyReader {

    /** The most gaps of a cloze text, and the most parts of an ordering: what one turn can hold. */
    static final int MAX_PARTS = 20;

    // A [[formula]] outside of a gap is no gap, one inside belongs to it.
    private static final Pattern GAP =
            Pattern.compile("\\[\\[[^\\[\\]]*]]|\\[(?<gap>(?:[^\\[\\]]|\\[\\[[^\\[\\]]*]])+)]");
    private static final Pattern WORD = Pattern.compile("(?:\\[\\[[^\\[\\]]*]]|\\S)+");
    private static final Pattern CLOSING_REMARK = Pattern.compile("\\s*\\([^()]*\\)\\s*$");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]+ [0-9]+/[0-9]+|[0-9]+/[0-9]+|[0-9]+(?:\\.[0-9]+)?)");

    /** Words that begin a sentence with a capital only because they begin it. */
    private static final Set<String> SMALL_WORDS = Set.of(
            ("a an the he she it we you they this that these those there here my your his her its our their who what"
                            + " where when why how which whose do does did don't doesn't didn't am is are was were isn't"
                            + " aren't wasn't weren't have has had can could will would shall should may might must let's"
                            + " in on at to for from of with by if as and but or so not no yes please yesterday today"
                            + " tomorrow last next every some any many much most all both after before since while because"
                            + " although never always often sometimes usually")
                    .split(" "));

    private KeyReader() {}

    static boolean needsText(ItemKind kind) {
        return kind == ItemKind.CLOZE;
    }

    /** The key, and for a choice whatever its options reveal goes into {@code revealed}. */
    static Optional<AnswerKey> read(FieldReader fields, ItemKind kind, Optional<String> text, Reveals revealed) {
        return switch (kind) {
            case ROLE_PLAY, TRANSFORM, FILL_GAP, SHORT_ANSWER, SPOKEN_RESPONSE -> words(fields);
            case MULTIPLE_CHOICE -> choice(fields, revealed);
            case NUMERIC -> numeric(fields);
            case EXPRESSION -> algebraic(fields);
            case ORDERING -> ordering(fields, text);
            case CLOZE -> cloze(fields, text);
        };
    }

    /** The text as it is shown: with its gaps, without what would tell the answer; empty when nothing is. */
    static String shown(ItemKind kind, String text) {
        return switch (kind) {
            case CLOZE -> gapped(text);
            case ORDERING -> "";
            case ROLE_PLAY, TRANSFORM, FILL_GAP, SHORT_ANSWER, SPOKEN_RESPONSE, MULTIPLE_CHOICE, NUMERIC, EXPRESSION ->
                text;
        };
    }

    /** The answers that a field's patterns stand for, in order and without repetition. */
    static List<String> patterns(FieldReader fields, String name) {
        Set<String> answers = new LinkedHashSet<>();
        for (String pattern : fields.texts(name)) {
            try {
                answers.addAll(AnswerPattern.expand(pattern));
            } catch (AnswerPattern.Malformed e) {
                fields.error(name, Said.of("{}: {}", e.getMessage(), pattern), "write {one|another} for alternatives");
            }
        }
        answers.remove("");
        if (answers.size() > CourseReader.MAX_ANSWERS) {
            fields.error(name, Said.of("there are more than {} answers", CourseReader.MAX_ANSWERS), "accept fewer");
        }
        return List.copyOf(answers);
    }

    private static Optional<AnswerKey> words(FieldReader fields) {
        List<String> answers = patterns(fields, "answers");
        return answers.isEmpty() ? Optional.empty() : Optional.of(new AnswerKey.Text(answers));
    }

    private static Optional<AnswerKey> choice(FieldReader fields, Reveals revealed) {
        String answer = fields.text("answer");
        List<AnswerKey.Option> options = new ArrayList<>();
        options.add(new AnswerKey.Option(answer, ""));
        for (FieldReader.At<YamlNode> other : fields.list("others", AnswerKey.Choice.MAX_OPTIONS - 1)) {
            if (other.value() instanceof YamlNode.Mapping) {
                FieldReader option = fields.entry(other);
                String text = option.text("text");
                String idea = option.optionalText("reveals").orElse("");
                option.refuseOthers();
                options.add(new AnswerKey.Option(text, idea));
                if (!idea.isEmpty()) {
                    revealed.add(option, "reveals", idea, List.of(text));
                }
            } else {
                options.add(new AnswerKey.Option(fields.textOf(other), ""));
            }
        }
        for (int i = 0; i < options.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (SameAnswer.inWords(options.get(i).text(), options.get(j).text())) {
                    fields.error(
                            "others",
                            Said.of(
                                    "an option is given twice: {}",
                                    options.get(i).text()),
                            "change one");
                    return Optional.empty();
                }
            }
        }
        return answer.isEmpty() || options.size() < 2
                ? Optional.empty()
                : Optional.of(new AnswerKey.Choice(options, 0));
    }

    private static Optional<AnswerKey> numeric(FieldReader fields) {
        String value = number(fields, "answer", fields.text("answer"), NUMBER);
        String tolerance =
                number(fields, "tolerance", fields.optionalText("tolerance").orElse("0"), NUMBER);
        if (tolerance.startsWith("-")) {
            fields.error("tolerance", "a tolerance is not below zero", "for example 0.05");
        }
        String unit = fields.optionalText("unit").orElse("");
        List<AnswerKey.UnitName> units = new ArrayList<>();
        fields.optionalMapping("units").ifPresent(names -> {
            for (String name : names.names()) {
                String factor = number(names, name, names.text(name), NUMBER);
                if (factor.startsWith("-") || factor.matches("[+]?0+([.]0+)?")) {
                    names.error(name, "a unit's factor is above zero", Said.of("how many {} one {} is", unit, name));
                }
                units.add(new AnswerKey.UnitName(name, factor));
            }
        });
        if (unit.isEmpty() && !units.isEmpty()) {
            fields.error("units", "there are further units but no unit", "add `unit:`, the one of the answer");
        }
        boolean lowestTerms = fields.optionalFlag("lowest-terms");
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new AnswerKey.Numeric(value, tolerance, unit, units, lowestTerms));
    }

    /** The text when it is a number in plain digits, or has values to be filled in; empty otherwise. */
    private static String number(FieldReader fields, String name, String text, Pattern pattern) {
        if (text.isEmpty() || text.contains("[[") || pattern.matcher(text).matches()) {
            if (text.matches(".*/0+")) {
                fields.error(name, Said.of("a division by zero: {}", text), "write a number");
                return "";
            }
            return text;
        }
        fields.error(
                name,
                Said.of("no number in plain digits: {}", text),
                "for example 3, -2.5, 3/4 or 1 1/2; a unit goes to `unit`");
        return "";
    }

    private static Optional<AnswerKey> algebraic(FieldReader fields) {
        String expression = fields.text("answer");
        Optional<String> named = fields.optionalText("form");
        AnswerKey.Form form = AnswerKey.Form.ANY;
        if (named.isPresent()) {
            Optional<AnswerKey.Form> found = Arrays.stream(AnswerKey.Form.values())
                    .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(named.get()))
                    .findFirst();
            if (found.isEmpty()) {
                fields.error("form", "there is no such form", "use any, simplified, expanded or factored");
            }
            form = found.orElse(form);
        }
        String start = fields.optionalText("start").orElse(null);
        return expression.isEmpty() ? Optional.empty() : Optional.of(new AnswerKey.Algebraic(expression, form, start));
    }

    private static Optional<AnswerKey> ordering(FieldReader fields, Optional<String> text) {
        List<String> parts = fields.optionalTexts("parts");
        Set<String> accepted = new LinkedHashSet<>();
        if (parts.isEmpty()) {
            if (text.isEmpty()) {
                fields.error("text", "an ordering needs its text or its parts", "add `text:` or `parts:`");
                return Optional.empty();
            }
            parts = words(text.get());
        }
        accepted.add(text.orElse(String.join(" ", parts)));
        if (fields.has("accept")) {
            accepted.addAll(patterns(fields, "accept"));
        } else {
            fields.optionalText("accept");
        }
        if (parts.size() < 2
                || parts.size() > MAX_PARTS
                || parts.stream().distinct().count() < 2) {
            fields.error(
                    fields.has("parts") ? "parts" : "text",
                    Said.of("an ordering has 2 to {} parts, not all alike", MAX_PARTS),
                    "shorten it, or join words to chunks with `parts:`");
            return Optional.empty();
        }
        return Optional.of(new AnswerKey.Ordering(parts, List.copyOf(accepted), parts));
    }

    /** The words of a sentence, without what shows which is the first and which the last. */
    private static List<String> words(String sentence) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(sentence.replaceAll("[.?!\u3002\uFF1F\uFF01]+\\s*$", ""));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        if (!words.isEmpty()
                && SMALL_WORDS.contains(
                        words.getFirst().toLowerCase(Locale.ROOT).replace('\u2019', '\''))) {
            words.set(0, words.getFirst().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static Optional<AnswerKey> cloze(FieldReader fields, Optional<String> text) {
        if (text.isEmpty()) {
            fields.error("text", "a cloze needs a text with gaps", "add `text:` with [words] in brackets");
            return Optional.empty();
        }
        List<List<String>> gaps = new ArrayList<>();
        Matcher matcher = GAP.matcher(text.get());
        while (matcher.find()) {
            String gap = matcher.group("gap");
            if (gap != null) {
                List<String> fillers = Arrays.stream(gap.split("\\|", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
                if (fillers.contains("")) {
                    fields.error("text", Said.of("a gap has an empty filler: [{}]", gap), "write [one|another]");
                    return Optional.empty();
                }
                gaps.add(fillers);
            }
        }
        if (gaps.isEmpty() || gaps.size() > MAX_PARTS) {
            fields.error(
                    "text", Said.of("a cloze has 1 to {} gaps", MAX_PARTS), "put the words to be found in [brackets]");
            return Optional.empty();
        }
        String whole = CLOSING_REMARK.matcher(gapped(text.get())).replaceFirst("");
        if (!whole.contains(AnswerKey.Cloze.GAP)) {
            fields.error("text", "the gaps stand in a remark in round brackets", "put them into the sentence");
            return Optional.empty();
        }
        return Optional.of(new AnswerKey.Cloze(whole, gaps));
    }

    private static String gapped(String text) {
        Matcher matcher = GAP.matcher(text);
        StringBuilder gapped = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(
                    gapped,
                    Matcher.quoteReplacement(matcher.group("gap") == null ? matcher.group() : AnswerKey.Cloze.GAP));
        }
        return matcher.appendTail(gapped).toString();
    }
}
