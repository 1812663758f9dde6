package parley.tutor.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.Unit;
import parley.prompts.library.PhraseBook;
import parley.prompts.library.PhraseKey;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;

/**
 * Words replies from the course and the phrase book alone, so that the tutor is never without words. Needs no network and
 * never fails. Stateless and thread-safe.
 *
 * <p>Variants of a phrase go round with the number of replies heard. Explanations are in the learner's language; what is
 * practised stays English.
 */
public final class AuthoredWording implements Wording {
    /** What {@link Wording.WordingOutcome.Worded#wordedBy} says of these words. */
    public static final String NAME = "authored";

    private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern HOW_ARE_YOU = Pattern.compile("how (are|is|do) |how's|你好吗|怎么样");
    private static final Pattern THANKS = Pattern.compile("\\bthank|谢");
    private static final Pattern WHO = Pattern.compile("who |name|robot|human|real|person|\\bai\\b|谁|叫|机器人|真人|是人");

    private final Course course;
    private final PhraseBook phrases;

    public AuthoredWording(Course course, PhraseBook phrases) {
        this.course = course;
        this.phrases = phrases;
    }

    @Override
    public WordingOutcome word(ReplyRequest request, WordingSink sink) throws InterruptedException {
        return stream(paragraphs(request), sink);
    }

    /** Words only what the learner is to do next, for a reply that someone else began. */
    WordingOutcome wordQuestion(ReplyRequest request, WordingSink sink) throws InterruptedException {
        List<String> paragraphs = paragraphs(request);
        return stream(paragraphs.subList(paragraphs.size() - 1, paragraphs.size()), sink);
    }

    private static WordingOutcome stream(List<String> paragraphs, WordingSink sink) throws InterruptedException {
        for (String sentence : SentenceSplitter.split(String.join("\n\n", paragraphs))) {
            sink.text(sentence);
        }
        return new WordingOutcome.Worded(NAME);
    }

    /** The reply's paragraphs, at least one, the last of which says what to do next. */
    private List<String> paragraphs(ReplyRequest request) {
        List<String> paragraphs = new ArrayList<>();
        for (int i = 0; i < request.moves().size(); i++) {
            String words = new Reply(request, i).words().strip();
            if (!words.isEmpty()) {
                paragraphs.add(words);
            }
        }
        if (paragraphs.isEmpty()) {
            paragraphs.add(phrases.line(PhraseKey.DIDNT_CATCH, request.locale(), 0));
        }
        return paragraphs;
    }

    /** One move of a request, with the moves around it. */
    private final class Reply {
        private final ReplyRequest request;
        private final int index;
        private final String locale;
        private final int variant;

        Reply(ReplyRequest request, int index) {
            this.request = request;
            this.index = index;
            this.locale = request.locale();
            this.variant = (int) Math.floorMod(request.progress().replies(), 1_000_000L);
        }

        String words() {
            return switch (request.moves().get(index)) {
                case TeachingMove.Welcome welcome -> welcome(welcome);
                case TeachingMove.Ask ask -> ask(ask);
                case TeachingMove.Praise praise -> praise(praise);
                case TeachingMove.Recast recast ->
                    line(PhraseKey.RECAST, "corrected", recast.correction().corrected());
                case TeachingMove.TryAgain tryAgain -> tryAgain(tryAgain);
                case TeachingMove.Hint hint -> hint(hint);
                case TeachingMove.Explain explain ->
                    course.concept(explain.conceptId()).map(this::explain).orElse("");
                case TeachingMove.Reveal reveal ->
                    course.item(reveal.itemId()).map(this::reveal).orElse("");
                case TeachingMove.Clarify clarify -> clarify(clarify);
                case TeachingMove.Encourage encourage -> line(PhraseKey.DISTRESS);
                case TeachingMove.Respond respond -> respond(respond.topic());
                case TeachingMove.Milestone milestone -> milestone(milestone);
                case TeachingMove.Close close -> line(PhraseKey.GOODBYE);
                case TeachingMove.Contrast contrast -> "";
                case TeachingMove.AskIntent ask -> line(PhraseKey.CLARIFY_AGAIN, "heard", ask.heard());
                case TeachingMove.Quote quote -> "";
                case TeachingMove.OfferHandOff offer -> "";
                case TeachingMove.HandOff handOff -> "";
                case TeachingMove.SayWhy why -> "";
                case TeachingMove.SayPlan plan -> "";
                case TeachingMove.Placed placed -> "";
                case TeachingMove.AcceptContest contest -> "";
                case TeachingMove.OfferStop stop -> "";
            };
        }

