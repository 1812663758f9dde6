package parley.tutor.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.HistoryItem.FromLearner;
import parley.tutor.conversation.HistoryItem.FromTutor;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.ToolUsed;
import parley.tutor.learner.LearningEvent.TurnReopened;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.ExpectationSource;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.Observation;

/**
 * Where a conversation stands. Immutable; rebuilt from the journal by {@link #after} alone, so that a restart loses
 * nothing that was acknowledged.
 *
 * @param replyIdPrefix makes the ids of this run's replies unlike those of any other run
 * @param repliesBegun counts the ids given
 * @param history what was heard, oldest first; at most {@value #MAX_HISTORY} items, the oldest leave
 * @param unanswered the learner's turns since the last reply that was heard; at most {@value #MAX_UNANSWERED}
 * @param expectation what may be said next; in force when its question was heard
 * @param reply the reply in hand, or null
 * @param toolsUsed the tools used since the last reply that was heard; at most {@value #MAX_TOOLS_USED}, the oldest leave
 * @param draft the reply made ahead for a turn that may not be over, or null; no part of the history
 */
public record ConversationState(
        String replyIdPrefix,
        long repliesBegun,
        String locale,
        Delivery delivery,
        List<HistoryItem> history,
        List<LearnerTurn> unanswered,
        LearnerProgress progress,
        Expectation expectation,
        @Nullable Reply reply,
        List<ToolUsed> toolsUsed,
        @Nullable ReplyDraft draft) {
    /** Enough for a page of the past and for any model's window; the journal keeps everything. */
    public static final int MAX_HISTORY = 200;

    /** More messages than this without a reply are refused. */
    public static final int MAX_UNANSWERED = 20;

    /** Two replies' worth: beyond, nobody hears any reply. */
    public static final int MAX_TOOLS_USED = 12;

    public ConversationState {
        history = List.copyOf(history);
        unanswered = List.copyOf(unanswered);
        toolsUsed = List.copyOf(toolsUsed);
    }

    /** An empty conversation of a learner of whom {@code progress} is known. */
    public static ConversationState begin(
            String replyIdPrefix, String locale, Delivery delivery, LearnerProgress progress) {
        return new ConversationState(
                replyIdPrefix,
                0,
                locale,
                delivery,
                List.of(),
                List.of(),
                progress,
                Expectation.NONE,
                null,
                List.of(),
                null);
    }

    /**
     * A reply being made.
     *
     * @param answers the learner turns that it answers
     * @param observation null until they are read
     * @param attempt the graded answer in it, or null
     * @param text the words so far; at most {@value ConversationMachine#MAX_REPLY_CHARS} characters
     * @param wordedBy empty until all words are there
     * @param promptVersion the version of the prompt that they came from; null until then, and when there was none
     * @param delivery as it was when the reply began
     */
    public record Reply(
            TurnId id,
            List<LearnerTurn> answers,
            @Nullable Observation observation,
            @Nullable Attempt attempt,
            List<TeachingMove> moves,
            String text,
            String wordedBy,
            @Nullable String promptVersion,
            Delivery delivery) {
        public Reply {
            answers = List.copyOf(answers);
            moves = List.copyOf(moves);
        }

        /** Whether no more words will come. */
        public boolean worded() {
            return !wordedBy.isEmpty();
        }

        /**
         * The moves that count as made when only {@code heard} of this reply was heard: a question that nobody heard was
         * not asked, and a hint that nobody heard was not given.
         *
         * <p>Words do not tell which move they belong to, so the moves are taken to share them equally, and one counts from
         * half of its share on: who answers before the end of a question has heard it. While words are still being made,
         * the last move is not done.
         */
        List<TeachingMove> movesHeard(String heard) {
            if (!worded()) {
                return moves.subList(0, Math.max(0, moves.size() - 1));
            }
            double share = text.isBlank()
                    ? 0
                    : (double) heard.strip().length() / text.strip().length();
            return moves.subList(0, (int) Math.min(moves.size(), Math.round(share * moves.size())));
        }

        Reply decided(@Nullable Observation seen, @Nullable Attempt graded, List<TeachingMove> decided) {
            return new Reply(id, answers, seen, graded, decided, text, wordedBy, promptVersion, delivery);
        }

        Reply answering(List<LearnerTurn> turns) {
            return new Reply(id, turns, observation, attempt, moves, text, wordedBy, promptVersion, delivery);
        }

        Reply withText(String longer) {
            return new Reply(id, answers, observation, attempt, moves, longer, wordedBy, promptVersion, delivery);
        }

        Reply worded(String who, @Nullable String version) {
            return new Reply(id, answers, observation, attempt, moves, text, who, version, delivery);
        }
    }

    /** The state after one more event of this conversation's journal. */
    public ConversationState after(LearningEvent event) {
        return switch (event) {
            case ConversationOpened opened -> this;
            case LearnerSpoke spoke -> {
                var waiting = new ArrayList<>(unanswered);
                waiting.add(spoke.turn());
                yield withHistory(new FromLearner(
                                spoke.turn().id(),
                                spoke.turn().text(),
                                spoke.turn().spoken() != null,
                                SpokenEvidence.doubtful(spoke.turn()),
                                spoke.at()))
                        .withUnanswered(waiting);
            }
            case TurnReopened reopened -> without(reopened.turn());
            case TutorReplied replied ->
                withHistory(new FromTutor(
                                replied.reply(),
                                replied.heard(),
                                Objects.requireNonNullElse(replied.unheard(), ""),
                                replied.moves(),
                                replied.interrupted(),
                                replied.at(),
                                toolsUsed.stream().map(ToolUsed::use).toList()))
                        .withToolsUsed(List.of())
                        .withUnanswered(unanswered.stream()
                                .filter(turn -> !replied.answers().contains(turn.id()))
                                .toList())
                        .withProgress(progress.after(replied));
            case ToolUsed used -> {
                var longer = new ArrayList<>(toolsUsed);
                if (longer.size() == MAX_TOOLS_USED) {
                    longer.removeFirst();
                }
                longer.add(used);
                yield withToolsUsed(longer);
            }
            case LearningEvent.ProfileChanged changed -> withProgress(progress.after(changed));
            case LearningEvent.MasteryContested contested -> withProgress(progress.after(contested));
        };
    }

    /** Whether a learner's turn of this id was stored already, as far as the history reaches. */
    public boolean knows(TurnId turn) {
        return history.stream().anyMatch(item -> item.id().equals(turn));
    }

    /** Whether {@code turn} is the reply in hand; anything said of another reply is stale. */
    public boolean isCurrent(TurnId turn) {
        return reply != null && reply.id().equals(turn);
    }

    boolean awaitsReading(TurnId turn) {
        return reply != null && reply.id().equals(turn) && reply.moves().isEmpty();
    }

    boolean awaitsWords(TurnId turn) {
        return reply != null && reply.id().equals(turn) && !reply.moves().isEmpty() && !reply.worded();
    }

    /** Whether this use of a tool, by the reply in hand, is stored already. */
    boolean hasUsed(TurnId turn, String callId) {
        return toolsUsed.stream()
                .anyMatch(
                        used -> used.reply().equals(turn) && used.use().callId().equals(callId));
    }

    /** What stands when the turn was taken back, to be said again with more words. */
    private ConversationState without(TurnId turn) {
        return edit(e -> {
            e.history = history.stream().filter(item -> !item.id().equals(turn)).toList();
            e.unanswered =
                    unanswered.stream().filter(said -> !said.id().equals(turn)).toList();
        });
    }

    private ConversationState withToolsUsed(List<ToolUsed> used) {
        return edit(e -> e.toolsUsed = used);
    }

    private ConversationState withHistory(HistoryItem item) {
        var longer = new ArrayList<>(history.size() < MAX_HISTORY ? history : history.subList(1, history.size()));
        longer.add(item);
        return edit(e -> e.history = longer);
    }

    private ConversationState withUnanswered(List<LearnerTurn> waiting) {
        return edit(e -> e.unanswered = waiting);
    }

    ConversationState withProgress(LearnerProgress known) {
        return edit(e -> e.progress = known);
    }

    ConversationState withReply(@Nullable Reply inHand) {
        return edit(e -> e.reply = inHand);
    }

    ConversationState withDraft(@Nullable ReplyDraft ahead) {
        return edit(e -> e.draft = ahead);
    }

    ConversationState expecting(Expectation foreseen) {
        return edit(e -> e.expectation = foreseen);
    }

    ConversationState withSettings(String language, Delivery way) {
        return edit(e -> {
            e.locale = language;
            e.delivery = way;
        });
    }

    /** The same conversation of a learner of whom {@code known} is known from everywhere. */
    ConversationState knowing(LearnerProgress known, ExpectationSource expectations) {
        ConversationState informed = withProgress(known);
        return history.isEmpty()
                ? informed
                : informed.foreseeing(history.getLast().id(), expectations);
    }

    /** The same conversation in which {@code question} was heard last. */
    ConversationState foreseeing(TurnId question, ExpectationSource expectations) {
        return expecting(expectations.after(question, progress, saidOfLate()));
    }

    /** What the learner typed, or was surely heard to say, the last first: what was misheard must not be expected again. */
    private List<String> saidOfLate() {
        return history.reversed().stream()
                .flatMap(item ->
                        item instanceof FromLearner said && !said.doubtful() ? Stream.of(said.text()) : Stream.of())
                .limit(ExpectationSource.MAX_SAID)
                .toList();
    }

    ConversationState beginReply() {
        var begun = new Reply(
                new TurnId(replyIdPrefix + "-" + (repliesBegun + 1)),
                unanswered,
                null,
                null,
                List.of(),
                "",
                "",
                null,
                delivery);
        return withRepliesBegun(repliesBegun + 1).withReply(begun);
    }

    /** Ids once given are never given again. */
    ConversationState withRepliesBegun(long number) {
        return edit(e -> e.repliesBegun = number);
    }

    private ConversationState edit(Consumer<Edit> change) {
        var edit = new Edit(this);
        change.accept(edit);
        return edit.done();
    }

    /** A copy in the making. */
    private static final class Edit {
        private final String replyIdPrefix;
        private long repliesBegun;
        private String locale;
        private Delivery delivery;
        private List<HistoryItem> history;
        private List<LearnerTurn> unanswered;
        private LearnerProgress progress;
        private Expectation expectation;
        private @Nullable Reply reply;
        private List<ToolUsed> toolsUsed;
        private @Nullable ReplyDraft draft;

        Edit(ConversationState from) {
            replyIdPrefix = from.replyIdPrefix;
            repliesBegun = from.repliesBegun;
            locale = from.locale;
            delivery = from.delivery;
            history = from.history;
            unanswered = from.unanswered;
            progress = from.progress;
            expectation = from.expectation;
            reply = from.reply;
            toolsUsed = from.toolsUsed;
            draft = from.draft;
        }

        ConversationState done() {
            return new ConversationState(
                    replyIdPrefix,
                    repliesBegun,
                    locale,
                    delivery,
                    history,
                    unanswered,
                    progress,
                    expectation,
                    reply,
                    toolsUsed,
                    draft);
        }
    }
}
