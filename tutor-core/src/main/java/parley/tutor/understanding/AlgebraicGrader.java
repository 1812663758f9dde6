package parley.tutor.understanding;

import java.util.ArrayList;
import java.util.HashSet;
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
import parley.tutor.understanding.maths.Refusal;
import parley.tutor.understanding.maths.SaidMaths;
import parley.tutor.understanding.maths.Statement;
import parley.tutor.understanding.maths.WrittenForm;

/**
 * Grades expressions and equations by what they are equivalent to, and a shown working by its last line.
 *
 * <p>The key may be a solution ({@code x = 5}; {@code 5} alone will do), another equation (any with the same solutions),
 * or an expression (any of the same value; a chain of equal expressions answers with its last). In this order: a
 * misconception as it is written, the right value (then its form), a misconception by its value; in what is wrong the
 * first step of a working that does not follow from the one before is pointed out.
 */
final class AlgebraicGrader implements AnswerGrader {
    private static final Pattern DIGIT_OR_SIGN = Pattern.compile("\\d|[=+*/^()]");

    private record Wrong(String bare, @Nullable Statement statement, String id) {}

    private final AnswerKey.Algebraic key;
    private final Statement answer;
    private final @Nullable Statement start;
    private final Equivalence equivalence;
    private final WrittenForm form;
    private final Set<Character> letters;
    private final List<Wrong> wrong = new ArrayList<>();

    /** @throws IllegalArgumentException when the key or its start cannot be read */
    AlgebraicGrader(AnswerKey.Algebraic key, Item item, Equivalence equivalence) {
        this.key = key;
        this.equivalence = equivalence;
        this.form = equivalence.form();
        this.answer = statement(key.expression());
        this.start = key.start() == null ? null : statement(key.start());
        this.letters = new HashSet<>(answer.letters());
        if (start != null) {
            letters.addAll(start.letters());
        }
        for (KnownWrong known : KnownWrong.of(item)) {
            Statement statement = MathsReader.read(known.answer(), letters) instanceof MathsReading.Read(Statement read)
                    ? read
                    : null;
            wrong.add(new Wrong(MathsReader.bare(known.answer()), statement, known.misconceptionId()));
        }
    }

    /** The letters of a text that is known to be mathematics may stand side by side. */
    private static Statement statement(String text) {
        Set<Character> all = new HashSet<>();
        for (char c = 'a'; c <= 'z'; c++) {
            all.add(c);
        }
        for (Set<Character> together : List.of(Set.<Character>of(), all)) {
            if (MathsReader.read(text, together) instanceof MathsReading.Read(Statement statement)) {
                return statement;
            }
        }
        throw new IllegalArgumentException("the answer cannot be read as mathematics");
    }

    @Override
    public boolean foresees(String text) {
        return SaidMaths.lines(text, letters).stream()
                .allMatch(l -> l.statement() != null
                        && (isOurs(l.statement())
                                || MathsReader.bare(l.written()).matches(".*\\d.*")));
    }

    private boolean isOurs(Statement statement) {
        return statement.letters().stream().anyMatch(letters::contains);
    }

    @Override
    public boolean attempts(String text) {
        return text.length() > SaidMaths.MAX_CHARS
                || DIGIT_OR_SIGN.matcher(MathsReader.plain(text)).find()
                || SaidMaths.lines(text, letters).stream()
                        .anyMatch(l -> l.statement() != null && isOurs(l.statement()));
    }

    @Override
    public AnswerCheck grade(String text, boolean spoken) {
        List<SaidMaths.Line> lines = SaidMaths.lines(text, letters);
        Statement last = lines.getLast().statement();
        if (last == null) {
            MathsReading within =
                    lines.getLast().reading() instanceof MathsReading.Refused(Refusal why) && why != Refusal.NOT_MATHS
                            ? lines.getLast().reading()
                            : SaidMaths.within(text, letters);
            if (!(within instanceof MathsReading.Read(Statement found))) {
                Refusal refusal = within instanceof MathsReading.Refused(Refusal refused) ? refused : Refusal.NOT_MATHS;
                return new AnswerCheck.Wrong("", NotReadableReasons.slip(refusal));
            }
            return graded(found, List.of(), text);
        }
        return graded(last, lines, text);
    }

