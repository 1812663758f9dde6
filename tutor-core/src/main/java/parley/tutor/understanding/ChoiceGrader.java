package parley.tutor.understanding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Item;
import parley.tutor.understanding.maths.MathsReader;
import parley.tutor.understanding.maths.MathsReading;
import parley.tutor.understanding.maths.MathsText;
import parley.tutor.understanding.maths.SaidMaths;
import parley.tutor.understanding.maths.Statement;

/**
 * Finds the option that was chosen: by its letter ("b", "B)", 选B), its place ("the second one", 第二个) or its words,
 * alone or in the sentence they complete. What fits two options is unclear; what is none of them is no answer, and is not
 * counted. Options that are mathematics are compared as
 * they are written, for their words are all the same.
 */
final class ChoiceGrader implements AnswerGrader {
    private static final Pattern LETTER = Pattern.compile(
            "(?:the )?(?:option |letter |choice |选项? ?|number )?\\(?([a-h])\\)?[.):]?(?: ?选项)?(?: is (?:right|correct))?");
    private static final Pattern LETTER_AND_WORDS = Pattern.compile("\\(?([a-h])(?:[).:,]|\\)[.:]?) ?(.+)");
    private static final Pattern PLACE = Pattern.compile(
            "(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|last)(?: (?:one|option|answer|choice))?");
    private static final Pattern NUMBER = Pattern.compile(
            "(?:(?:option|number|choice|answer) )([1-8]|one|two|three|four|five|six|seven|eight)|([1-8])");
    private static final Pattern CHINESE_PLACE = Pattern.compile("(?:选)?第([一二三四五六七八1-8])(?:个|项|种)?(?:选项|答案)?");
    private static final Pattern MARKED_LETTER = Pattern.compile("(?:^|.*\\W)[A-H][).:]?\\W*$|.*\\([a-hA-H]\\).*");

    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth");
    private static final List<String> NUMBERS = List.of("one", "two", "three", "four", "five", "six", "seven", "eight");
    private static final String HAN_NUMBERS = "一二三四五六七八";

    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    /** One option; {@code maths} is null when it is words. */
    private record Shown(
            String words, String plain, @Nullable Statement maths, TextGrader grader) {}

    private final AnswerKey.Choice key;
    private final List<Shown> options;
    private final List<KnownWrong> wrong;

    ChoiceGrader(AnswerKey.Choice key, Item item, SpellingSlip slip) {
        this.key = key;
        this.wrong = KnownWrong.of(item);
        Set<String> taskWords = new HashSet<>(AnswerGrader.taskWords(item));
        List<String> sentences = item.prompt()
                .in("en")
                .lines()
                .filter(l -> l.contains(AnswerKey.Cloze.GAP))
                .toList();
        List<Shown> shown = new ArrayList<>();
        for (AnswerKey.Option option : key.options()) {
            String text = option.text();
            List<String> forms = new ArrayList<>(List.of(text));
            sentences.forEach(s -> forms.add(s.replace(AnswerKey.Cloze.GAP, text)));
            Set<String> around = new HashSet<>(taskWords);
            // The task shows all options; another option's words turn an answer into another answer.
            key.options().stream()
                    .filter(o -> !o.equals(option))
                    .forEach(o -> around.removeAll(WordForms.first(o.text())));
            shown.add(new Shown(text, bare(text), maths(text), new TextGrader(forms, List.of(), around, slip)));
        }
        this.options = List.copyOf(shown);
    }

    private static @Nullable Statement maths(String option) {
        boolean signs = option.chars().anyMatch(c -> Character.isDigit(c) || "+-*/^=×÷−".indexOf(c) >= 0);
        return signs && MathsReader.read(option) instanceof MathsReading.Read(Statement statement) ? statement : null;
    }

    private static String bare(String text) {
        return MathsText.plain(text).replace(" ", "");
    }

    @Override
    public boolean foresees(String text) {
        return tooLong(text) ? false : exact(SaidMaths.core(text), text, false) != NONE;
    }

    @Override
    public boolean near(String text) {
        return !tooLong(text) && pick(text, true) != NONE;
    }

    @Override
    public boolean nearQuestion(String text) {
        return options.stream().anyMatch(o -> o.words.endsWith("?") && o.grader.near(text));
    }

    @Override
    public boolean attempts(String text) {
        return options.getFirst().grader.attempts(text) || (!tooLong(text) && namesAPlace(SaidMaths.core(text)));
    }

    @Override
    public AnswerCheck grade(String text, boolean spoken) {
        int chosen = tooLong(text) ? NONE : pick(text, spoken);
        if (chosen == SEVERAL) {
            return new AnswerCheck.Unclear(text, "");
        }
        if (chosen == NONE) {
            return new AnswerCheck.Wrong("", new Slip.NotReadable(Slip.NotReadable.Reason.NOT_AN_OPTION));
        }
        AnswerKey.Option option = key.options().get(chosen);
        if (chosen == key.right()) {
            return new AnswerCheck.Right(option.text(), true);
        }
        String id = option.misconceptionId();
        return new AnswerCheck.Wrong(id.isEmpty() ? knownWrong(chosen) : id);
    }

