package parley.tutor.understanding.maths;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A polynomial with exact coefficients: each product of letters, such as {@code xxy} for x²y, with what it is multiplied
 * by; no coefficient is zero. Immutable.
 *
 * <p>At most {@value #MAX_TERMS} terms of a degree of at most {@value #MAX_DEGREE}; what would be larger is refused, so
 * each operation is bounded.
 */
record Polynomial(SortedMap<String, Rational> terms) {
    static final int MAX_TERMS = 200;
    static final int MAX_DEGREE = 40;

    static final Polynomial ZERO = new Polynomial(new TreeMap<>());

    static Polynomial of(Rational constant) {
        TreeMap<String, Rational> terms = new TreeMap<>();
        add(terms, "", constant);
        return new Polynomial(terms);
    }

    static Polynomial of(char letter) {
        TreeMap<String, Rational> terms = new TreeMap<>();
        terms.put(String.valueOf(letter), Rational.ONE);
        return new Polynomial(terms);
    }

    Polynomial plus(Polynomial other) {
        TreeMap<String, Rational> sum = new TreeMap<>(terms);
        other.terms.forEach((letters, factor) -> add(sum, letters, factor));
        return bounded(sum);
    }

    Polynomial times(Rational factor) {
        TreeMap<String, Rational> product = new TreeMap<>();
        terms.forEach((letters, own) -> add(product, letters, own.times(factor)));
        return new Polynomial(product);
    }

    Polynomial negated() {
        return times(Rational.of(-1));
    }

    Polynomial times(Polynomial other) {
        if (degree() + other.degree() > MAX_DEGREE) {
            throw Refusal.TOO_LARGE.because();
        }
        TreeMap<String, Rational> product = new TreeMap<>();
        for (Map.Entry<String, Rational> a : terms.entrySet()) {
            for (Map.Entry<String, Rational> b : other.terms.entrySet()) {
                add(product, merged(a.getKey(), b.getKey()), a.getValue().times(b.getValue()));
            }
            bounded(product);
        }
        return new Polynomial(product);
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    boolean isConstant() {
        return terms.isEmpty() || (terms.size() == 1 && terms.containsKey(""));
    }

    Rational constant() {
        return terms.getOrDefault("", Rational.ZERO);
    }

    /** The highest number of letters in a term; 0 for a constant. */
    int degree() {
        return terms.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** Whether this is {@code other} times a number that isn't zero. */
    boolean isMultipleOf(Polynomial other) {
        if (isZero() || other.isZero()) {
            return isZero() && other.isZero();
        }
        if (!terms.keySet().equals(other.terms.keySet())) {
            return false;
        }
        String first = terms.firstKey();
        Rational ratio = coefficient(first).over(other.coefficient(first));
        return equals(other.times(ratio));
    }

    Rational coefficient(String letters) {
        return terms.getOrDefault(letters, Rational.ZERO);
    }

    private static void add(TreeMap<String, Rational> terms, String letters, Rational factor) {
        Rational sum = terms.getOrDefault(letters, Rational.ZERO).plus(factor);
        if (sum.isZero()) {
            terms.remove(letters);
        } else {
            terms.put(letters, sum);
        }
    }

    private static Polynomial bounded(TreeMap<String, Rational> terms) {
        if (terms.size() > MAX_TERMS) {
            throw Refusal.TOO_LARGE.because();
        }
        return new Polynomial(terms);
    }

    private static String merged(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a + b;
        }
        char[] letters = (a + b).toCharArray();
        java.util.Arrays.sort(letters);
        return new String(letters);
    }
}
