package parley.tutor.understanding;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Item;
import parley.tutor.understanding.maths.Equivalence;
import parley.tutor.understanding.maths.Expression;
import parley.tutor.understanding.maths.MathsReader;
import parley.tutor.understanding.maths.MathsReading;
import parley.tutor.understanding.maths.MathsText;
import parley.tutor.understanding.maths.Rational;
import parley.tutor.understanding.maths.Refusal;
import parley.tutor.understanding.maths.SaidMaths;
import parley.tutor.understanding.maths.Statement;
import parley.tutor.understanding.maths.WrittenForm;

/**
 * Grades numbers by their value: exactly, or within the tolerance, after conversion into the item's own unit.
 *
 * <p>In this order: a misconception as it is written, the right value (then its unit, its form), a misconception by its
 * value, a value that is merely not precise. A chain such as {@code 3/4 + 1/8 = 7/8} answers with its last side.
 */
final class NumericGrader implements AnswerGrader {
    /** Up to so many times the tolerance a value is called not precise; beyond it, wrong. */
    private static final Rational NEARLY = Rational.of(3);

    private static final Pattern ATTEMPT = Pattern.compile("\\d|[=+*/^]");
    private static final Pattern PERCENT_SIGN = Pattern.compile("^(?:%|percent|per cent)$");

    /**
     * A number that was said.
     *
     * @param written as it stands, to look at its form
     * @param factor as {@link UnitNames.Split#factor()}
     */
    private record Said(
            Expression written,
            Rational value,
            String unit,
            @Nullable Rational factor) {
        Rational inOwnUnit() {
            return factor == null ? value : value.times(factor);
        }
    }

    private record Wrong(String bare, @Nullable Said said, String id) {}

    private final AnswerKey.Numeric key;
    private final UnitNames units;
    private final Rational value;
    private final Rational tolerance;
    private final Set<String> taskWords;
    private final List<Wrong> wrong = new ArrayList<>();

    /** @throws IllegalArgumentException when the key is no number */
    NumericGrader(AnswerKey.Numeric key, Item item) {
        this.key = key;
        this.units = new UnitNames(key);
        this.value = number(key.value());
        this.tolerance = number(key.tolerance()).abs();
        this.taskWords = AnswerGrader.taskWords(item);
        for (KnownWrong known : KnownWrong.of(item)) {
            Said said = read(known.answer());
            wrong.add(new Wrong(MathsReader.bare(known.answer()), said, known.misconceptionId()));
        }
    }

    private static Rational number(String text) {
        return UnitNames.number(text).orElseThrow(() -> new IllegalArgumentException("the answer is no number"));
    }

    @Override
    public boolean foresees(String text) {
        return text.length() <= SaidMaths.MAX_CHARS && read(text) != null;
    }

    @Override
    public boolean attempts(String text) {
        return text.length() > SaidMaths.MAX_CHARS
                || ATTEMPT.matcher(MathsReader.plain(text)).find();
    }

    @Override
    public AnswerCheck grade(String text, boolean spoken) {
        if (text.length() > SaidMaths.MAX_CHARS) {
            return new AnswerCheck.Wrong("", new Slip.NotReadable(Slip.NotReadable.Reason.TOO_LARGE));
        }
        Said said = read(text);
        if (said == null) {
            List<SaidMaths.Line> lines = SaidMaths.lines(text, Set.of());
            said = read(lines.getLast().written());
            if (said == null) {
                return notReadable(text, lines.getLast());
            }
        }
        return graded(said, MathsReader.bare(SaidMaths.core(text)));
    }

    private AnswerCheck notReadable(String text, SaidMaths.Line last) {
        MathsReading reading = last.reading();
        if (reading instanceof MathsReading.Refused(Refusal why) && why == Refusal.NOT_MATHS) {
            reading = SaidMaths.within(text, Set.of());
        }
        if (reading instanceof MathsReading.Read(Statement statement)) {
            Said found = said(statement, "", Rational.ONE);
            return found == null ? new AnswerCheck.Wrong("") : graded(found, "");
        }
        Refusal why = reading instanceof MathsReading.Refused(Refusal refusal) ? refusal : Refusal.NOT_MATHS;
        return new AnswerCheck.Wrong("", NotReadableReasons.slip(why));
    }

