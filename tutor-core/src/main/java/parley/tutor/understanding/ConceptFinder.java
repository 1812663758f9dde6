package parley.tutor.understanding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;

/**
 * Finds the concept of a course that a question is about, by the concepts' keywords and titles: the longest that stands
 * in the question wins. Immutable.
 *
 * <p>A short keyword ("like", "from", 请) stands in questions about anything. It counts only when the question holds
 * nothing else but words for asking: "how do I use like?" is about it, "what is the weather like?" is not.
 */
final class ConceptFinder {
    private static final int SHORTEST_STRONG_LETTERS = 5;
    private static final int SHORTEST_STRONG_HAN = 3;

    private static final Set<String> ASKING = Set.of(
            "what",
            "is",
            "are",
            "the",
            "a",
            "an",
            "how",
            "do",
            "does",
            "i",
            "we",
            "you",
            "use",
            "used",
            "to",
            "in",
            "english",
            "mean",
            "means",
            "can",
            "explain",
            "please",
            "about",
            "tell",
            "me",
            "when",
            "should",
            "say",
            "and",
            "or",
            "why",
            "difference",
            "between",
            "word",
            "form",
            "verb",
            "of",
            "for",
            "it",
            "teach",
            "with",
            "could",
            "know",
            "want",
            "would",
            "understand",
            "my",
            "question",
            "have");

    /** Common words that courses name as keywords and that are no less common for their length. */
    private static final Set<String> COMMON = Set.of("where", "please", "which", "there", "would", "could", "about");

    private static final List<String> ASKING_HAN = List.of(
            "什么时候", "为什么", "是什么", "什么", "怎么样", "怎么", "如何", "区别", "解释", "讲解", "讲讲", "说说", "意思", "一下", "英语", "用法", "单词",
            "语法", "请问", "可以", "我想", "知道", "能不能", "表达", "这个", "词", "是", "用", "的", "吗", "呢", "请", "我", "你", "想", "学", "讲",
            "说", "和", "跟", "与", "有", "要", "能", "在", "里", "给", "教", "下", "懂", "不");

    private record Key(String conceptId, List<String> words, String han, int weight, boolean strong) {}

    private final List<Key> keys = new ArrayList<>();

    ConceptFinder(Course course) {
        for (Concept concept : course.concepts()) {
            concept.keywords().forEach(k -> add(concept.id(), k));
            concept.title().byLocale().values().forEach(t -> add(concept.id(), t));
        }
    }

    /** The concept that {@code question} names. */
    Optional<String> in(String question) {
        List<String> words = WordForms.first(question);
        String lower = question.toLowerCase(Locale.ROOT);
        List<Key> found = keys.stream()
                .filter(k -> k.han.isEmpty() ? Collections.indexOfSubList(words, k.words) >= 0 : lower.contains(k.han))
                .toList();
        return best(found.stream().filter(Key::strong).toList())
                .or(() -> onlyAsks(words, lower, found) ? best(found) : Optional.empty());
    }

    /** The concept whose name is the whole of {@code text}. */
    Optional<String> named(String text) {
        List<String> words = WordForms.first(text);
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return best(keys.stream()
                .filter(k -> k.han.isEmpty() ? words.equals(k.words) : lower.equals(k.han))
                .toList());
    }

    private static boolean onlyAsks(List<String> words, String lower, List<Key> found) {
        if (WordForms.hasHan(lower)) {
            String rest = lower;
            for (Key key : found) {
                rest = rest.replace(key.han.isEmpty() ? String.join(" ", key.words) : key.han, "");
            }
            for (String asking : ASKING_HAN) {
                rest = rest.replace(asking, "");
            }
            return rest.codePoints().noneMatch(Character::isLetter);
        }
        return words.stream().allMatch(w -> ASKING.contains(w) || found.stream().anyMatch(k -> k.words.contains(w)));
    }

    private static Optional<String> best(List<Key> found) {
        return found.stream().reduce((a, b) -> b.weight > a.weight ? b : a).map(Key::conceptId);
    }

    private void add(String conceptId, String name) {
        if (WordForms.hasHan(name)) {
            String han = name.strip().toLowerCase(Locale.ROOT);
            // A Chinese character carries about as much as three letters.
            keys.add(new Key(conceptId, List.of(), han, 3 * han.length(), han.length() >= SHORTEST_STRONG_HAN));
            return;
        }
        List<String> words = WordForms.first(name);
        if (!words.isEmpty()) {
            int letters = String.join(" ", words).length();
            boolean strong =
                    words.size() > 1 || (letters >= SHORTEST_STRONG_LETTERS && !COMMON.contains(words.getFirst()));
            keys.add(new Key(conceptId, words, "", letters, strong));
        }
    }
}
