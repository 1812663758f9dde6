package parley.tutor.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import parley.prompts.course.Course;
import parley.prompts.library.PhraseBook;
import parley.prompts.library.PhraseKey;
import parley.tutor.retrieval.Passages;
import parley.tutor.teaching.TeachingMove;

/**
 * Words replies from the course and the phrase book alone, so that the tutor is never without words. Needs no network and
 * never fails. Stateless and thread-safe.
 *
 * <p>Variants of a phrase go round with the number of replies heard. Explanations are in the learner's language; what is
 * practised stays as the course has it. The same guard as over a model's words keeps an open exercise's answer back: a
 * text of the course may hold it by chance.
 */
public final class AuthoredWording implements Wording {
    /** What {@link Wording.WordingOutcome.Worded#wordedBy} says of these words. */
    public static final String NAME = "authored";

    /** Letters, of which an ideograph counts three, that a reply has when it has told something: five words. */
    private static final int LEAST_ANSWER_LETTERS = 24;

    private final Course course;
    private final Passages passages;
    private final PhraseBook phrases;

    public AuthoredWording(Course course, PhraseBook phrases) {
        this.course = course;
        this.passages = Passages.of(course);
        this.phrases = phrases;
    }

    @Override
    public WordingOutcome word(ReplyRequest request, WordingSink sink) throws InterruptedException {
        return stream(paragraphs(request, move -> true), sink);
    }

    /**
     * Adds what the learner is to do next to a reply that someone else began, as a paragraph of its own; to one that was
     * broken off before it answered anything, all that the tutor meant to say.
     *
     * @param said what was said of the reply, not blank
     * @return false when that was said, so that nothing was added
     */
    boolean wordRest(ReplyRequest request, String said, WordingSink sink) throws InterruptedException {
        if (isOpening(said)) {
            sink.text("\n\n");
            stream(paragraphs(request, move -> !opens(move)), sink);
            return true;
        }
        String last = paragraphs(request, move -> true).getLast();
        boolean asks = request.moves().stream().anyMatch(TeachingMove.Ask.class::isInstance);
        AskedTask rest = asks ? AskedTask.of(request, course) : AskedTask.of(last);
        if (rest.isIn(said)) {
            return false;
        }
        sink.text("\n\n");
        stream(List.of(last), sink);
        return true;
    }

    /**
     * Adds the exercise that a reply is to put, as a paragraph of its own, to a whole reply that left it out.
     *
     * @param said all that was said of the reply
     */
    void wordTask(ReplyRequest request, String said, WordingSink sink) throws InterruptedException {
        boolean asks = request.moves().stream().anyMatch(TeachingMove.Ask.class::isInstance);
        if (asks && !AskedTask.of(request, course).isIn(said)) {
            sink.text("\n\n");
            stream(
                    List.of(paragraphs(request, TeachingMove.Ask.class::isInstance)
                            .getLast()),
                    sink);
        }
    }

    private static WordingOutcome stream(List<String> paragraphs, WordingSink sink) throws InterruptedException {
        for (String sentence : SentenceSplitter.split(String.join("\n\n", paragraphs))) {
            sink.text(sentence);
        }
        return new WordingOutcome.Worded(NAME);
    }

    /** Whether {@code said} is no more than "Good question." or 「问得好。」: nobody is answered by that. */
    private static boolean isOpening(String said) {
        int weight = said.codePoints()
                .map(c -> Character.isIdeographic(c) ? 3 : Character.isLetterOrDigit(c) ? 1 : 0)
                .sum();
        return weight < LEAST_ANSWER_LETTERS;
    }

    /** Whether a move is of the kind that a reply opens with, so that it has been said by whoever began. */
    private static boolean opens(TeachingMove move) {
        return move instanceof TeachingMove.Welcome
                || move instanceof TeachingMove.Praise
                || move instanceof TeachingMove.Encourage;
    }

    /** The paragraphs of the {@code wanted} moves, at least one, the last of which says what to do next. */
    private List<String> paragraphs(ReplyRequest request, Predicate<TeachingMove> wanted) {
        Lines lines = new Lines(course, passages, phrases, LeakGuard.of(request, course), request);
        List<String> paragraphs = new ArrayList<>();
        for (int i = 0; i < request.moves().size(); i++) {
            TeachingMove move = request.moves().get(i);
            if (!wanted.test(move)) {
                continue;
            }
            String words = words(lines, move, i).strip();
            String said = tells(move) ? words : lines.guarded(words);
            if (!said.isEmpty()) {
                paragraphs.add(said);
            }
        }
        if (paragraphs.isEmpty()) {
            paragraphs.add(lines.line(PhraseKey.DIDNT_CATCH));
        }
        return paragraphs;
    }

    /**
     * Whether a move says what it says as a whole: a task as the course puts it, and an answer that was given or is to be
     * told, which may happen to answer the next exercise, too.
     */
    private static boolean tells(TeachingMove move) {
        return move instanceof TeachingMove.Ask
                || move instanceof TeachingMove.Praise
                || move instanceof TeachingMove.Reveal;
    }

    private static String words(Lines lines, TeachingMove move, int index) {
        return switch (move) {
            case TeachingMove.Welcome welcome -> new AskingWords(lines).welcome(welcome);
            case TeachingMove.Ask ask -> new AskingWords(lines).ask(ask, index);
            case TeachingMove.AskIntent ask -> new AskingWords(lines).askIntent(ask);
            case TeachingMove.Clarify clarify -> new AskingWords(lines).clarify(clarify);
            case TeachingMove.SayWhy why -> new AskingWords(lines).sayWhy(why);
            case TeachingMove.Praise praise -> new FeedbackWords(lines).praise(praise);
            case TeachingMove.Recast recast ->
                lines.line(PhraseKey.RECAST, "corrected", recast.correction().corrected());
            case TeachingMove.TryAgain tryAgain -> new FeedbackWords(lines).tryAgain(tryAgain);
            case TeachingMove.Milestone milestone -> new FeedbackWords(lines).milestone(milestone);
            case TeachingMove.Hint hint -> new HelpWords(lines).hint(hint);
            case TeachingMove.Explain explain -> new HelpWords(lines).explain(explain);
            case TeachingMove.Contrast contrast -> new HelpWords(lines).contrast(contrast);
            case TeachingMove.Reveal reveal -> new HelpWords(lines).reveal(reveal);
            case TeachingMove.Quote quote -> new HelpWords(lines).quote(quote);
            case TeachingMove.Encourage encourage -> lines.line(PhraseKey.DISTRESS);
            case TeachingMove.Respond respond -> new GuidanceWords(lines).respond(respond.topic());
            case TeachingMove.OfferHandOff offer -> lines.line(PhraseKey.OFFER_HAND_OFF);
            case TeachingMove.HandOff handOff -> lines.line(PhraseKey.HAND_OFF);
            case TeachingMove.SayPlan plan -> new GuidanceWords(lines).plan(plan);
            case TeachingMove.Placed placed -> new GuidanceWords(lines).placed(placed);
            case TeachingMove.AcceptContest contest -> new GuidanceWords(lines).acceptContest(contest);
            case TeachingMove.OfferStop stop ->
                lines.line(stop.goalReached() ? PhraseKey.STOP_GOAL : PhraseKey.STOP_TIRED);
            case TeachingMove.Close close -> lines.line(PhraseKey.GOODBYE);
        };
    }
}