    private AnswerCheck graded(Said said, String bare) {
        for (Wrong known : wrong) {
            if (known.bare.equals(bare)
                    && !bare.equals(MathsReader.bare(key.accepted().getFirst()))) {
                return new AnswerCheck.Wrong(known.id);
            }
        }
        Rational off = said.inOwnUnit().minus(value).abs();
        if (off.compareTo(tolerance) <= 0) {
            return rightValue(said);
        }
        for (Wrong known : wrong) {
            if (known.said != null && sameValue(said, known.said)) {
                return new AnswerCheck.Wrong(known.id);
            }
        }
        if (isPercent()
                && said.unit.isEmpty()
                && said.value.times(Rational.of(100)).equals(value)) {
            return new AnswerCheck.Wrong("", new Slip.WrongForm("percent"));
        }
        return new AnswerCheck.Wrong("", imprecise(said, off) ? new Slip.NotPrecise() : null);
    }

    private AnswerCheck rightValue(Said said) {
        if (said.factor == null) {
            boolean unasked =
                    key.unit().isEmpty() && PERCENT_SIGN.matcher(said.unit).matches();
            return new AnswerCheck.Wrong(
                    "", unasked ? new Slip.WrongForm("number") : new Slip.WrongUnit(said.unit, key.unit()));
        }
        if (!key.unit().isEmpty() && said.unit.isEmpty()) {
            return new AnswerCheck.Wrong("", new Slip.MissingUnit(key.unit()));
        }
        if (!said.written.isPlainNumber()) {
            return new AnswerCheck.Wrong("", new Slip.WrongForm("number"));
        }
        if (key.lowestTerms() && !WrittenForm.inLowestTerms(said.written)) {
            return new AnswerCheck.Wrong("", new Slip.WrongForm("lowest-terms"));
        }
        return new AnswerCheck.Right(key.accepted().getFirst(), true);
    }

    private boolean sameValue(Said said, Said known) {
        boolean comparable = said.factor == null ? said.unit.equals(known.unit) : known.factor != null;
        return comparable && said.inOwnUnit().equals(known.inOwnUnit());
    }

    /** Little beyond the tolerance; or, where none is allowed, the value rounded. */
    private boolean imprecise(Said said, Rational off) {
        if (said.factor == null) {
            return false;
        }
        if (!tolerance.isZero()) {
            return off.compareTo(tolerance.times(NEARLY)) <= 0;
        }
        return said.written instanceof Expression.Num(Rational rounded, int decimals)
                && decimals > 0
                && off.times(Rational.of(2)).compareTo(lastPlace(decimals)) <= 0;
    }

    private static Rational lastPlace(int decimals) {
        return new Rational(BigInteger.ONE, BigInteger.TEN.pow(decimals));
    }

    private boolean isPercent() {
        return PERCENT_SIGN.matcher(key.unit()).matches();
    }

    /** The number that the whole of {@code text} is, with what is said around it; null when it is none. */
    private @Nullable Said read(String text) {
        if (text.length() > MathsText.MAX_CHARS) {
            return null;
        }
        String core = SaidMaths.core(text);
        Optional<Rational> compound = units.compound(core);
        if (compound.isPresent()) {
            return new Said(new Expression.Num(compound.get().abs(), 0), compound.get(), key.unit(), Rational.ONE);
        }
        for (UnitNames.Split split : units.splits(core)) {
            if (MathsReader.read(split.number()) instanceof MathsReading.Read(Statement statement)) {
                Said said = said(statement, split);
                if (said != null) {
                    return said;
                }
            }
        }
        return null;
    }

    private @Nullable Said said(Statement statement, UnitNames.Split split) {
        if (split.factor() == null && key.unit().isEmpty()) {
            if (ofTask(split.unit())) {
                return said(statement, "", Rational.ONE);
            }
            Said said = said(statement, split.unit(), null);
            boolean percent = said != null && PERCENT_SIGN.matcher(split.unit()).matches();
            return percent && said != null
                    ? new Said(said.written, said.value.over(Rational.of(100)), said.unit, null)
                    : said;
        }
        return said(statement, split.unit(), split.factor());
    }

    /** Whether a bare number was merely given with what it counts: "12 apples". */
    private boolean ofTask(String words) {
        List<String> all = WordForms.first(words);
        return !all.isEmpty() && all.stream().allMatch(taskWords::contains);
    }

    private static @Nullable Said said(Statement statement, String unit, @Nullable Rational factor) {
        boolean named = statement.isEquation() && statement.left() instanceof Expression.Letter;
        if (!named && !statement.letters().isEmpty()) {
            return null;
        }
        return Equivalence.value(statement.right())
                .map(v -> new Said(statement.right(), v, unit, factor))
                .orElse(null);
    }
}