    private AnswerCheck graded(Statement last, List<SaidMaths.Line> lines, String text) {
        Statement said = result(last);
        String bare = MathsReader.bare(lines.size() == 1 ? SaidMaths.core(text) : "");
        for (Wrong known : wrong) {
            boolean asWritten = known.bare.equals(bare) || said.equals(known.statement);
            if (asWritten && !said.equals(answer)) {
                return new AnswerCheck.Wrong(known.id, firstWrongStep(lines));
            }
        }
        Optional<Boolean> right = agrees(said, answer);
        if (right.isEmpty()) {
            return new AnswerCheck.Unclear(text, "");
        }
        if (right.get()) {
            return wrongForm(said, last)
                    .<AnswerCheck>map(wanted -> new AnswerCheck.Wrong("", new Slip.WrongForm(wanted)))
                    .orElseGet(() -> new AnswerCheck.Right(key.expression(), true));
        }
        Slip slip = firstWrongStep(lines);
        for (Wrong known : wrong) {
            if (known.statement != null
                    && !agrees(known.statement, answer).orElse(true)
                    && agrees(said, known.statement).orElse(false)) {
                return new AnswerCheck.Wrong(known.id, slip);
            }
        }
        return new AnswerCheck.Wrong("", slip);
    }

    /** One line alone is an answer, and no working. */
    private @Nullable Slip firstWrongStep(List<SaidMaths.Line> lines) {
        return lines.size() > 1 ? new Working(equivalence, start == null ? answer : start).firstWrongStep(lines) : null;
    }

    /** What a line comes to: of a chain of expressions, and of a named expression, the last side. */
    private Statement result(Statement said) {
        if (!answer.isExpression() || said.isExpression()) {
            return said;
        }
        boolean named = said.isEquation()
                && said.left() instanceof Expression.Letter(char name)
                && !answer.letters().contains(name);
        boolean chain =
                said.sides().size() > 2 || equivalence.equal(said.left(), answer.left()) || restates(said.left());
        return named || chain ? new Statement(List.of(said.right())) : said;
    }

    private boolean restates(Expression left) {
        return start != null && start.isExpression() && equivalence.equal(left, start.left());
    }

    /** Whether what was said comes to the same as {@code wanted}, the form aside; empty when not decided in time. */
    private Optional<Boolean> agrees(Statement said, Statement wanted) {
        if (wanted.isExpression()) {
            return Optional.of(said.isExpression() && equivalence.equal(said.left(), wanted.left()));
        }
        Optional<Statement.Solution> solution = wanted.solution();
        if (said.isExpression()) {
            return Optional.of(solution.isPresent()
                    && equivalence.equal(said.left(), solution.get().value()));
        }
        return said.isEquation() ? equivalence.sameSolutions(said, wanted) : Optional.of(false);
    }

    /** The form that is wanted and was not given. */
    private Optional<String> wrongForm(Statement said, Statement last) {
        Optional<Statement.Solution> wanted = answer.solution();
        Expression result = said.right();
        if (wanted.isPresent() && !said.isExpression()) {
            Optional<Statement.Solution> given = said.solution();
            if (given.isEmpty() || given.get().unknown() != wanted.get().unknown()) {
                return Optional.of("solved");
            }
            result = given.get().value();
        }
        Expression model = wanted.map(Statement.Solution::value).orElse(answer.right());
        boolean comesToANumber = answer.isExpression() || wanted.isPresent();
        if (comesToANumber && model.isPlainNumber() && !result.isPlainNumber()) {
            return Optional.of("number");
        }
        if (answer.isExpression()
                && start != null
                && last.isExpression()
                && last.equals(start)
                && !last.equals(answer)) {
            return Optional.of("simplified");
        }
        return asAsked(said, result);
    }

    private Optional<String> asAsked(Statement said, Expression result) {
        List<Expression> sides = said.isExpression() ? List.of(result) : said.sides();
        return switch (key.form()) {
            case ANY -> Optional.empty();
            case SIMPLIFIED -> {
                if (sides.stream().allMatch(WrittenForm::isSimplified)) {
                    yield Optional.empty();
                }
                yield Optional.of(result.isPlainNumber() ? "lowest-terms" : "simplified");
            }
            case EXPANDED ->
                sides.stream().allMatch(WrittenForm::isExpanded) ? Optional.empty() : Optional.of("expanded");
            case FACTORED -> form.isFactored(result) ? Optional.empty() : Optional.of("factored");
        };
    }
}
