package parley.prompts.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;

/** Reads one item, merging in what it takes from its concept and its course. */
final class ItemReader {

    /** The most misconceptions of one concept, and of one item. */
    static final int MAX_MISCONCEPTIONS = 50;

    /** What all items of a concept share. */
    record Shared(
            LocalizedText definition, Map<Hint.Rung, LocalizedText> hints, Map<String, Misconception> misconceptions) {}

    private final Ids ids;
    private final Map<String, SourcePosition> taken;
    private final Map<ItemKind, LocalizedText> instructions;
    private final ParametersReader parameters;
    private final CoursePlaces places;

    ItemReader(
            Ids ids,
            Map<String, SourcePosition> taken,
            Map<ItemKind, LocalizedText> instructions,
            Placeholders placeholders,
            CoursePlaces places) {
        this.ids = ids;
        this.taken = taken;
        this.instructions = instructions;
        this.parameters = new ParametersReader(placeholders);
        this.places = places;
    }

    Optional<Item> item(FieldReader fields, Shared shared) {
        String id = ids.read(fields, taken);
        places.item(id, fields.place());
        ItemKind kind = kind(fields);
        Parameters varied = parameters.read(fields);
        Optional<String> text = fields.optionalText("text");
        LocalizedText prompt = prompt(fields, kind, text);
        String say = fields.optionalText("say").orElseGet(() -> ItemTexts.spoken(prompt.in(LocalizedText.FALLBACK)));
        Reveals reveals = new Reveals(shared.misconceptions());
        if (fields.has("misconceptions")) {
            Map<String, SourcePosition> own = new LinkedHashMap<>();
            fields.mappings("misconceptions", MAX_MISCONCEPTIONS, f -> misconception(f, own, kind))
                    .forEach(reveals::own);
        } else {
            fields.optionalText("misconceptions");
        }
        Optional<AnswerKey> key = KeyReader.read(fields, kind, text, reveals);
        fields.optionalMapping("reveals").ifPresent(ideas -> {
            for (String idea : ideas.names()) {
                reveals.add(ideas, idea, idea, wrongAnswers(ideas, idea, kind));
            }
        });
        List<Hint> hints = hints(ladder(fields, "hints"), shared.hints());
        LocalizedText explanation = fields.optionalLocalized("explanation").orElse(shared.definition());
        List<String> vocabulary = fields.optionalTexts("vocabulary");
        fields.refuseOthers();
        List<Misconception> misconceptions = reveals.all();
        for (Misconception misconception : misconceptions) {
            if (misconception.answers().isEmpty()) {
                fields.error(
                        "misconceptions",
                        Said.of("no answer reveals the misconception {}", misconception.id()),
                        "give it answers, or an option that reveals it");
            }
        }
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Item item = new Item(id, kind, prompt, say, key.get(), hints, explanation, vocabulary, misconceptions, varied);
        return Optional.of(varied != null ? item : Arrangement.arranged(item, Arrangement.seedOf(id)));
    }

    /** A ladder of hints by rung, in the order of the rungs. */
    static Map<Hint.Rung, LocalizedText> ladder(FieldReader fields, String name) {
        Map<Hint.Rung, LocalizedText> ladder = new EnumMap<>(Hint.Rung.class);
        fields.optionalMapping(name).ifPresent(rungs -> {
            for (String rung : rungs.names()) {
                Optional<Hint.Rung> known = Hint.Rung.named(rung);
                if (known.isPresent()) {
                    ladder.put(known.get(), rungs.localized(rung));
                } else {
                    rungs.error(
                            rung,
                            "there is no such rung",
                            Said.of(
                                    "use {}",
                                    String.join(
                                            ", ",
                                            Arrays.stream(Hint.Rung.values())
                                                    .map(Hint.Rung::fileName)
                                                    .toList())));
                }
            }
        });
        return ladder;
    }

