package parley.tutor.understanding;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import parley.prompts.course.Item;
import parley.prompts.course.SpokenForm;

/**
 * One item's answers, made ready for comparing. Immutable.
 *
 * <p>In this order: an accepted answer as it stands, a known wrong one as it stands, an accepted one but for slips of
 * the pen, an accepted one inside a longer sentence, a known wrong one inside a longer sentence. The whole sentence goes
 * before its parts, so a wrong sentence that happens to hold a right answer is wrong.
 */
final class TextGrader implements AnswerGrader {

    /** From this many words on an answer stands for itself inside any sentence. */
    private static final int WORDS_OF_A_SENTENCE = 3;

    /** A statement of at least so many words that shares none with the exercise was not meant as its answer. */
    private static final int WORDS_OF_A_STATEMENT = 5;

    private static final double NEAR = 0.6;

    private record Foreseen(String written, String id, String spoken, List<List<String>> forms) {
        static Foreseen of(String written, String id) {
            return new Foreseen(written, id, SpokenForm.of(written), WordForms.of(written));
        }
    }

    private final List<Foreseen> accepted;
    private final List<Foreseen> misconceptions;
    private final SpellingSlip slip;
    private final Set<String> taskWords;

    /**
     * @param accepted the answers that are right
     * @param wrong those that are known to be wrong, each with the misconception it shows
     * @param taskWords the words that may stand around a short answer
     */
    TextGrader(List<String> accepted, List<KnownWrong> wrong, Set<String> taskWords, SpellingSlip slip) {
        this.slip = slip;
        this.accepted = accepted.stream().map(a -> Foreseen.of(a, "")).toList();
        this.misconceptions = wrong.stream()
                .map(w -> Foreseen.of(w.answer(), w.misconceptionId()))
                .toList();
        this.taskWords = Set.copyOf(taskWords);
    }

    static TextGrader of(Item item, SpellingSlip slip) {
        return new TextGrader(item.answers(), KnownWrong.of(item), AnswerGrader.taskWords(item), slip);
    }

    /** Whether the whole of {@code text} is a foreseen answer, right or wrong, but for contractions and the like. */
    @Override
    public boolean foresees(String text) {
        List<List<String>> said = WordForms.of(text);
        return foreseen().anyMatch(f -> same(said, f));
    }

    /** Whether {@code text} is more like a foreseen answer than not: at least 60 % of both their words are shared. */
    @Override
    public boolean near(String text) {
        List<String> said = WordForms.first(text);
        return foreseen().anyMatch(f -> AnswerWords.likeness(said, f.forms.getFirst()) >= NEAR);
    }

    /** Whether {@code text} is near a foreseen answer that is a question itself. */
    @Override
    public boolean nearQuestion(String text) {
        List<String> said = WordForms.first(text);
        return foreseen()
                .anyMatch(f -> f.written.endsWith("?") && AnswerWords.likeness(said, f.forms.getFirst()) >= NEAR);
    }

    @Override
    public boolean attempts(String text) {
        List<String> words = WordForms.first(text);
        if (WordForms.hasHan(text) || words.isEmpty()) {
            return false;
        }
        return words.size() < WORDS_OF_A_STATEMENT || touches(text);
    }

    /** Whether any content word of {@code text} has to do with this item. */
    private boolean touches(String text) {
        List<String> said = WordForms.first(text);
        Set<String> own = new HashSet<>(taskWords);
        accepted.forEach(a -> own.addAll(a.forms.getFirst()));
        misconceptions.forEach(m -> own.addAll(m.forms.getFirst()));
        Set<String> stems = new HashSet<>();
        own.stream().filter(AnswerWords::isContent).map(AnswerWords::stem).forEach(stems::add);
        return said.stream()
                .filter(AnswerWords::isContent)
                .map(AnswerWords::stem)
                .anyMatch(stems::contains);
    }

    /**
     * Grades {@code text}.
     *
     * @param spoken whether it was heard; speech has no slips of the pen
     * @return {@link AnswerCheck.Right} or {@link AnswerCheck.Wrong}
     */
    @Override
    public AnswerCheck grade(String text, boolean spoken) {
        String asHeard = SpokenForm.of(text);
        for (Foreseen answer : accepted) {
            if (answer.spoken.equals(asHeard)) {
                return new AnswerCheck.Right(answer.written, true);
            }
        }
        for (Foreseen wrong : misconceptions) {
            if (wrong.spoken.equals(asHeard)) {
                return new AnswerCheck.Wrong(wrong.id);
            }
        }
        List<List<String>> said = WordForms.of(text);
        List<List<String>> core = said.stream().map(AnswerWords::withoutLeadIn).toList();
        for (List<List<String>> candidate : List.of(said, core)) {
            for (Foreseen answer : accepted) {
                if (same(candidate, answer)) {
                    return new AnswerCheck.Right(answer.written, true);
                }
            }
            for (Foreseen wrong : misconceptions) {
                if (same(candidate, wrong)) {
                    return new AnswerCheck.Wrong(wrong.id);
                }
            }
        }
        if (!spoken) {
            for (Foreseen answer : accepted) {
                if (slipped(said, answer) || slipped(core, answer)) {
                    return new AnswerCheck.Right(answer.written, false);
                }
            }
        }
        for (Foreseen answer : accepted) {
            if (holds(said, answer)) {
                return new AnswerCheck.Right(answer.written, true);
            }
        }
        for (Foreseen wrong : misconceptions) {
            if (wrong.forms.getFirst().size() >= WORDS_OF_A_SENTENCE
                    && said.stream().anyMatch(s -> occurs(s, wrong))) {
                return new AnswerCheck.Wrong(wrong.id);
            }
        }
        return new AnswerCheck.Wrong("");
    }

