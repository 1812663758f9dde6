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
import java.util.Set;
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

    /** In so many words a question that asks to explain says so. */
    private static final int OPENING_WORDS = 4;

    private static final Set<String> QUESTION_WORDS =
            Set.of("what", "why", "how", "when", "where", "which", "who", "whose");
    private static final Set<String> EXPLAINING =
            Set.of("explain", "tell", "teach", "know", "ask", "question", "difference");

    /** The particle that makes a Chinese statement a question. */
    private static final String YES_OR_NO = "吗";

    private static final Pattern MARK_AT_END = Pattern.compile("[?？]+[\\s!！.。\"'”’)\\p{So}]*$");
    private static final Pattern NOT_HAN = Pattern.compile("[^\\p{IsHan}]+");

    private final Map<List<String>, Intent> english = new HashMap<>();
    private final Map<Intent, List<List<String>>> englishParts = new EnumMap<>(Intent.class);
    private final Map<String, Intent> chinese = new HashMap<>();
    private final Map<Intent, List<String>> chineseParts = new EnumMap<>(Intent.class);
    private final List<String> spoken;
    private final List<List<String>> questionOpeners;
    private final List<List<String>> ownConcept;
    private final List<List<String>> ownConceptAlone;
    private final List<List<String>> aboutTask;
    private final List<List<String>> tries;
    private final List<List<String>> wasAnswer;
    private final List<List<String>> wasQuestion;
    private final List<String> chineseAboutTask;
    private final List<String> chineseWasAnswer;
    private final List<String> chineseWasQuestion;
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
        this.questionOpeners = words(questions.get("en"), "openers");
        this.ownConcept = words(questions.get("en"), "about");
        this.ownConceptAlone = words(questions.get("en"), "alone");
        this.aboutTask = words(questions.get("en"), "task");
        this.tries = words(questions.get("en"), "try");
        this.wasAnswer = words(questions.get("en"), "was-answer");
        this.wasQuestion = words(questions.get("en"), "was-question");
        this.chineseAboutTask = texts(questions.get("zh"), "task");
        this.chineseWasAnswer = texts(questions.get("zh"), "was-answer");
        this.chineseWasQuestion = texts(questions.get("zh"), "was-question");
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
        return hasQuestionMark(text) || opensAsQuestion(text);
    }

    /** Whether {@code text} ends in a question mark, whatever closes after it. */
    boolean hasQuestionMark(String text) {
        return MARK_AT_END.matcher(text).find();
    }

    /** Whether {@code text} begins with a question word or asks for an explanation; never "how about …". */
    boolean opensWithQuestionWord(String text) {
        if (WordForms.hasHan(text)) {
            return chineseQuestions.stream().anyMatch(q -> !q.equals(YES_OR_NO) && text.contains(q));
        }
        if (!opensAsQuestion(text) || tries(text)) {
            return false;
        }
        List<String> words = WordForms.first(text);
        return words.stream().limit(OPENING_WORDS).anyMatch(EXPLAINING::contains)
                || QUESTION_WORDS.contains(words.getFirst());
    }

    /** Whether {@code text} puts something forward as a try: "is it …", "是 … 吗". */
    boolean tries(String text) {
        if (WordForms.hasHan(text)) {
            boolean isIt = text.contains("是") && text.contains(YES_OR_NO);
            return isIt || text.contains("对吗") || text.contains("对不对");
        }
        List<String> words = WordForms.first(text);
        return tries.stream().anyMatch(t -> begins(words, t));
    }

    /** Whether {@code text} asks about the task itself: "should I write the whole sentence?". */
    boolean asksAboutTask(String text) {
        if (WordForms.hasHan(text)) {
            return chineseAboutTask.stream().anyMatch(text::contains);
        }
        List<String> words = WordForms.first(text);
        return aboutTask.stream().anyMatch(t -> holds(words, t));
    }

    /** Whether {@code text} leaves a choice open, or ends in a question word: "went or gone", "x equals what". */
    boolean offersChoice(String text) {
        if (WordForms.hasHan(text)) {
            return text.contains("还是");
        }
        List<String> words = WordForms.first(text);
        return words.size() > 1
                && (words.subList(1, words.size()).contains("or") || QUESTION_WORDS.contains(words.getLast()));
    }

    /** After the tutor asked: whether {@code text} says that an answer was meant (true) or a question (false). */
    Optional<Boolean> saysWhichWasMeant(String text) {
        if (WordForms.hasHan(text)) {
            String han = han(text);
            if (chineseWasAnswer.contains(han)) {
                return Optional.of(true);
            }
            return chineseWasQuestion.contains(han) ? Optional.of(false) : Optional.empty();
        }
        List<String> words = WordForms.first(text);
        if (wasAnswer.contains(words)) {
            return Optional.of(true);
        }
        return wasQuestion.contains(words) ? Optional.of(false) : Optional.empty();
    }

    /** Whether {@code text} begins as a question or asks for an explanation, whatever its punctuation. */
    boolean opensAsQuestion(String text) {
        if (WordForms.hasHan(text)) {
            return chineseQuestions.stream().anyMatch(text::contains);
        }
        List<String> words = WordForms.first(text);
        return questionOpeners.stream().anyMatch(o -> begins(words, o));
    }

    private static boolean begins(List<String> words, List<String> opener) {
        return words.size() >= opener.size() && words.subList(0, opener.size()).equals(opener);
    }

    /** Whether a question may be about the exercise at hand: "why is it wrong?". */
    boolean asksAboutThis(String question) {
        if (WordForms.hasHan(question)) {
            return chineseOwnConceptAlone.contains(han(question))
                    || asksAboutTask(question)
                    || chineseOwnConcept.stream().anyMatch(question::contains);
        }
        List<String> words = WordForms.first(question);
        return ownConceptAlone.contains(words)
                || asksAboutTask(question)
                || ownConcept.stream().anyMatch(p -> holds(words, p));
    }

    private static boolean holds(List<String> words, List<String> part) {
        return java.util.Collections.indexOfSubList(words, part) >= 0;
    }

    private static String han(String text) {
        return NOT_HAN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static List<List<String>> words(@Nullable Object lists, String key) {
        return texts(lists, key).stream().map(WordForms::first).toList();
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
