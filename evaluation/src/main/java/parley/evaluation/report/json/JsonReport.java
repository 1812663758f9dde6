package parley.evaluation.report.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import parley.evaluation.check.TurnRecord;
import parley.evaluation.verdict.CaseResult;
import parley.evaluation.verdict.SuiteResult;
import parley.evaluation.verdict.Verdict;
import parley.prompts.source.SourcePosition;
import parley.tutor.TutorFailure;

/** A result as JSON, for programs; {@code docs/evaluating.md} describes it. Thread-safe. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    /** The report, ending with a line break. */
    public static String of(SuiteResult result) {
        ObjectNode root = JSON.createObjectNode();
        root.put("suite", result.suite());
        root.put("course", result.courseId());
        root.put("file", result.file());
        root.put("exit_code", result.exitCode().number());
        root.put("passed", result.passed());
        root.put("failed", result.failed());
        root.put("invalid", result.invalid());
        root.put("took_ms", result.took().toMillis());
        ObjectNode wording = root.putObject("replies_by_wording");
        result.repliesByWording().forEach(wording::put);
        ArrayNode findings = root.putArray("findings");
        result.findings().forEach(finding -> {
            ObjectNode node = findings.addObject();
            node.put("severity", finding.isError() ? "error" : "warning");
            at(node, finding.at());
            node.put("field", finding.field());
            node.put("message", finding.message());
            node.put("hint", finding.hint());
        });
        ArrayNode cases = root.putArray("cases");
        result.cases().forEach(one -> put(cases.addObject(), one));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("A tree of texts and numbers can always be written", e);
        }
    }

    private static void put(ObjectNode node, CaseResult one) {
        node.put("case", one.name());
        at(node, one.at());
        node.put("took_ms", one.took().toMillis());
        switch (one.verdict()) {
            case Verdict.Passed passed -> node.put("verdict", "passed").put("checks", passed.checks());
            case Verdict.Failed failed -> {
                node.put("verdict", "failed");
                ArrayNode failures = node.putArray("failures");
                failed.failures().forEach(check -> {
                    ObjectNode failure = failures.addObject();
                    at(failure, check.at());
                    failure.put("field", check.field());
                    failure.put("expected", check.expected());
                    failure.put("actual", check.actual());
                });
            }
            case Verdict.Invalid invalid -> node.put("verdict", "invalid").put("reason", invalid.reason());
        }
        ArrayNode turns = node.putArray("turns");
        one.turns().forEach(turn -> put(turns.addObject(), turn));
    }

    private static void put(ObjectNode node, TurnRecord turn) {
        ArrayNode moves = node.putArray("moves");
        turn.moveKinds().forEach(moves::add);
        if (turn.observation() != null) {
            node.put("intent", turn.observation().intent().name());
        }
        node.put("text", turn.text());
        node.put("worded_by", turn.wordedBy());
        node.put("took_ms", turn.took().toMillis());
        ArrayNode notices = node.putArray("notices");
        turn.notices().stream().map(TutorFailure::reason).forEach(notices::add);
    }

    private static void at(ObjectNode node, SourcePosition at) {
        node.put("file", at.file()).put("line", at.line()).put("column", at.column());
    }
}
