package parley.api.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import parley.tutor.TutorFailure;
import parley.tutor.TutorFailure.LanguageNotHeard.Hearing;
import parley.tutor.models.ModelFault;

/** What learners are told of failures: in their own language, and nothing of it meant for operators alone. */
class NoticesTest {
    private static final String REASON = "an operator's reason";

    static List<TutorFailure> failures() {
        return List.of(
                new TutorFailure.ModelUnavailable("m", REASON),
                new TutorFailure.ModelMisconfigured("m", REASON),
                new TutorFailure.BudgetSpent(REASON),
                new TutorFailure.OutputUnusable("m", REASON),
                new TutorFailure.StoreUnavailable(REASON),
                new TutorFailure.SpeechUnavailable(REASON),
                new TutorFailure.LanguageNotHeard(Hearing.LOADING, "zh", "zh", REASON),
                new TutorFailure.LanguageNotHeard(Hearing.NO_ROOM, "zh", "zh", REASON),
                new TutorFailure.LanguageNotHeard(Hearing.NOT_AT_ALL, "zh", "zh", REASON),
                new TutorFailure.LanguageNotHeard(Hearing.OTHER_LANGUAGE, "zh", "en", REASON),
                new TutorFailure.LimitReached(REASON));
    }

    @Test
    void eachFailureIsTriedHere() {
        assertThat(failures().stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(TutorFailure.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachHasACodeInTheProtocolAndASentenceInBothLanguages(TutorFailure failure) throws Exception {
        String code = Notices.code(failure);
        assertThat(Files.readString(Path.of("..", "docs", "protocol.md"))).contains("\n- `" + code + "`: ");
        assertThat(Notices.message(failure, "en")).doesNotContain(code).matches("\\p{ASCII}*(?:’\\p{ASCII}*)*");
        assertThat(Notices.message(failure, "zh-CN")).doesNotContain(code).containsPattern("\\p{IsHan}");
    }

    @Test
    void languagesAreNamedInTheLearnersOwn() {
        var failure = new TutorFailure.LanguageNotHeard(Hearing.OTHER_LANGUAGE, "zh", "en", REASON);
        assertThat(Notices.message(failure, "en"))
                .contains("Chinese", "only English")
                .doesNotContain("{");
        assertThat(Notices.message(failure, "zh-CN"))
                .contains("\u4e2d\u6587", "\u82f1\u8bed")
                .doesNotContain("{");
    }

    /** A spent budget once was told as a message that is too long, with English in the middle of a Chinese sentence. */
    @ParameterizedTest
    @EnumSource(ModelFault.Kind.class)
    void whyAModelDidNotAnswerIsForTheOperator(ModelFault.Kind kind) {
        TutorFailure failure = ModelFault.of(kind, REASON).asFailure("m");
        assertThat(Notices.message(failure, "zh-CN")).doesNotContain(REASON);
        assertThat(Notices.code(failure))
                .isEqualTo(
                        switch (kind) {
                            case UNREACHABLE, TLS, UNAUTHORISED, NOT_FOUND, BAD_REQUEST, MALFORMED ->
                                "model_misconfigured";
                            case BUDGET -> "budget_spent";
                            case EMPTY, CONTENT_FILTER, TOOL_CALL -> "output_unusable";
                            case RATE_LIMITED,
                                    SERVER_ERROR,
                                    FIRST_TOKEN_TIMEOUT,
                                    IDLE_TIMEOUT,
                                    TOTAL_TIMEOUT,
                                    CUT,
                                    TOO_LARGE,
                                    CONTEXT_LENGTH,
                                    OVERLOADED -> "model_unavailable";
                        });
    }

    @Test
    void aSettingThatNobodyFollowsIsNamedInBothLanguages() throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "protocol.md")))
                .contains("\n- `" + Notices.SETTING_PASSED_OVER + "`: ");
        assertThat(Notices.settingPassedOver(List.of("telepathy"), "en")).contains("(turn_detection: telepathy)");
        assertThat(Notices.settingPassedOver(List.of("telepathy"), "zh-CN"))
                .contains("(turn_detection: telepathy)")
                .containsPattern("\\p{IsHan}");
    }
}