    /** A misconception of a concept, to which items refer, or with answers that of an item. */
    Misconception misconception(FieldReader fields, Map<String, SourcePosition> taken, ItemKind kind) {
        String id = ids.read(fields, taken);
        List<String> answers = kind == ItemKind.MULTIPLE_CHOICE && !fields.has("answers")
                ? List.of()
                : wrongAnswers(fields, "answers", kind);
        return misconception(fields, id, answers);
    }

    Misconception misconceptionOfConcept(FieldReader fields, Map<String, SourcePosition> taken) {
        return misconception(fields, ids.read(fields, taken), List.of());
    }

    private static Misconception misconception(FieldReader fields, String id, List<String> answers) {
        LocalizedText feedback = fields.localized("feedback");
        boolean typedOnly = fields.optionalFlag("typed-only");
        Misconception.Contrast contrast = fields.optionalMapping("contrast")
                .map(pair -> {
                    Misconception.Contrast read =
                            new Misconception.Contrast(pair.text("wrong"), pair.text("right"), pair.localized("why"));
                    pair.refuseOthers();
                    return read;
                })
                .orElse(null);
        fields.refuseOthers();
        return new Misconception(id, answers, feedback, typedOnly, contrast);
    }

    /** Wrong answers in the notation of the kind: only words know alternatives in braces. */
    private static List<String> wrongAnswers(FieldReader fields, String name, ItemKind kind) {
        return switch (kind) {
            case NUMERIC, EXPRESSION, MULTIPLE_CHOICE -> fields.texts(name);
            case ROLE_PLAY, TRANSFORM, FILL_GAP, SHORT_ANSWER, SPOKEN_RESPONSE, ORDERING, CLOZE ->
                KeyReader.patterns(fields, name);
        };
    }

    private LocalizedText prompt(FieldReader fields, ItemKind kind, Optional<String> text) {
        Optional<LocalizedText> prompt = fields.optionalLocalized("prompt");
        if (prompt.isEmpty() && text.isEmpty() && !(kind == ItemKind.ORDERING && instructions.containsKey(kind))) {
            fields.error("prompt", "the item has neither a prompt nor a text", "add `prompt:` or `text:`");
            return FieldReader.NOTHING;
        }
        String shown = text.map(t -> KeyReader.shown(kind, t)).orElse("");
        LocalizedText lead = prompt.orElseGet(() -> instructions.getOrDefault(kind, FieldReader.NOTHING));
        Map<String, String> byLocale = new LinkedHashMap<>();
        for (String locale : fields.locales()) {
            byLocale.put(locale, "");
        }
        if (!lead.equals(FieldReader.NOTHING)) {
            byLocale.clear();
            byLocale.putAll(lead.byLocale());
        }
        byLocale.replaceAll((locale, words) -> (words + " " + shown).strip());
        if (byLocale.containsValue("")) {
            fields.error("prompt", "nothing says what to do", "add `prompt:`, or instructions to the course");
        }
        return new LocalizedText(byLocale);
    }

    private static List<Hint> hints(Map<Hint.Rung, LocalizedText> own, Map<Hint.Rung, LocalizedText> ofConcept) {
        Map<Hint.Rung, LocalizedText> merged = new EnumMap<>(Hint.Rung.class);
        merged.putAll(ofConcept);
        merged.putAll(own);
        List<Hint> hints = new ArrayList<>();
        merged.forEach((rung, text) -> hints.add(new Hint(rung, text)));
        return hints;
    }

    static ItemKind kind(FieldReader fields) {
        String name = fields.text("kind");
        Optional<ItemKind> kind = ItemKind.named(name);
        if (kind.isEmpty() && !name.isEmpty()) {
            fields.error("kind", "there is no such kind of item", Said.of("use one of {}", kinds()));
        }
        return kind.orElse(ItemKind.SHORT_ANSWER);
    }

    static String kinds() {
        return String.join(
                ", ", Arrays.stream(ItemKind.values()).map(ItemKind::fileName).toList());
    }
}
