package parley.tutor.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.Subject;
import parley.prompts.course.Unit;
import parley.prompts.library.PhraseBook;
import parley.prompts.library.PhraseKey;
import parley.tutor.retrieval.Passages;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.Intent;

/**
 * What the authored words of one reply are made of: the phrase book and the course in the learner's language, and the
 * guard over both. Immutable.
 */
record Lines(Course course, Passages passages, PhraseBook phrases, LeakGuard guard, ReplyRequest request) {
    /** More names in a row can't be kept in mind when they are heard. */
    private static final int MAX_LISTED = 4;

    String locale() {
        return request.locale();
    }

    /** Chooses among variants; another one with each reply. */
    int variant() {
        return (int) Math.floorMod(request.progress().replies(), 1_000_000L);
    }

    String line(PhraseKey key) {
        return phrases.line(key, locale(), variant());
    }

    String line(PhraseKey key, String name, String value) {
        return phrases.line(key, locale(), variant(), Map.of(name, value));
    }

    String line(PhraseKey key, Map<String, String> values) {
        return phrases.line(key, locale(), variant(), values);
    }

    boolean mathematics() {
        return course.subject() == Subject.MATHEMATICS;
    }

    Optional<Item> item(String exerciseId) {
        return course.item(exerciseId);
    }

    /** A concept's title, or the course's where it has no such concept. */
    String title(String conceptId) {
        return course.concept(conceptId)
                .map(this::title)
                .orElseGet(() -> course.title().in(locale()));
    }

    String title(Concept concept) {
        return concept.title().in(locale());
    }

    /** Titles in a row, "a, b and c"; of more than {@value #MAX_LISTED} the rest is counted. */
    String listed(List<String> conceptIds) {
        List<String> titles = conceptIds.stream()
                .flatMap(id -> course.concept(id).stream())
                .map(c -> line(PhraseKey.LIST_ITEM, "item", title(c)))
                .distinct()
                .toList();
        return shortened(titles);
    }

    private String shortened(List<String> names) {
        if (names.size() <= MAX_LISTED) {
            return joined(names);
        }
        int shown = MAX_LISTED - 1;
        String list = names.subList(0, shown).stream().reduce(this::more).orElse("");
        return line(PhraseKey.LIST_CUT, Map.of("list", list, "count", String.valueOf(names.size() - shown)));
    }

    private String joined(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        List<String> before = names.subList(0, names.size() - 1);
        String first = before.stream().reduce(this::more).orElse("");
        return line(PhraseKey.LIST_LAST, Map.of("first", first, "second", names.getLast()));
    }

    private String more(String first, String second) {
        return line(PhraseKey.LIST_MORE, Map.of("first", first, "second", second));
    }

    /** The course and the first of the units that it is made of. */
    Map<String, String> courseAndTopics() {
        List<String> topics = course.units().stream()
                .map(Unit::title)
                .map(t -> inSentence(t.in(locale())))
                .toList();
        return Map.of("course", course.title().in(locale()), "topics", shortened(topics));
    }

    /** A unit's title in the middle of a sentence begins small: "ordering food and drink". */
    private static String inSentence(String title) {
        boolean word = title.length() > 1 && Character.isLowerCase(title.charAt(1));
        return word ? Character.toLowerCase(title.charAt(0)) + title.substring(1) : title;
    }

    @Nullable
    Intent intent() {
        return request.observation() == null ? null : request.observation().intent();
    }

    @Nullable
    TeachingMove before(int index) {
        return index == 0 ? null : request.moves().get(index - 1);
    }

    boolean has(Class<? extends TeachingMove> kind) {
        return request.moves().stream().anyMatch(kind::isInstance);
    }

    /** How often the open exercise was answered wrongly before this turn. */
    int misses() {
        var open = request.progress().open();
        return open == null ? 0 : open.misses();
    }

    /** {@code text} without the sentences that would give an open exercise's answer away; maybe empty. */
    String guarded(String text) {
        return SentenceSplitter.split(text).stream()
                .filter(guard::lets)
                .collect(Collectors.joining())
                .strip();
    }

    /** The sentences of {@code text} that may be said, without the white space between them. */
    List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String sentence : SentenceSplitter.split(text)) {
            if (guard.lets(sentence) && !sentence.isBlank()) {
                sentences.add(sentence.strip());
            }
        }
        return sentences;
    }

    /** Two texts in one paragraph; with a space between them where their script has one. */
    static String join(String first, String second) {
        if (first.isBlank() || second.isBlank()) {
            return first + second;
        }
        char end = first.charAt(first.length() - 1);
        boolean wide = end > '\u2e80' || (end == '”' && second.charAt(0) > '\u2e80');
        return first + (wide ? "" : " ") + second;
    }
}