        private String welcome(TeachingMove.Welcome welcome) {
            if (!welcome.returning()) {
                return phrases.line(PhraseKey.WELCOME_NEW, locale, variant, courseAndTopics());
            }
            String concept = request.moves().stream()
                    .flatMap(move -> move instanceof TeachingMove.Ask ask
                            ? course.conceptOf(ask.itemId()).stream()
                            : java.util.stream.Stream.<Concept>empty())
                    .findFirst()
                    .map(c -> c.title().in(locale))
                    .orElse(course.title().in(locale));
            return phrases.line(
                    PhraseKey.WELCOME_RETURNING,
                    locale,
                    variant,
                    Map.of("course", course.title().in(locale), "concept", concept));
        }

        private String ask(TeachingMove.Ask ask) {
            Optional<Item> item = course.item(ask.itemId());
            return item.map(i -> join(askIntro(ask, i), task(i))).orElse("");
        }

        private String askIntro(TeachingMove.Ask ask, Item item) {
            TeachingMove before = index == 0 ? null : request.moves().get(index - 1);
            if (ask.again()) {
                if (intent() == Intent.ASKS_REPEAT) {
                    return line(PhraseKey.REPEAT);
                }
                return before == null || before instanceof TeachingMove.Welcome ? "" : line(PhraseKey.BACK_TO_EXERCISE);
            }
            if (intent() == Intent.ASKS_SKIP) {
                return line(PhraseKey.SKIP);
            }
            if (before instanceof TeachingMove.Welcome) {
                return "";
            }
            String concept =
                    course.conceptOf(item.id()).map(c -> c.title().in(locale)).orElse("");
            var record = request.progress().item(item.id());
            if (record.attempts() > 0 || record.revealed()) {
                return line(PhraseKey.REVIEW_INTRO, "concept", concept);
            }
            return newConcept(item) ? line(PhraseKey.NEXT_CONCEPT, "concept", concept) : line(PhraseKey.ASK_INTRO);
        }

        private boolean newConcept(Item item) {
            Optional<Concept> was = course.conceptOf(request.progress().openItemId());
            Optional<Concept> is = course.conceptOf(item.id());
            return was.isPresent()
                    && is.isPresent()
                    && !was.get().id().equals(is.get().id());
        }

        /** The task, and in English what is to be practised where the learner's language doesn't quote it. */
        private String task(Item item) {
            String task = item.prompt().in(locale);
            boolean quotesEnglish = LATIN_WORD.matcher(task).results().limit(3).count() == 3;
            return quotesEnglish ? task : task + "\n\n" + item.say();
        }

        private String praise(TeachingMove.Praise praise) {
            boolean exact = request.observation() == null
                    || !(request.observation().answer() instanceof AnswerCheck.Right right)
                    || right.exact();
            // Every other time the answer is heard once more; always when it was misspelt.
            return exact && variant % 2 == 0
                    ? line(PhraseKey.PRAISE)
                    : line(PhraseKey.PRAISE_WITH_ANSWER, "answer", praise.matched());
        }

        private String tryAgain(TeachingMove.TryAgain tryAgain) {
            String feedback = course.item(tryAgain.itemId()).stream()
                    .flatMap(item -> item.misconceptions().stream())
                    .filter(m -> m.id().equals(tryAgain.misconceptionId()))
                    .findFirst()
                    .map(m -> m.feedback().in(locale))
                    .orElse("");
            boolean answerFollows = request.moves().stream().anyMatch(TeachingMove.Reveal.class::isInstance);
            if (answerFollows) {
                return feedback;
            }
            var open = request.progress().open();
            boolean oftenWrong = open != null && open.misses() > 0;
            return join(line(oftenWrong ? PhraseKey.ENCOURAGE : PhraseKey.TRY_AGAIN), feedback);
        }

