package parley.api.authoring.oatutor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import parley.api.authoring.oatutor.PlainMath.NoPlainForm;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Hint;
import parley.prompts.course.ItemKind;
import parley.prompts.course.SpokenForm;

/**
 * An OATutor step as an item of a course file.
 *
 * @param prompt the task
 * @param answers the right answer, and for words whatever else is accepted
 * @param others the wrong options of a choice
 * @param hints by rung
 * @param hintsLeftOut how many pieces of help found no rung, or told the answer
 */
record ImportedItem(
        String id,
        ItemKind kind,
        String prompt,
        List<String> answers,
        List<String> others,
        Map<Hint.Rung, String> hints,
        int hintsLeftOut) {

    private static final Pattern NUMBER = Pattern.compile("-?(?:[0-9]{1,12} [0-9]{1,6}/[1-9][0-9]{0,5}"
            + "|[0-9]{1,12}/[1-9][0-9]{0,11}|[0-9]{1,12}(?:\\.[0-9]{1,12})?)");
    private static final Pattern EXPRESSION = Pattern.compile("[-0-9a-zA-Z+*/^().= ]{1,200}");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z]{2,}");
    private static final int LONGEST_PROMPT = 2_000;

    ImportedItem {
        answers = List.copyOf(answers);
        others = List.copyOf(others);
    }

    static ImportedItem of(OatutorStep step) throws NoPlainForm {
        if (step.answers().isEmpty()) {
            throw new NoPlainForm("it has no answer");
        }
        List<String> parts = new ArrayList<>();
        for (String part : step.task()) {
            parts.add(PlainMath.of(part));
        }
        String prompt = String.join(" ", parts).strip();
        if (prompt.isEmpty() || prompt.length() > LONGEST_PROMPT) {
            throw new NoPlainForm(prompt.isEmpty() ? "it has no task" : "its task is too long to be heard");
        }
        ItemKind kind;
        List<String> answers;
        List<String> others = List.of();
        if ("MultipleChoice".equals(step.problemType())) {
            kind = ItemKind.MULTIPLE_CHOICE;
            answers = List.of(rightChoice(step));
            others = otherChoices(step, answers.getFirst());
        } else if (!"TextBox".equals(step.problemType())) {
            throw new NoPlainForm("its type is " + (step.problemType().isEmpty() ? "not given" : "another"));
        } else {
            answers = typed(step);
            kind = NUMBER.matcher(answers.getFirst()).matches()
                    ? ItemKind.NUMERIC
                    : "string".equals(step.answerType()) && !looksLikeMaths(answers.getFirst())
                            ? ItemKind.SHORT_ANSWER
                            : ItemKind.EXPRESSION;
        }
        String id = slug(step.id());
        Map<Hint.Rung, String> hints = new LinkedHashMap<>();
        int leftOut = hints(step, answers, hints);
        return new ImportedItem(id, kind, prompt, answers, others, hints, leftOut);
    }

    /** A name as an id: small letters, digits and hyphens, at most 80. */
    static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return slug.isEmpty()
                ? "x"
                : slug.substring(0, Math.min(slug.length(), 80)).replaceAll("-+$", "");
    }

    private static String rightChoice(OatutorStep step) throws NoPlainForm {
        if ("multipleselect".equals(step.answerType()) || step.answers().size() > 1) {
            throw new NoPlainForm("several choices are right together");
        }
        return PlainMath.of(step.answers().getFirst());
    }

    private static List<String> otherChoices(OatutorStep step, String right) throws NoPlainForm {
        Set<String> others = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>(Set.of(plain(right)));
        boolean found = false;
        for (String choice : step.choices()) {
            String option = PlainMath.of(choice);
            found |= plain(option).equals(plain(right));
            if (!option.isEmpty() && seen.add(plain(option))) {
                others.add(option);
            }
        }
        if (!found || right.isEmpty()) {
            throw new NoPlainForm("its answer is none of its choices");
        }
        if (others.isEmpty() || others.size() >= AnswerKey.Choice.MAX_OPTIONS) {
            throw new NoPlainForm("it has not two to eight different choices");
        }
        return List.copyOf(others);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }

    private static List<String> typed(OatutorStep step) throws NoPlainForm {
        Set<String> answers = new LinkedHashSet<>();
        for (String raw : step.answers()) {
            String answer = PlainMath.of(raw)
                    .replace("**", "^")
                    .replaceAll("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "")
                    .replaceFirst("^\\$ ?(?=[0-9])", "");
            if ("string".equals(step.answerType())
                    && !looksLikeMaths(answer)
                    && !NUMBER.matcher(answer).matches()) {
                if (SpokenForm.of(answer).isEmpty() || answer.matches(".*[{}|<>=∪∞≈±].*")) {
                    throw new NoPlainForm("its answer is neither words nor plain maths");
                }
                answers.add(answer);
            } else if (NUMBER.matcher(answer).matches()
                    || (EXPRESSION.matcher(answer).matches() && onlySmallNames(answer))) {
                answers.add(answer);
            } else {
                throw new NoPlainForm("its answer is not plain maths");
            }
        }
        return List.copyOf(answers);
    }

    private static boolean looksLikeMaths(String answer) {
        return EXPRESSION.matcher(answer).matches()
                && onlySmallNames(answer)
                && answer.chars().anyMatch(c -> "0123456789=^*/+".indexOf(c) >= 0);
    }

    /** Whether its letters are unknowns: x and y, and square roots; names of functions are not graded. */
    private static boolean onlySmallNames(String answer) {
        String rest = answer.replace("sqrt(", "(");
        return !LONG_WORD.matcher(rest).find()
                || (rest.chars().noneMatch(c -> c == ' ') && rest.matches("(?:[^a-zA-Z]*[a-z]{1,2}[^a-zA-Z]*)+"));
    }

    private static int hints(OatutorStep step, List<String> answers, Map<Hint.Rung, String> hints) {
        int leftOut = 0;
        for (OatutorStep.OatutorHint hint : step.hints()) {
            String text;
            try {
                String title = PlainMath.of(hint.title());
                String body = PlainMath.of(hint.text());
                text = title.isEmpty() || body.startsWith(title)
                        ? body
                        : body.isEmpty() ? title : title.replaceAll("[.:]+$", "") + ": " + body;
            } catch (NoPlainForm e) {
                leftOut++;
                continue;
            }
            Hint.Rung rung = !hints.containsKey(Hint.Rung.POINT) && !hint.scaffold()
                    ? Hint.Rung.POINT
                    : hint.scaffold() && !hints.containsKey(Hint.Rung.QUESTION)
                            ? Hint.Rung.QUESTION
                            : Hint.Rung.PARTIAL_STEP;
            if (text.isEmpty() || hints.containsKey(rung) || tells(text, answers)) {
                leftOut++;
            } else {
                hints.put(rung, text);
            }
        }
        return leftOut;
    }

    /** Whether a hint tells the answer, as the last ones of a pathway mostly do. */
    private static boolean tells(String text, List<String> answers) {
        String words = " " + text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ") + " ";
        return answers.stream()
                .map(answer -> answer.toLowerCase(Locale.ROOT))
                .anyMatch(answer -> Pattern.compile(
                                "(?<![0-9a-z./^-])" + Pattern.quote(answer) + "(?![0-9a-z/^]|\\.[0-9])")
                        .matcher(words)
                        .find());
    }
}
