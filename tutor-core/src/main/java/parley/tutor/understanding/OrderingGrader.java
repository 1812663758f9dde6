package parley.tutor.understanding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Item;
import parley.tutor.understanding.maths.MathsReader;
import parley.tutor.understanding.maths.Rational;
import parley.tutor.understanding.maths.SaidMaths;

/**
 * Grades an order: as the sentence it makes, then part by part. Parts that are numbers are compared by value, for their
 * signs are no words. All parts given, but some out of place, is partly right by how many stand where they belong.
 */
final class OrderingGrader implements AnswerGrader {
    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:[,;|<>]|->|→|\\bthen\\b|\\band\\b)\\s*");

    private static final Pattern SIGN = Pattern.compile("\\d|[=+*/^×÷−]");

    /** The search for parts in a text tries no more ways than this; repeated parts make many. */
    private static final int MOST_TRIES = 5_000;

    private final AnswerKey.Ordering key;
    private final TextGrader text;
    private final List<List<String>> parts;
    private final @Nullable List<Rational> numbers;
    private final @Nullable List<String> signs;
    private final List<KnownWrong> wrong;

    OrderingGrader(AnswerKey.Ordering key, Item item, SpellingSlip slip) {
        this.key = key;
        this.text = TextGrader.of(item, slip);
        this.parts = key.parts().stream().map(WordForms::first).toList();
        this.numbers = numbers(key.parts());
        this.signs = numbers != null
                        || key.parts().stream().anyMatch(p -> SIGN.matcher(p).find())
                ? key.parts().stream().map(OrderingGrader::bare).toList()
                : null;
        this.wrong = KnownWrong.of(item);
    }

    private static @Nullable List<Rational> numbers(List<String> parts) {
        List<Rational> numbers = new ArrayList<>();
        for (String part : parts) {
            Optional<Rational> number = UnitNames.number(part);
            if (number.isEmpty()) {
                return null;
            }
            numbers.add(number.get());
        }
        return new HashSet<>(numbers).size() == numbers.size() ? numbers : null;
    }

    private static String bare(String text) {
        return BETWEEN.matcher(MathsReader.plain(text)).replaceAll("").replace(" ", "");
    }

    @Override
    public boolean foresees(String said) {
        return signs == null ? text.foresees(said) : order(said) != null;
    }

    @Override
    public boolean near(String said) {
        return signs == null ? text.near(said) : order(said) != null;
    }

    @Override
    public boolean nearQuestion(String said) {
        return signs == null ? text.nearQuestion(said) : order(said) != null;
    }

    @Override
    public boolean attempts(String said) {
        return text.attempts(said) || (signs != null && SIGN.matcher(said).find());
    }

    @Override
    public String nearest(String said) {
        return text.nearest(said);
    }

    @Override
    public boolean tells(String said, String original) {
        return text.tells(said, original);
    }

    @Override
    public AnswerCheck grade(String said, boolean spoken) {
        if (signs == null) {
            AnswerCheck check = text.grade(said, spoken);
            if (!(check instanceof AnswerCheck.Wrong(String id, var slip)) || !id.isEmpty()) {
                return check;
            }
        }
        List<Integer> order = order(said);
        if (order == null) {
            return new AnswerCheck.Wrong("");
        }
        int most = 0;
        for (List<Integer> accepted : acceptedOrders()) {
            int placed = (int) IntStream.range(0, order.size())
                    .filter(i -> same(order.get(i), accepted.get(i)))
                    .count();
            if (placed == order.size()) {
                return new AnswerCheck.Right(key.accepted().getFirst(), true);
            }
            most = Math.max(most, placed);
        }
        for (KnownWrong known : wrong) {
            if (order.equals(order(known.answer()))) {
                return new AnswerCheck.Wrong(known.misconceptionId());
            }
        }
        return new AnswerCheck.Wrong("", most > 0 ? new Slip.PartlyRight(most, order.size()) : null);
    }

    private boolean same(int one, int other) {
        return one == other || (parts.get(one).equals(parts.get(other)) && signs == null);
    }

    private List<List<Integer>> acceptedOrders() {
        List<List<Integer>> orders = new ArrayList<>();
        orders.add(IntStream.range(0, parts.size()).boxed().toList());
        for (String accepted : key.accepted()) {
            List<Integer> order = order(accepted);
            if (order != null) {
                orders.add(order);
            }
        }
        return orders;
    }

    /** The parts in the order in which they were said; null when it isn't each of them once. */
    private @Nullable List<Integer> order(String said) {
        if (said.length() > SaidMaths.MAX_CHARS) {
            return null;
        }
        List<Integer> order = numbers == null ? null : numberOrder(SaidMaths.core(said), numbers);
        if (order != null) {
            return order;
        }
        order = new ArrayList<>();
        if (signs != null) {
            return found(bare(SaidMaths.core(said)), order, new int[] {MOST_TRIES}) ? order : null;
        }
        List<String> words = AnswerWords.withoutLeadIn(WordForms.first(said));
        return found(words, 0, order, new int[] {MOST_TRIES}) ? order : null;
    }

    private static @Nullable List<Integer> numberOrder(String said, List<Rational> numbers) {
        String[] pieces = BETWEEN.split(said);
        if (pieces.length != numbers.size()) {
            pieces = said.split(" ");
        }
        List<Integer> order = new ArrayList<>();
        for (String piece : pieces) {
            Optional<Rational> number = UnitNames.number(piece);
            int at = number.map(n -> unused(n, numbers, order)).orElse(-1);
            if (at < 0) {
                return null;
            }
            order.add(at);
        }
        return order.size() == numbers.size() ? order : null;
    }

    private static int unused(Rational number, List<Rational> numbers, List<Integer> order) {
        return IntStream.range(0, numbers.size())
                .filter(i -> numbers.get(i).equals(number) && !order.contains(i))
                .findFirst()
                .orElse(-1);
    }

    private boolean found(String rest, List<Integer> order, int[] triesLeft) {
        if (signs == null || order.size() == signs.size()) {
            return rest.isEmpty();
        }
        for (int i = 0; i < signs.size(); i++) {
            if (!order.contains(i) && rest.startsWith(signs.get(i)) && triesLeft[0]-- > 0) {
                order.add(i);
                if (found(rest.substring(signs.get(i).length()), order, triesLeft)) {
                    return true;
                }
                order.removeLast();
            }
        }
        return false;
    }

    private boolean found(List<String> words, int from, List<Integer> order, int[] triesLeft) {
        if (order.size() == parts.size()) {
            return from == words.size();
        }
        for (int i = 0; i < parts.size(); i++) {
            List<String> part = parts.get(i);
            int to = from + part.size();
            if (!order.contains(i)
                    && to <= words.size()
                    && words.subList(from, to).equals(part)
                    && triesLeft[0]-- > 0) {
                order.add(i);
                if (found(words, to, order, triesLeft)) {
                    return true;
                }
                order.removeLast();
            }
        }
        return false;
    }
}
