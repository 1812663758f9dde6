package parley.evaluation.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import parley.evaluation.check.Check;
import parley.evaluation.check.Check.AnswerIs;
import parley.evaluation.check.Check.AnswerIs.Grade;
import parley.evaluation.check.MoveKinds;
import parley.evaluation.check.PlainText;
import parley.prompts.source.SourcePosition;
import parley.tutor.conversation.ConversationMachine;
import parley.tutor.teaching.TeachingMove.Topic;
import parley.tutor.understanding.Intent;

/** Reads what an {@code expect:} demands. Pure but for the findings that it notes. */
final class CheckReader {
    private static final int MAX_NAME_CHARS = 80;
    private static final int MAX_PART_CHARS = 2_000;
    private static final int MAX_PARTS = 50;
    private static final int MAX_HINTS = 200;

    /** The checks on what a learner's turn was read as; there is none when the tutor speaks first. */
    private static final List<String> OF_A_READING = List.of("intent", "answer", "misconception");

    private final SuiteFields fields;
    private final List<Check> checks = new ArrayList<>();

    private CheckReader(SuiteFields fields) {
        this.fields = fields;
    }

    /** Reads the checks; {@code opens} tells that no turn of the learner is read before this reply. */
    static List<Check> read(SuiteFields fields, boolean opens) {
        return new CheckReader(fields).read(opens);
    }

    private List<Check> read(boolean opens) {
        if (!fields.readable()) {
            return List.of();
        }
        moves("moves", Check.Moves::new);
        moves("moves_contain", Check.MovesContain::new);
        moves("moves_absent", Check.MovesAbsent::new);
        choice("intent", names(Intent.values()), (at, name) -> new Check.IntentIs(at, Intent.valueOf(upper(name))));
        choice("answer", grades(), (at, name) -> new AnswerIs(at, Grade.valueOf(upper(name))));
        id("misconception", Check.MisconceptionIs::new);
        id("asks_item", Check.AsksItem::new);
        id("explains", Check.Explains::new);
        choice(
                "responds_to",
                names(Topic.values()),
                (at, name) -> new Check.RespondsTo(at, Topic.valueOf(upper(name))));
        fields.number("hint", 1, MAX_HINTS).ifPresent(n -> checks.add(new Check.HintIs(fields.at("hint"), n)));
        parts("text_contains", Check.TextContains::new);
        parts("text_absent", Check.TextAbsent::new);
        fields.number("max_chars", 1, ConversationMachine.MAX_REPLY_CHARS)
                .ifPresent(n -> checks.add(new Check.MaxChars(fields.at("max_chars"), n)));
        id("worded_by", Check.WordedBy::new);
        fields.refuseOthers();
        if (opens) {
            OF_A_READING.stream()
                    .filter(fields::has)
                    .forEach(name -> fields.error(
                            name,
                            "nothing of the learner is read in a turn that opens",
                            "check `moves` or the text instead"));
        }
        return checks;
    }

    private void moves(String name, BiFunction<SourcePosition, List<String>, Check> check) {
        var kinds = new ArrayList<String>();
        for (SuiteFields.Text kind : fields.texts(name, MAX_NAME_CHARS, MAX_PARTS)) {
            if (MoveKinds.ALL.contains(kind.value())) {
                kinds.add(kind.value());
            } else {
                fields.error(kind.at(), name, "there is no such move", oneOf(kind.value(), MoveKinds.ALL));
            }
        }
        if (!kinds.isEmpty()) {
            checks.add(check.apply(fields.at(name), kinds));
        }
    }

    private void choice(String name, List<String> allowed, BiFunction<SourcePosition, String, Check> check) {
        Optional<SuiteFields.Text> text = fields.optional(name, MAX_NAME_CHARS);
        if (text.isEmpty()) {
            return;
        }
        if (allowed.contains(text.get().value())) {
            checks.add(check.apply(text.get().at(), text.get().value()));
        } else {
            fields.error(name, "there is no such value", oneOf(text.get().value(), allowed));
        }
    }

    private void id(String name, BiFunction<SourcePosition, String, Check> check) {
        fields.optional(name, MAX_NAME_CHARS).ifPresent(id -> checks.add(check.apply(id.at(), id.value())));
    }

    private void parts(String name, BiFunction<SourcePosition, String, Check> check) {
        for (SuiteFields.Text part : fields.texts(name, MAX_PART_CHARS, MAX_PARTS)) {
            if (PlainText.of(part.value()).isEmpty()) {
                // Every text contains nothing: the check would pass whatever came.
                fields.error(
                        part.at(), name, "there is nothing to look for but Markdown", "write the words to look for");
            } else {
                checks.add(check.apply(part.at(), part.value()));
            }
        }
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static List<String> grades() {
        return Arrays.stream(Grade.values()).map(Grade::fileName).toList();
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static String oneOf(String written, List<String> allowed) {
        String nearest = allowed.stream()
                .filter(name -> name.equalsIgnoreCase(written))
                .map(name -> "did you mean " + name + "? ")
                .findFirst()
                .orElse("");
        return nearest + "use one of " + String.join(", ", allowed);
    }
}
