package parley.api.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.course.CourseReader;
import parley.prompts.library.PromptBundle;
import parley.prompts.library.PromptLibrary;
import parley.prompts.lint.LintSettings;
import parley.prompts.lint.PromptLint;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.tutor.models.ModelFault;

/** What checks say to authors, and faults to operators, is there in Chinese, too. */
class FindingSentencesTest {
    private static final Path PAGES = Path.of("src/main/resources/web/js");

    /** A key and its message in a file of messages; both stand in single quotes. */
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^  (?:'((?:[^'\\\\]|\\\\.)*)'|(\\w+)):\\s+'((?:[^'\\\\]|\\\\.)*)',$");

    private static final Pattern SAID = Pattern.compile("Said\\.of\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Of our own files, which no author writes: shipped phrases, the specification's cases, answers that are shown. */
    private static final List<String> NOT_FOR_AUTHORS =
            List.of("PhraseBook.java", "ConformanceCase.java", "AnswerKey.java", "CourseAnswersCheck.java");

    @TempDir
    Path folder;

    private static Map<String, String> chinese() throws IOException {
        return entries(PAGES.resolve("studio/findings.zh-CN.js"));
    }

    private static Map<String, String> entries(Path file) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (MatchResult entry : ENTRY.matcher(Files.readString(file)).results().toList()) {
            String key = entry.group(1) == null ? entry.group(2) : entry.group(1);
            assertThat(entries.put(key.replace("\\'", "'"), entry.group(3)))
                    .as(key)
                    .isNull();
        }
        return entries;
    }

    @Test
    void everySentenceWithValuesIsTranslated() throws IOException {
        Map<String, String> chinese = chinese();
        TreeSet<String> missing = new TreeSet<>();
        for (String sources : List.of("../prompts/src/main/java", "src/main/java/parley/api/studio")) {
            try (Stream<Path> files = Files.walk(Path.of(sources))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !NOT_FOR_AUTHORS.contains(String.valueOf(path.getFileName())))
                        .toList()) {
                    SAID.matcher(Files.readString(file))
                            .results()
                            .map(said -> said.group(1).replace("\\\"", "\""))
                            .filter(pattern -> pattern.contains(" ") && !chinese.containsKey(pattern))
                            .forEach(missing::add);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void aTranslationHasAPlaceForEachValueAndForNoOther() throws IOException {
        chinese().forEach((english, translated) -> {
            int values = english.split("\\{}", -1).length - 1;
            int next =
                    (int) Pattern.compile("\\{}").matcher(translated).results().count();
            int numbered = (int) Pattern.compile("\\{\\d}")
                    .matcher(translated)
                    .results()
                    .peek(place -> assertThat(place.group().charAt(1) - '0')
                            .as(english)
                            .isLessThan(values))
                    .count();
            assertThat(next + numbered).as(english).isEqualTo(values);
        });
    }

    @Test
    void whatIsFoundInABrokenCourseAndABrokenPromptIsTranslated() throws IOException {
        Path course = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(course.resolve("course.yaml"), """
                id: Broken
                title: {de: Kaputt}
                subject: cooking
                strange: field
                units:
                  - id: one
                    title: One
                    concepts:
                      - id: a
                        title: A
                        explanations: {definition: "", poem: x}
                        requires: [nowhere]
                        items:
                          - id: a
                            kind: riddle
                          - id: b
                            kind: cloze
                            text: no gaps
                  - missing.yaml
                """);
        List<Finding> found = CourseReader.read(course).findings();
        assertThat(found).hasSizeGreaterThan(8);

        Path prompts = Files.createDirectories(folder.resolve("prompts"));
        Files.writeString(prompts.resolve("greet.prompt"), """
                ---
                colour: red
                input: {schema: {name: string, learnerText: string, unused: string}}
                ---
                {{learnerText}} {{nobody}} {{name}}
                """);
        PromptBundle bundle = PromptLibrary.over(prompts).workingCopy("greet").orElseThrow();
        List<Finding> linted = PromptLint.check(bundle, "greet.samples.yaml", null, LintSettings.usual()).stream()
                .map(one -> one.finding())
                .toList();
        assertThat(linted).hasSizeGreaterThan(4);

        Map<String, String> chinese = chinese();
        for (Finding finding : Stream.concat(found.stream(), linted.stream()).toList()) {
            for (Said said : List.of(finding.said(), finding.advice())) {
                assertThat(said.isEmpty() || chinese.containsKey(said.pattern()))
                        .as(said.pattern())
                        .isTrue();
            }
        }
    }

    @Test
    void everyFaultOfAModelIsExplainedToOperators() throws IOException {
        for (String messages : List.of("messages.en.js", "messages.zh-CN.js")) {
            assertThat(entries(PAGES.resolve(messages)).keySet())
                    .containsAll(Arrays.stream(ModelFault.Kind.values())
                            .flatMap(kind -> Stream.of("fault." + kind.word(), "outcome." + kind.word()))
                            .toList());
        }
    }
}
