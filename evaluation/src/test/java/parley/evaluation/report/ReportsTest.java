package parley.evaluation.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import parley.evaluation.check.CheckResult;
import parley.evaluation.check.TurnRecord;
import parley.evaluation.report.json.JsonReport;
import parley.evaluation.report.junit.JUnitReport;
import parley.evaluation.verdict.CaseResult;
import parley.evaluation.verdict.SuiteResult;
import parley.evaluation.verdict.Verdict;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.tutor.TutorFailure;
import parley.tutor.teaching.TeachingMove;

class ReportsTest {
    private static final SourcePosition AT = new SourcePosition("s.yaml", 7, 3);

    /** What a model may say to whoever reads its words on a terminal or as XML. */
    private static final String HOSTILE = "\u001B[2J]]></failure>\u0000\r\n\u202Ehello & \"bye\" 🙂";

    private static final TurnRecord TURN = new TurnRecord(
            null,
            List.of(new TeachingMove.Close()),
            HOSTILE,
            "m\u0007odel",
            List.of(new TutorFailure.ModelUnavailable("m", "connection refused")),
            Duration.ofMillis(12));

    private static final SuiteResult MIXED = new SuiteResult(
            "mixed <suite>",
            "cafe",
            "s.yaml",
            List.of(Finding.warning(AT, "about", "a warning", "")),
            List.of(
                    new CaseResult("good", AT, new Verdict.Passed(3), List.of(TURN), Duration.ofMillis(20)),
                    new CaseResult(
                            "bad",
                            AT,
                            new Verdict.Failed(List.of(
                                    new CheckResult(false, "moves", "[Ask]", "[Close]", AT),
                                    new CheckResult(false, "text_absent", "no \"bye\"", HOSTILE, AT))),
                            List.of(TURN),
                            Duration.ofMillis(20)),
                    new CaseResult("odd", AT, new Verdict.Invalid("no item tea"), List.of(), Duration.ZERO)),
            Duration.ofMillis(40));

    private static final SuiteResult UNREAD = new SuiteResult(
            "s.yaml",
            "",
            "s.yaml",
            List.of(Finding.error(AT, "cases", "the list is empty", "give at least one")),
            List.of(),
            Duration.ZERO);

    @Test
    void theTerminalShowsEachCaseAndWhereItFailed() {
        assertThat(TextReport.of(MIXED).lines())
                .containsExactly(
                        "s.yaml:7:3: warning: about: a warning",
                        "suite mixed <suite> on course cafe",
                        "  pass     good (0.02 s)",
                        "  FAIL     bad (0.02 s)",
                        "           s.yaml:7:3: moves: expected [Ask], but got [Close]",
                        "           s.yaml:7:3: text_absent: expected no \"bye\", but got "
                                + "�[2J]]></failure>��⏎�hello & \"bye\" 🙂",
                        "           notice: connection refused",
                        "  INVALID  odd (0.00 s)",
                        "           s.yaml:7:3: no item tea",
                        "1 passed (3 checks), 1 failed, 1 invalid in 0.04 s; replies worded by: m�odel 2");
    }

    @Test
    void aSuiteThatCouldNotBeReadSaysWhyAndThatNothingWasExamined() {
        assertThat(TextReport.of(UNREAD).lines())
                .containsExactly(
                        "s.yaml:7:3: error: cases: the list is empty (give at least one)",
                        "invalid: nothing was examined");
    }

    @Test
    void jsonHoldsTheWholeEvidence() throws Exception {
        JsonNode root = new ObjectMapper().readTree(JsonReport.of(MIXED));

        assertThat(root.get("exit_code").intValue()).isEqualTo(2);
        assertThat(root.at("/cases/0/verdict").textValue()).isEqualTo("passed");
        assertThat(root.at("/cases/0/turns/0/text").textValue()).isEqualTo(HOSTILE);
        assertThat(root.at("/cases/0/turns/0/notices/0").textValue()).isEqualTo("connection refused");
        assertThat(root.at("/cases/1/failures/0/line").intValue()).isEqualTo(7);
        assertThat(root.at("/cases/1/failures/0/actual").textValue()).isEqualTo("[Close]");
        assertThat(root.at("/cases/2/reason").textValue()).isEqualTo("no item tea");
        assertThat(root.at("/findings/0/severity").textValue()).isEqualTo("warning");
    }

    @Test
    void junitIsWellFormedWhateverTheTutorSaid() throws Exception {
        Element suite = xml(JUnitReport.of(MIXED));

        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .contains("s.yaml:7:3: moves: expected [Ask], but got [Close]")
                .contains("]]></failure>")
                .contains("🙂");
        assertThat(suite.getElementsByTagName("error").item(0).getTextContent()).contains("no item tea");
    }

    @Test
    void junitCountsAnUnreadableSuiteAsAnError() throws Exception {
        Element suite = xml(JUnitReport.of(UNREAD));

        assertThat(suite.getAttribute("tests")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("error").item(0).getTextContent()).contains("the list is empty");
    }

    private static Element xml(String report) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(report.getBytes(UTF_8)))
                .getDocumentElement();
    }
}