        private String hint(TeachingMove.Hint hint) {
            Optional<Item> item = course.item(hint.itemId())
                    .filter(i -> hint.rung() < i.hints().size());
            if (item.isEmpty()) {
                return line(PhraseKey.TRY_AGAIN);
            }
            String intro = intent() == Intent.DOES_NOT_KNOW
                    ? line(PhraseKey.DONT_KNOW)
                    : line(hint.rung() == 0 ? PhraseKey.HINT_INTRO : PhraseKey.HINT_INTRO_AGAIN);
            return join(intro, item.get().hints().get(hint.rung()).text().in(locale));
        }

        private String explain(Concept concept) {
            String explained = join(
                    line(PhraseKey.EXPLAIN_INTRO, "concept", concept.title().in(locale)),
                    concept.explanation().in(locale));
            return concept.examples().isEmpty()
                    ? explained
                    : join(
                            explained,
                            line(
                                    PhraseKey.EXAMPLE_INTRO,
                                    "example",
                                    concept.examples()
                                            .get(Math.floorMod(
                                                    variant, concept.examples().size()))
                                            .in(locale)));
        }

        private String reveal(Item item) {
            return join(
                    line(PhraseKey.REVEAL, "answer", item.modelAnswer()),
                    item.explanation().in(locale));
        }

        private String clarify(TeachingMove.Clarify clarify) {
            if (clarify.heard().isBlank()) {
                return line(PhraseKey.DIDNT_CATCH);
            }
            if (clarify.alternatives().isEmpty()) {
                return line(PhraseKey.CLARIFY_AGAIN, "heard", clarify.heard());
            }
            return phrases.line(
                    PhraseKey.CLARIFY_HEARD,
                    locale,
                    variant,
                    Map.of(
                            "heard",
                            clarify.heard(),
                            "meant",
                            clarify.alternatives().getFirst()));
        }

        private String respond(TeachingMove.Topic topic) {
            String said = request.learnerText().toLowerCase(Locale.ROOT);
            return switch (topic) {
                case ABOUT_TUTOR ->
                    WHO.matcher(said).find()
                            ? line(
                                    PhraseKey.ABOUT_ITSELF,
                                    "course",
                                    course.title().in(locale))
                            : phrases.line(PhraseKey.ABOUT_CAPABILITIES, locale, variant, courseAndTopics());
                case SMALL_TALK -> {
                    if (HOW_ARE_YOU.matcher(said).find()) {
                        yield line(PhraseKey.HOW_ARE_YOU);
                    }
                    yield line(THANKS.matcher(said).find() ? PhraseKey.THANKS : PhraseKey.GREETING);
                }
                case OFF_COURSE -> phrases.line(PhraseKey.OFF_COURSE, locale, variant, courseAndTopics());
            };
        }

        private String milestone(TeachingMove.Milestone milestone) {
            if (milestone.courseDone()) {
                return line(PhraseKey.ALL_DONE, "course", course.title().in(locale));
            }
            return course.units().stream()
                    .filter(u -> u.id().equals(milestone.unitId()))
                    .findFirst()
                    .map(u -> line(PhraseKey.UNIT_DONE, "unit", u.title().in(locale)))
                    .orElse("");
        }

        private @Nullable Intent intent() {
            return request.observation() == null ? null : request.observation().intent();
        }

        private Map<String, String> courseAndTopics() {
            String topics = course.units().stream()
                    .map(Unit::title)
                    .map(t -> inSentence(t.in(locale)))
                    .collect(Collectors.joining(locale.startsWith("zh") ? "、" : ", "));
            return Map.of("course", course.title().in(locale), "topics", topics);
        }

        private String line(PhraseKey key) {
            return phrases.line(key, locale, variant);
        }

        private String line(PhraseKey key, String name, String value) {
            return phrases.line(key, locale, variant, Map.of(name, value));
        }
    }

    /** A title in the middle of a sentence begins small: "ordering food and drink". */
    private static String inSentence(String title) {
        return title.isEmpty() ? title : Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    private static String join(String first, String second) {
        if (first.isBlank() || second.isBlank()) {
            return first + second;
        }
        char end = first.charAt(first.length() - 1);
        return first + (end > '\u2e80' ? "" : " ") + second;
    }
}