    /** The accepted answer with most words in common. */
    @Override
    public String nearest(String text) {
        List<String> said = WordForms.first(text);
        String best = "";
        double bestLikeness = 0;
        for (Foreseen answer : accepted) {
            double likeness = AnswerWords.likeness(said, answer.forms.getFirst());
            if (likeness > bestLikeness) {
                best = answer.written;
                bestLikeness = likeness;
            }
        }
        return best;
    }

    /** Whether {@code text} gives away an accepted answer that {@code original} doesn't hold already. */
    @Override
    public boolean tells(String text, String original) {
        List<String> words = WordForms.first(text);
        List<String> before = WordForms.first(original);
        return accepted.stream()
                .anyMatch(a ->
                        a.forms.stream().anyMatch(f -> AnswerWords.count(words, f) > AnswerWords.count(before, f)));
    }

    private Stream<Foreseen> foreseen() {
        return Stream.concat(accepted.stream(), misconceptions.stream());
    }

    private static boolean same(List<List<String>> said, Foreseen foreseen) {
        return said.stream()
                .anyMatch(s -> foreseen.forms.contains(s) || foreseen.forms.contains(AnswerWords.withoutPlease(s)));
    }

    private boolean slipped(List<List<String>> said, Foreseen answer) {
        return said.stream().anyMatch(s -> answer.forms.stream().anyMatch(f -> slip.between(s, f)));
    }

    private boolean holds(List<List<String>> said, Foreseen answer) {
        for (List<String> sentence : said) {
            for (List<String> form : answer.forms) {
                int at = form.isEmpty() ? -1 : lastIndexOf(sentence, form);
                if (at >= 0 && !contradicted(sentence, at, form.size())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean contradicted(List<String> sentence, int at, int length) {
        int end = at + length;
        List<String> before = sentence.subList(0, at);
        List<String> after = sentence.subList(end, sentence.size());
        // "It is went" and "the answer is went" bring an answer; "she is went" is a wrong sentence.
        boolean turnedBefore =
                at > 0 && AnswerWords.CONTRADICTING_BEFORE.contains(before.getLast()) && !AnswerWords.leadsIn(before);
        boolean turnedAfter = !after.isEmpty() && AnswerWords.CONTRADICTING_AFTER.contains(after.getFirst());
        if (turnedBefore || turnedAfter) {
            return true;
        }
        boolean takenBack = before.stream().anyMatch(AnswerWords.REPAIRS::contains);
        if (length < WORDS_OF_A_SENTENCE) {
            boolean onlyTheTask = (takenBack || before.stream().allMatch(this::belongsToTask))
                    && after.stream().allMatch(this::belongsToTask);
            if (!onlyTheTask) {
                return true;
            }
        }
        return misconceptions.stream().anyMatch(m -> contradicts(sentence, m, at, end, takenBack));
    }

    /** Whether a known wrong answer stands in {@code sentence}, not as a part of the right one and not taken back. */
    private static boolean contradicts(List<String> sentence, Foreseen wrong, int at, int end, boolean takenBack) {
        for (List<String> form : wrong.forms) {
            int from = form.isEmpty() ? -1 : lastIndexOf(sentence, form);
            int to = from + form.size();
            boolean inside = from >= at && to <= end;
            // A single word out of many proves nothing: "a" is a wrong answer somewhere and a word everywhere.
            boolean telling = form.size() > 1 || end - at < WORDS_OF_A_SENTENCE;
            if (from >= 0 && telling && !inside && !(takenBack && to <= at)) {
                return true;
            }
        }
        return false;
    }

    private boolean belongsToTask(String word) {
        return AnswerWords.CARRIERS.contains(word)
                || taskWords.contains(word)
                || AnswerWords.REPAIRS.contains(word)
                || word.equals("please");
    }

    private static boolean occurs(List<String> sentence, Foreseen foreseen) {
        return foreseen.forms.stream().anyMatch(f -> !f.isEmpty() && lastIndexOf(sentence, f) >= 0);
    }

    private static int lastIndexOf(List<String> sentence, List<String> form) {
        return java.util.Collections.lastIndexOfSubList(sentence, form);
    }
}
