package parley.tutor.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Item;
import parley.prompts.course.SpokenForm;
import parley.tutor.understanding.maths.MathsReader;
import parley.tutor.understanding.maths.MathsText;
import parley.tutor.understanding.maths.Rational;
import parley.tutor.understanding.maths.SaidMaths;

/**
 * Grades the fillers of gaps, given alone (set off by commas, slashes, "and" or, when each is one word, spaces) or in the
 * whole sentence; each gap by itself. Numbers in gaps are compared by value.
 */
final class ClozeGrader implements AnswerGrader {
    private static final Pattern GAP = Pattern.compile(Pattern.quote(AnswerKey.Cloze.GAP));
    private static final Pattern SEPARATORS = Pattern.compile("\\s*(?:[,，、;；|/\\n]|\\.\\.\\.|…|\\band\\b)\\s*");
    private static final Pattern NO_SLASH = Pattern.compile("\\s*(?:[,，、;；|\\n]|\\.\\.\\.|…|\\band\\b)\\s*");

    /** Whole sentences made of all alternatives are compared up to this many; beyond it, of the first ones. */
    private static final int MOST_SENTENCES = 60;

    private static final int MOST_GAPS_IN_A_FORMULA = 4;

    private record Wrong(List<String> fillers, String id) {}

    private final AnswerKey.Cloze key;
    private final TextGrader sentences;
    private final SpellingSlip slip;
    private final List<List<String>> fixed;
    private final List<Wrong> wrong = new ArrayList<>();
    private final Pattern separators;
    private final @Nullable Pattern frame;

    ClozeGrader(AnswerKey.Cloze key, Item item, SpellingSlip slip) {
        this.key = key;
        this.slip = slip;
        boolean slashes = key.gaps().stream().flatMap(List::stream).anyMatch(f -> f.contains("/"));
        this.separators = slashes ? NO_SLASH : SEPARATORS;
        this.frame = frame(key);
        this.fixed = GAP.splitAsStream(key.text() + " ").map(WordForms::first).toList();
        this.sentences = new TextGrader(accepted(key), KnownWrong.of(item), AnswerGrader.taskWords(item), slip);
        for (KnownWrong known : KnownWrong.of(item)) {
            List<String> fillers = fillers(known.answer());
            wrong.add(new Wrong(fillers == null ? List.of(known.answer()) : fillers, known.misconceptionId()));
        }
    }

