package parley.tutor.understanding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.SpokenForm;
import parley.prompts.source.YamlSource;

/**
 * What learners say that is no answer, by what they want with it; read from {@code intents.*.yaml} and
 * {@code questions.yaml}. Immutable and thread-safe; time is linear in the text.
 */
public final class IntentPhrases {
    /** The intent of a longer turn is looked for in at most this many words; beyond it a turn is a story. */
    private static final int LONGEST_REQUEST_WORDS = 16;

    private static final int LONGEST_REQUEST_HAN = 40;

    private static final Pattern NOT_HAN = Pattern.compile("[^\\p{IsHan}]+");

    private final Map<List<String>, Intent> english = new HashMap<>();
    private final Map<Intent, List<List<String>>> englishParts = new EnumMap<>(Intent.class);
    private final Map<String, Intent> chinese = new HashMap<>();
    private final Map<Intent, List<String>> chineseParts = new EnumMap<>(Intent.class);
    private final List<String> spoken;
    private final List<List<String>> questionOpeners;
    private final List<List<String>> ownConcept;
    private final List<List<String>> ownConceptAlone;
    private final List<String> chineseQuestions;
    private final List<String> chineseOwnConcept;
    private final List<String> chineseOwnConceptAlone;

    private IntentPhrases() {
        List<String> heard = new ArrayList<>();
        yaml("intents.en.yaml").forEach((name, lists) -> {
            Intent intent = Intent.valueOf(name);
            List<String> phrases = texts(lists, "phrases");
            phrases.forEach(p -> WordForms.of(p).forEach(form -> english.putIfAbsent(form, intent)));
            phrases.stream().map(SpokenForm::of).forEach(heard::add);
            englishParts.put(
                    intent,
                    texts(lists, "contains").stream().map(WordForms::first).toList());
        });
        yaml("intents.zh-CN.yaml").forEach((name, lists) -> {
            Intent intent = Intent.valueOf(name);
            texts(lists, "phrases").forEach(p -> chinese.put(p, intent));
            chineseParts.put(intent, texts(lists, "contains"));
        });
        Map<String, @Nullable Object> questions = yaml("questions.yaml");
        this.questionOpeners = texts(questions.get("en"), "openers").stream()
                .map(WordForms::first)
                .toList();
        this.ownConcept = texts(questions.get("en"), "about").stream()
                .map(WordForms::first)
                .toList();
        this.ownConceptAlone = texts(questions.get("en"), "alone").stream()
                .map(WordForms::first)
                .toList();
        this.chineseQuestions = texts(questions.get("zh"), "contains");
        this.chineseOwnConcept = texts(questions.get("zh"), "about");
        this.chineseOwnConceptAlone = texts(questions.get("zh"), "alone");
        this.spoken = heard.stream().distinct().toList();
    }

    /** The phrases in our jar, which are part of the program: ones that can't be read are a bug. */
    public static IntentPhrases shipped() {
        return Holder.SHIPPED;
    }

    private static final class Holder {
        private static final IntentPhrases SHIPPED = new IntentPhrases();
    }

    /** All English phrases as a recogniser hears them: lower-case words, no punctuation. */
    public List<String> spoken() {
        return spoken;
    }

    /** The intent of a turn that is nothing but one of the phrases. */
    Optional<Intent> whole(String text) {
        if (WordForms.hasHan(text)) {
            return Optional.ofNullable(chinese.get(han(text)));
        }
        for (List<String> form : WordForms.of(text)) {
            Intent intent = english.get(form);
            if (intent != null) {
                return Optional.of(intent);
            }
        }
        return Optional.empty();
    }

    /** The intent that shows in a part of a turn; where several do, the first in the order of {@link Intent}. */
    Optional<Intent> within(String text) {
        if (WordForms.hasHan(text)) {
            String han = han(text);
            return han.length() > LONGEST_REQUEST_HAN
                    ? Optional.empty()
                    : chineseParts.entrySet().stream()
                            .filter(e -> e.getValue().stream().anyMatch(han::contains))
                            .map(Map.Entry::getKey)
                            .findFirst();
        }
        List<String> words = WordForms.first(text);
        return words.size() > LONGEST_REQUEST_WORDS
                ? Optional.empty()
                : englishParts.entrySet().stream()
                        .filter(e -> e.getValue().stream().anyMatch(p -> holds(words, p)))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    /** Whether {@code text} has the shape of a question or asks for an explanation. */
    boolean isQuestion(String text) {
        String plain = text.strip();
        return plain.endsWith("?") || plain.endsWith("？") || opensAsQuestion(text);
    }

    /** Whether {@code text} begins as a question or asks for an explanation, whatever its punctuation. */
    boolean opensAsQuestion(String text) {
        if (WordForms.hasHan(text)) {
            return chineseQuestions.stream().anyMatch(text::contains);
        }
        List<String> words = WordForms.first(text);
        return questionOpeners.stream()
                .anyMatch(o ->
                        words.size() >= o.size() && words.subList(0, o.size()).equals(o));
    }

    /** Whether a question may be about the exercise at hand: "why is it wrong?". */
    boolean asksAboutThis(String question) {
        if (WordForms.hasHan(question)) {
            return chineseOwnConceptAlone.contains(han(question))
                    || chineseOwnConcept.stream().anyMatch(question::contains);
        }
        List<String> words = WordForms.first(question);
        return ownConceptAlone.contains(words) || ownConcept.stream().anyMatch(p -> holds(words, p));
    }

    private static boolean holds(List<String> words, List<String> part) {
        return java.util.Collections.indexOfSubList(words, part) >= 0;
    }

    private static String han(String text) {
        return NOT_HAN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static List<String> texts(@Nullable Object lists, String key) {
        if (lists instanceof Map<?, ?> map && map.get(key) instanceof List<?> texts) {
            return texts.stream().map(String::valueOf).toList();
        }
        throw new IllegalStateException("The shipped intents lack a list of " + key);
    }

    private static Map<String, @Nullable Object> yaml(String name) {
        try (InputStream in = IntentPhrases.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing");
            }
            return YamlSource.read(name, in.readAllBytes()).orThrow().plainMap();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
