package parley.evaluation.report.junit;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import parley.evaluation.check.CheckResult;
import parley.evaluation.report.ReportText;
import parley.evaluation.verdict.CaseResult;
import parley.evaluation.verdict.SuiteResult;
import parley.evaluation.verdict.Verdict;
import parley.prompts.source.Finding;

/**
 * A result as JUnit XML. A failed case is a {@code failure}; one that could not be judged is an {@code error}, as is a
 * suite that could not be read, so that no build server takes it for passed. Thread-safe.
 */
public final class JUnitReport {
    private JUnitReport() {}

    /** The report as an XML document in UTF-8. */
    public static String of(SuiteResult result) {
        var out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            write(xml, result);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML can always be written to memory", e);
        }
        return out + "\n";
    }

    private static void write(XMLStreamWriter xml, SuiteResult result) throws XMLStreamException {
        boolean unread = result.cases().isEmpty();
        xml.writeStartElement("testsuite");
        attribute(xml, "name", result.suite());
        attribute(xml, "tests", Integer.toString(unread ? 1 : result.cases().size()));
        attribute(xml, "failures", Long.toString(result.failed()));
        attribute(xml, "errors", Long.toString(unread ? 1 : result.invalid()));
        attribute(xml, "skipped", "0");
        attribute(xml, "time", seconds(result.took()));
        if (unread) {
            String lines = result.findings().stream().map(Finding::asLine).collect(Collectors.joining("\n"));
            xml.writeStartElement("testcase");
            attribute(xml, "name", "the suite can be examined");
            attribute(xml, "classname", result.suite());
            attribute(xml, "time", "0.000");
            problem(xml, "error", "nothing was examined", lines);
            xml.writeEndElement();
        }
        for (CaseResult one : result.cases()) {
            write(xml, result, one);
        }
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, SuiteResult result, CaseResult one) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "name", one.name());
        attribute(xml, "classname", result.suite());
        attribute(xml, "file", one.at().file());
        attribute(xml, "line", Integer.toString(one.at().line()));
        attribute(xml, "time", seconds(one.took()));
        switch (one.verdict()) {
            case Verdict.Passed passed -> {}
            case Verdict.Failed failed -> {
                List<String> lines = failed.failures().stream()
                        .map(CheckResult::asLine)
                        .map(ReportText::oneLine)
                        .toList();
                problem(xml, "failure", lines.getFirst(), String.join("\n", lines));
            }
            case Verdict.Invalid invalid -> problem(xml, "error", invalid.reason(), one.at() + ": " + invalid.reason());
        }
        xml.writeEndElement();
    }

    private static void problem(XMLStreamWriter xml, String element, String message, String body)
            throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, "message", message);
        xml.writeCharacters(xmlText(body));
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, xmlText(value));
    }

    /** Without the characters that no XML 1.0 document may have, not even escaped (its production 2, Char). */
    private static String xmlText(String text) {
        return text.codePoints()
                .map(c -> c == '\n'
                                || c == '\t'
                                || (c >= 0x20 && c <= 0xD7FF)
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c >= 0x10000
                        ? c
                        : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }
}