    private String knownWrong(int chosen) {
        String words = bare(options.get(chosen).words);
        String letter = AnswerKey.Choice.letter(chosen).toLowerCase(Locale.ROOT);
        return wrong.stream()
                .filter(w -> bare(w.answer()).equals(words) || bare(w.answer()).equals(letter))
                .map(KnownWrong::misconceptionId)
                .findFirst()
                .orElse("");
    }

    @Override
    public boolean tells(String text, String original) {
        return options.get(key.right()).grader.tells(text, original);
    }

    private static boolean tooLong(String text) {
        return text.length() > SaidMaths.MAX_CHARS;
    }

    private int pick(String text, boolean spoken) {
        String core = SaidMaths.core(text);
        int exact = exact(core, text, spoken);
        if (exact != NONE) {
            return exact;
        }
        List<Integer> held = IntStream.range(0, options.size())
                .filter(i -> options.get(i).maths == null
                        && options.get(i).grader.grade(text, spoken) instanceof AnswerCheck.Right)
                .boxed()
                .toList();
        if (held.size() < 2) {
            return held.isEmpty() ? NONE : held.getFirst();
        }
        // "have been" holds "have": the longest is meant when it holds the others.
        int longest =
                held.stream().reduce((a, b) -> length(b) > length(a) ? b : a).orElseThrow();
        boolean holdsAll = held.stream()
                .allMatch(i -> (" " + options.get(longest).words + " ").contains(" " + options.get(i).words + " "));
        return holdsAll ? longest : SEVERAL;
    }

    private int length(int option) {
        return options.get(option).words.length();
    }

    /** The option that the whole of the text names. */
    private int exact(String core, String text, boolean spoken) {
        int words = words(core, text);
        int letter = place(core).orElse(NONE);
        if (words == NONE || letter == NONE || words == letter) {
            Matcher both = LETTER_AND_WORDS.matcher(core);
            if (words == NONE && letter == NONE && both.matches()) {
                int first = both.group(1).charAt(0) - 'a';
                int second = words(both.group(2), both.group(2));
                return second == NONE || first >= options.size() ? NONE : first == second ? first : SEVERAL;
            }
            return words == NONE ? letter : words;
        }
        // "A" is a letter and "a" an article, for who writes them; nobody can hear the difference.
        if (MARKED_LETTER.matcher(text.strip()).matches()) {
            return letter;
        }
        return spoken ? SEVERAL : words;
    }

    private int words(String core, String text) {
        String plain = core.replace(" ", "");
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).plain.equals(plain) || options.get(i).plain.equals(bare(text))) {
                return i;
            }
        }
        if (MathsReader.read(core) instanceof MathsReading.Read(Statement said)) {
            List<Integer> same = IntStream.range(0, options.size())
                    .filter(i -> said.equals(options.get(i).maths))
                    .boxed()
                    .toList();
            return same.size() == 1 ? same.getFirst() : NONE;
        }
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).maths == null && options.get(i).grader.foresees(text)) {
                return i;
            }
        }
        return NONE;
    }

    /** Whether it is what options are called by, also where there is none of that letter or number. */
    private static boolean namesAPlace(String core) {
        return Stream.of(LETTER, PLACE, NUMBER, CHINESE_PLACE)
                .anyMatch(name -> name.matcher(core).matches());
    }

    private OptionalInt place(String core) {
        Matcher letter = LETTER.matcher(core);
        if (letter.matches()) {
            return within(letter.group(1).charAt(0) - 'a');
        }
        Matcher place = PLACE.matcher(core);
        if (place.matches()) {
            return place.group(1).equals("last")
                    ? OptionalInt.of(options.size() - 1)
                    : within(ORDINALS.indexOf(place.group(1)));
        }
        Matcher number = NUMBER.matcher(core);
        if (number.matches()) {
            String said = number.group(1) == null ? number.group(2) : number.group(1);
            return within(Character.isDigit(said.charAt(0)) ? said.charAt(0) - '1' : NUMBERS.indexOf(said));
        }
        Matcher chinese = CHINESE_PLACE.matcher(core);
        if (chinese.matches()) {
            char said = chinese.group(1).charAt(0);
            return within(said <= '9' ? said - '1' : HAN_NUMBERS.indexOf(said));
        }
        return OptionalInt.empty();
    }

    private OptionalInt within(int index) {
        return index >= 0 && index < options.size() ? OptionalInt.of(index) : OptionalInt.empty();
    }
}
