package parley.tutor.understanding.languagetool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.languagetool.JLanguageTool;
import org.languagetool.Language;
import org.languagetool.rules.Rule;
import org.languagetool.rules.en.AvsAnRule;
import org.languagetool.rules.patterns.PatternRuleLoader;

/**
 * Our own rules for what learners say and LanguageTool lets pass ("I am student", "I go there yesterday"), read from
 * {@code lessons.*.xml} in LanguageTool's pattern format. Immutable and thread-safe; read once, in about 100 ms.
 *
 * <p>Their suggestions are finished here: {@code a} becomes {@code an} before a vowel's sound, {@code ~be} the form of
 * "be" that goes with the word before it, and the gaps of optional words close.
 */
final class LessonRules {
    /** How the ids of our rules begin. */
    static final String PREFIX = "LESSON_";

    private static final List<String> FILES =
            List.of("lessons.nouns.xml", "lessons.verbs.xml", "lessons.forms.xml", "lessons.sentences.xml");

    /** Of two rules that find fault with the same words LanguageTool keeps the one of higher priority; its own have ±50. */
    private static final int PRIORITY = 100;

    private static final String BE = "~be";
    private static final Pattern ARTICLE = Pattern.compile("^([Aa])n? (\\p{L}[\\p{L}-]*)");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final Pattern LAST_WORD = Pattern.compile("([\\p{L}']+)\\W*$");
    private static final Set<String> ONE = Set.of("he", "she", "it", "this", "that", "everyone", "everybody");
    private static final Set<String> MORE = Set.of("we", "you", "they", "these", "those", "parents", "children");

    private final List<Rule> rules;
    private final AvsAnRule articles;

    private LessonRules(Language language) {
        List<Rule> read = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in =
                    LessonRules.class.getResourceAsStream("/parley/tutor/understanding/languagetool/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("The resource " + file + " is missing");
                }
                read.addAll(new PatternRuleLoader().getRules(in, file, language));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        read.forEach(rule -> rule.setPriority(PRIORITY));
        this.rules = List.copyOf(read);
        this.articles = new AvsAnRule(JLanguageTool.getMessageBundle(language));
    }

    /** Reads the rules in our jar, which are part of the program: ones that can't be read are a bug. */
    static LessonRules of(Language english) {
        return new LessonRules(english);
    }

    List<Rule> rules() {
        return rules;
    }

    static boolean holds(Rule rule) {
        return rule.getId().startsWith(PREFIX);
    }

    /**
     * Finishes a suggestion of one of our rules.
     *
     * @param before the text before the words it replaces
     */
    String finished(String suggestion, String before) {
        String text = SPACES.matcher(suggestion).replaceAll(" ").strip().replace(" ,", ",");
        if (text.toLowerCase(Locale.ROOT).startsWith(BE)) {
            text = be(before) + text.substring(BE.length());
        }
        Matcher article = ARTICLE.matcher(text);
        if (article.find()) {
            String right = articles.suggestAorAn(article.group(2));
            String first = article.group(1).equals("A") ? "A" : "a";
            text = first + right.substring(1) + text.substring(article.end());
        }
        return text;
    }

    private static String be(String before) {
        Matcher last = LAST_WORD.matcher(before);
        String word = last.find() ? last.group(1).toLowerCase(Locale.ROOT) : "";
        if (word.equals("i")) {
            return "am";
        }
        if (ONE.contains(word)) {
            return "is";
        }
        return MORE.contains(word) ? "are" : "is";
    }
}
