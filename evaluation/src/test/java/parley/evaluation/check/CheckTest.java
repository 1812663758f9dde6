package parley.evaluation.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import parley.evaluation.check.Check.AnswerIs.Grade;
import parley.prompts.source.SourcePosition;
import parley.tutor.conversation.TurnId;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

class CheckTest {
    private static final SourcePosition AT = new SourcePosition("suite.yaml", 3, 5);
    private static final TurnRecord REPLY = new TurnRecord(
            new Observation(
                    new TurnId("t"), "coffee", Intent.ANSWER, new AnswerCheck.Wrong("no-article"), "", List.of()),
            List.of(
                    new TeachingMove.TryAgain("coffee", "no-article"),
                    new TeachingMove.Hint("coffee", 1),
                    new TeachingMove.Explain("articles"),
                    new TeachingMove.Respond(TeachingMove.Topic.SMALL_TALK),
                    new TeachingMove.Ask("coffee", true)),
            "Not quite: **I’d like**\na coffee. 你好",
            "authored",
            List.of(),
            Duration.ofMillis(3));
    private static final TurnRecord OPENING =
            new TurnRecord(null, List.of(new TeachingMove.Welcome(false)), "Hello", "gpt-x", List.of(), Duration.ZERO);

    /** Each check with a demand that holds for {@link #REPLY}, and one beside it that does not. */
    static Stream<Arguments> demands() {
        return Stream.of(
                Arguments.of(
                        new Check.Moves(AT, List.of("TryAgain", "Hint", "Explain", "Respond", "Ask")),
                        new Check.Moves(AT, List.of("Hint", "TryAgain", "Explain", "Respond", "Ask"))),
                Arguments.of(
                        new Check.MovesContain(AT, List.of("Ask", "Hint")),
                        new Check.MovesContain(AT, List.of("Hint", "Hint"))),
                Arguments.of(
                        new Check.MovesAbsent(AT, List.of("Praise", "Reveal")),
                        new Check.MovesAbsent(AT, List.of("Praise", "Hint"))),
                Arguments.of(new Check.IntentIs(AT, Intent.ANSWER), new Check.IntentIs(AT, Intent.ASKS_HINT)),
                Arguments.of(new Check.AnswerIs(AT, Grade.WRONG), new Check.AnswerIs(AT, Grade.RIGHT)),
                Arguments.of(new Check.MisconceptionIs(AT, "no-article"), new Check.MisconceptionIs(AT, "tense")),
                Arguments.of(new Check.AsksItem(AT, "coffee"), new Check.AsksItem(AT, "tea")),
                Arguments.of(new Check.HintIs(AT, 2), new Check.HintIs(AT, 1)),
                Arguments.of(new Check.Explains(AT, "articles"), new Check.Explains(AT, "plurals")),
                Arguments.of(
                        new Check.RespondsTo(AT, TeachingMove.Topic.SMALL_TALK),
                        new Check.RespondsTo(AT, TeachingMove.Topic.OFF_COURSE)),
                Arguments.of(
                        new Check.TextContains(AT, "i'd like a COFFEE"), new Check.TextContains(AT, "I would like")),
                Arguments.of(new Check.TextContains(AT, "你好"), new Check.TextContains(AT, "您好")),
                Arguments.of(new Check.TextAbsent(AT, "tea"), new Check.TextAbsent(AT, "i'd   like")),
                Arguments.of(new Check.MaxChars(AT, 36), new Check.MaxChars(AT, 35)),
                Arguments.of(new Check.WordedBy(AT, "authored"), new Check.WordedBy(AT, "model")));
    }

    @ParameterizedTest
    @MethodSource("demands")
    void saysYesAndSaysNo(Check holds, Check doesNotHold) {
        assertThat(holds.judge(REPLY).passed()).isTrue();

        CheckResult no = doesNotHold.judge(REPLY);
        assertThat(no.passed()).isFalse();
        assertThat(no.at()).isEqualTo(AT);
        assertThat(no.asLine()).startsWith("suite.yaml:3:5: " + doesNotHold.field() + ": expected ");
    }

    @Test
    void everyKindOfCheckIsHeldByTheTableAbove() {
        assertThat(demands()
                        .flatMap(arguments -> Stream.of(arguments.get()))
                        .map(check -> requireNonNull(check).getClass().getSimpleName()))
                .containsAll(Stream.of(Check.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void whatWasReadOfNoTurnIsNoIntentAndNoAnswer() {
        assertThat(new Check.IntentIs(AT, Intent.READY).judge(OPENING).passed()).isFalse();
        assertThat(new Check.AnswerIs(AT, Grade.RIGHT).judge(OPENING).passed()).isFalse();
        assertThat(new Check.MisconceptionIs(AT, "no-article").judge(OPENING).passed())
                .isFalse();
    }

    @Test
    void aModelIsAnyModelButTheAuthoredTutorThatStandsIn() {
        assertThat(new Check.WordedBy(AT, "model").judge(OPENING).passed()).isTrue();
        assertThat(new Check.WordedBy(AT, "gpt-x").judge(OPENING).passed()).isTrue();
        assertThat(new Check.WordedBy(AT, "gpt-y").judge(OPENING).passed()).isFalse();
    }

    @Test
    void longEvidenceIsCutAtAWholeCharacter() {
        String emoji = "🙂".repeat(CheckResult.MAX_ACTUAL_CHARS);
        for (String text : List.of(emoji, "a" + emoji)) {
            String actual = new CheckResult(false, "x", "y", text, AT).actual();
            assertThat(actual)
                    .hasSizeLessThanOrEqualTo(CheckResult.MAX_ACTUAL_CHARS)
                    .endsWith("🙂…");
        }
    }
}