    private static List<String> accepted(AnswerKey.Cloze key) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of()));
        for (List<String> gap : key.gaps()) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> row : rows) {
                for (String filler : gap) {
                    List<String> next = new ArrayList<>(row);
                    next.add(filler);
                    longer.add(next);
                    if (longer.size() >= MOST_SENTENCES) {
                        break;
                    }
                }
            }
            rows = longer.subList(0, Math.min(longer.size(), MOST_SENTENCES));
        }
        Set<String> accepted = new LinkedHashSet<>(key.accepted());
        for (List<String> row : rows) {
            accepted.add(String.join(", ", row));
            String whole = key.text();
            for (String filler : row) {
                whole = whole.replaceFirst(GAP.pattern(), Matcher.quoteReplacement(filler));
            }
            accepted.add(whole);
        }
        return List.copyOf(accepted);
    }

    @Override
    public boolean foresees(String text) {
        if (hasNumbers()) {
            return text.length() <= SaidMaths.MAX_CHARS && fillers(text) != null && sameNumbers(text);
        }
        return sentences.foresees(text) || (text.length() <= SaidMaths.MAX_CHARS && isKnown(text));
    }

    private boolean isKnown(String text) {
        List<String> fillers = fillers(text);
        return fillers != null && wrong.stream().anyMatch(w -> shows(fillers, w));
    }

    @Override
    public boolean near(String text) {
        return sentences.near(text) || foresees(text);
    }

    @Override
    public boolean nearQuestion(String text) {
        return sentences.nearQuestion(text);
    }

    @Override
    public boolean attempts(String text) {
        return sentences.attempts(text);
    }

    @Override
    public String nearest(String text) {
        return sentences.nearest(text);
    }

    @Override
    public boolean tells(String text, String original) {
        return sentences.tells(text, original);
    }

    @Override
    public AnswerCheck grade(String text, boolean spoken) {
        List<String> fillers = text.length() <= SaidMaths.MAX_CHARS ? fillers(text) : null;
        if (fillers == null) {
            return hasNumbers() ? new AnswerCheck.Wrong("") : sentences.grade(text, spoken);
        }
        if (right(fillers, true) == fillers.size()) {
            return new AnswerCheck.Right(key.accepted().getFirst(), true);
        }
        Optional<AnswerCheck> known = knownWrong(fillers);
        if (known.isPresent()) {
            return known.get();
        }
        // Only now: "boxs" may be a slip of the pen, unless the course knows it for more than that.
        int right = right(fillers, spoken);
        if (right == fillers.size()) {
            return new AnswerCheck.Right(key.accepted().getFirst(), false);
        }
        if (fillers.size() == 1) {
            return hasNumbers() ? new AnswerCheck.Wrong("") : sentences.grade(text, spoken);
        }
        return new AnswerCheck.Wrong("", right > 0 ? new Slip.PartlyRight(right, fillers.size()) : null);
    }

    private int right(List<String> fillers, boolean exact) {
        int right = 0;
        for (int i = 0; i < fillers.size(); i++) {
            String filler = fillers.get(i);
            boolean fits = key.gaps().get(i).stream().anyMatch(g -> same(filler, g) || (!exact && slipped(filler, g)));
            right += fits ? 1 : 0;
        }
        return right;
    }

    /** As it is written first: "there's" is short for two things, and known for one of them. */
    private Optional<AnswerCheck> knownWrong(List<String> fillers) {
        String heard = SpokenForm.of(String.join(" ", fillers));
        return wrong.stream()
                .filter(w -> !heard.isEmpty()
                        && !hasNumbers()
                        && SpokenForm.of(String.join(" ", w.fillers)).equals(heard))
                .findFirst()
                .or(() -> wrong.stream().filter(w -> shows(fillers, w)).findFirst())
                .map(w -> new AnswerCheck.Wrong(w.id));
    }

    /** Whether the fillers are those of a known wrong answer; one alone may stand in any gap that it doesn't fit. */
    private boolean shows(List<String> fillers, Wrong known) {
        if (known.fillers.size() == fillers.size()) {
            for (int i = 0; i < fillers.size(); i++) {
                if (!same(fillers.get(i), known.fillers.get(i))) {
                    return false;
                }
            }
            return true;
        }
        String only = known.fillers.getFirst();
        for (int i = 0; i < fillers.size() && known.fillers.size() == 1; i++) {
            String filler = fillers.get(i);
            if (same(filler, only) && key.gaps().get(i).stream().noneMatch(g -> same(filler, g))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasNumbers() {
        return key.gaps().stream().allMatch(g -> UnitNames.number(g.getFirst()).isPresent());
    }

    private boolean sameNumbers(String text) {
        List<String> fillers = fillers(text);
        return fillers != null
                && fillers.stream().allMatch(f -> UnitNames.number(f).isPresent());
    }

    private static boolean same(String filler, String wanted) {
        Optional<Rational> number = UnitNames.number(wanted);
        if (number.isPresent()) {
            return UnitNames.number(filler).equals(number);
        }
        List<List<String>> said = WordForms.of(filler);
        Set<List<String>> forms = new HashSet<>(WordForms.of(wanted));
        return (!forms.contains(List.<String>of()) && said.stream().anyMatch(forms::contains))
                || filler.strip().equals(wanted.strip());
    }

    private boolean slipped(String filler, String wanted) {
        return WordForms.of(filler).stream()
                .anyMatch(s -> WordForms.of(wanted).stream().anyMatch(w -> slip.between(s, w)));
    }

    /** One filler for each gap; null when the text can't be divided so. */
    private @Nullable List<String> fillers(String text) {
        List<String> inSentence = new ArrayList<>();
        if (hasNumbers() ? alignedSigns(text, inSentence) : aligned(WordForms.first(text), inSentence)) {
            return inSentence;
        }
        int gaps = key.gaps().size();
        String bare = hasNumbers() ? SaidMaths.core(text) : lessLeadIn(text);
        if (gaps == 1) {
            return bare.isBlank() ? null : List.of(bare);
        }
        for (Pattern pattern : List.of(separators, Pattern.compile("\\s+"))) {
            String[] pieces = pattern.split(bare.strip());
            if (pieces.length == gaps) {
                return List.of(pieces);
            }
        }
        return null;
    }

    private static String lessLeadIn(String text) {
        List<String> words = WordForms.first(text);
        List<String> core = AnswerWords.withoutLeadIn(words);
        return core.size() < words.size()
                ? String.join(" ", core)
                : text.strip().replaceFirst("[.!?。！？]+$", "");
    }

    /** The same for formulas: {@code 6/8 = 3/4} fills {@code 6/8 = ___/4}. */
    private boolean alignedSigns(String text, List<String> fillers) {
        String said = MathsReader.plain(text).replace(" ", "");
        if (frame == null || said.length() > MathsText.MAX_CHARS) {
            return false;
        }
        Matcher matcher = frame.matcher(said);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 1; i <= matcher.groupCount(); i++) {
            fillers.add(matcher.group(i));
        }
        return true;
    }

    /** The formula with its gaps as groups; null when it is nothing but a gap, or has more gaps than are tried. */
    private static @Nullable Pattern frame(AnswerKey.Cloze key) {
        String plain = MathsReader.plain(key.text()).replace(" ", "").replaceFirst("[.]$", "");
        String[] fixed = GAP.split(plain, -1);
        if (fixed.length < 2
                || fixed.length > MOST_GAPS_IN_A_FORMULA + 1
                || String.join("", fixed).isEmpty()) {
            return null;
        }
        return Pattern.compile(
                Arrays.stream(fixed).map(Pattern::quote).collect(Collectors.joining("([^=]+?)")) + "\\.?");
    }

    /** Finds the sentence's fixed words around the gaps, and takes what stands between them. */
    private boolean aligned(List<String> said, List<String> fillers) {
        List<String> words = AnswerWords.withoutLeadIn(said);
        List<String> first = fixed.getFirst();
        boolean hasFrame = fixed.stream().anyMatch(f -> !f.isEmpty());
        if (!hasFrame
                || words.size() < first.size()
                || !words.subList(0, first.size()).equals(first)) {
            return false;
        }
        int at = first.size();
        for (int i = 1; i < fixed.size(); i++) {
            List<String> next = fixed.get(i);
            boolean last = i == fixed.size() - 1;
            int to = last ? words.size() - next.size() : indexOf(words, next, at);
            if ((to <= at && !next.isEmpty())
                    || to < at
                    || !words.subList(to, to + next.size()).equals(next)) {
                return false;
            }
            fillers.add(String.join(" ", words.subList(at, to)));
            at = to + next.size();
        }
        return at == words.size()
                && fillers.size() == key.gaps().size()
                && fillers.stream().noneMatch(String::isEmpty);
    }

    private static int indexOf(List<String> words, List<String> part, int from) {
        int at = Collections.indexOfSubList(words.subList(Math.min(from + 1, words.size()), words.size()), part);
        return at < 0 ? -1 : at + from + 1;
    }
}
