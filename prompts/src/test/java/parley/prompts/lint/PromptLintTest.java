package parley.prompts.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.prompts.library.FolderPromptStore;
import parley.prompts.library.Label;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptFileName;
import parley.prompts.library.PromptLibrary;
import parley.prompts.library.ReleaseGate;
import parley.prompts.lint.LintFinding.Code;

class PromptLintTest {
    private static final String FRONT = """
            ---
            input:
              schema:
                topic: string, what is learnt
                learnerText?: string
            ---
            """;
    private static final String FENCED = """
            ---
            parley.learner-text: [words]
            input:
              schema:
                topic: string, what is learnt
                learnerText?: string
                learnerInfo?(object): {goal: string}
                learnerIsNew?: boolean
                turns?(array): {who: string, words: string}
            ---

            """;
    private static final String GOOD = FRONT + "About {{topic}}.{{#if learnerText}} {{learner learnerText}}{{/if}}\n";
    private static final String SAMPLES = "samples:\n  - name: one\n    inputs: {topic: tenses, learnerText: hm}\n";

    @TempDir
    Path folder;

    static List<String> shipped() {
        return List.copyOf(PromptLibrary.shipped().names());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedPromptIsCleanInEveryLocaleAndWithEverySample(String name) throws Exception {
        assertThat(lint(name)).extracting(LintFinding::asLine).isEmpty();
    }

    @Test
    void aGoodPromptHasNothingWrong() throws Exception {
        write("greet.prompt", GOOD);
        write("greet.zh-CN.prompt", GOOD.replace("About", "关于"));
        write("greet.samples.yaml", SAMPLES);

        assertThat(lint("greet")).isEmpty();
    }

    @Test
    void namesTheMissingLocaleAndSamples() throws Exception {
        write("greet.prompt", GOOD);

        assertThat(lint("greet")).extracting(LintFinding::code).containsOnly(Code.MISSING_LOCALE, Code.NO_SAMPLES);
    }

    @Test
    void aTranslationTakesTheSameInputs() throws Exception {
        write("greet.prompt", GOOD);
        write("greet.zh-CN.prompt", "---\ninput: {schema: {thema: string}}\n---\n关于 {{thema}}\n");
        write("greet.samples.yaml", SAMPLES);

        assertThat(lint("greet"))
                .filteredOn(found -> found.code() == Code.LOCALE_INPUTS)
                .extracting(found -> found.finding().message())
                .anyMatch(message -> message.contains("lacks learnerText, topic"))
                .anyMatch(message -> message.contains("adds thema"));
    }

    @Test
    void findsABlockThatIsNotClosed() throws Exception {
        expect(FRONT + "{{#if topic}}\nAbout {{topic}}\n", Code.BLOCK, 7);
    }

    @Test
    void findsABlockThatIsClosedByAnother() throws Exception {
        expect(FRONT + "Hi\n{{#if topic}}{{topic}}{{/each}}\n", Code.BLOCK, 8);
    }

    @Test
    void findsAnUnknownHelper() throws Exception {
        expect(FRONT + "\n{{topic}} {{#shout topic}}x{{/shout}}\n", Code.UNKNOWN_HELPER, 8);
    }

    @Test
    void findsAnUnknownVariable() throws Exception {
        expect(FRONT + "Hi\n{{topic}} and {{topik}}\n", Code.UNKNOWN_VARIABLE, 8);
    }

    @Test
    void findsAnUnknownFieldOfAnItem() throws Exception {
        expect("""
                ---
                input:
                  schema:
                    moves(array):
                      task: string
                ---
                {{#each moves}}
                {{task}} {{tusk}}
                {{/each}}
                """, Code.UNKNOWN_VARIABLE, 8);
    }

    @Test
    void findsAnInputThatNothingUses() throws Exception {
        expect(
                FRONT.replace("  learnerText?", "  level: string\n    learnerText?")
                        + "{{topic}}{{learner learnerText}}\n",
                Code.UNUSED_INPUT,
                5);
    }

    @Test
    void findsALearnersWordsOutsideOfAFence() throws Exception {
        expect(FRONT + "{{topic}}: {{learnerText}}\n", Code.FENCE, 7);
        expect(
                "---\nparley.learner-text: [heard]\ninput: {schema: {heard: string}}\n---\nYou said {{heard}}\n",
                Code.FENCE,
                5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{learnerInfo.goal}}",
                "{{#with learnerInfo}}{{goal}}{{/with}}",
                "{{json this}}",
                "{{json @root}}",
                "{{json turns}}",
                "{{#each turns}}{{json this}}{{/each}}",
                "{{#turns}}{{json this}}{{/turns}}",
                "{{#each turns}}{{words}}{{/each}}",
                "{{lookup this \"learnerText\"}}",
                "{{lookup this topic}}",
                "{{json (lookup turns 0)}}",
                "{{#with (lookup this \"learnerText\")}}{{this}}{{/with}}",
                "{{#learnerText}}{{this}}{{/learnerText}}",
                "{{role \"user\" note=learnerText}}"
            })
    void noWayAroundTheFenceIsOpen(String body) throws Exception {
        expect(FENCED + body + "\n", Code.FENCE, 12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{learner learnerInfo.goal}}",
                "{{learner (json turns)}}",
                "{{learner (lookup this \"learnerText\")}}",
                "{{lookup this \"topic\"}}",
                "{{json topic}}",
                "{{#if learnerText}}{{topic}}{{/if}}",
                "{{#learnerIsNew}}{{topic}}{{/learnerIsNew}}",
                "{{learnerIsNew}}",
                "{{#each turns}}{{who}}: {{learner words}}{{/each}}"
            })
    void whatIsFencedOrTheAuthorsOwnIsLeftAlone(String body) throws Exception {
        write("greet.prompt", FENCED + body + "\n");

        assertThat(lint("greet")).extracting(LintFinding::code).doesNotContain(Code.FENCE, Code.UNKNOWN_VARIABLE);
    }

    @Test
    void findsMalformedFrontMatter() throws Exception {
        expect("---\ninput: [\n---\nHi\n", Code.FRONT_MATTER, 3);
        expect("---\ninput: {schema: {topic: {}, level: [A, B]}}\n---\n{{topic}}\n", Code.SCHEMA, 2);
    }

    @Test
    void findsWhatNoModelWouldGet() throws Exception {
        expect("---\ninput: {schema: {topic: string}}\n---\n{{topic}}\n{{media url=topic}}\n", Code.NOT_SENT, 5);
        write("_shown.prompt", "Look:\n{{section \"examples\"}}\n");
        write("greet.prompt", "{{> shown}}\n");

        assertThat(lint("greet"))
                .filteredOn(found -> found.code() == Code.NOT_SENT)
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.finding().at().file()).endsWith("_shown.prompt");
                    assertThat(found.finding().at().line()).isEqualTo(2);
                    assertThat(found.asLine()).contains("error[not-sent]", "{{section}}");
                });
    }

    @Test
    void findsATypeOrSchemaThatIsMissingOrCannotBeUsed() throws Exception {
        expect("---\ninput: {schema: {topic: strong}}\n---\n{{topic}}\n", Code.SCHEMA, 2);
        write("place.schema.yaml", "city: strang\n");
        expect("---\ninput:\n  schema:\n    home: place\n---\n{{home.city}}\n", Code.SCHEMA, 4);
        assertThat(lint("greet"))
                .extracting(LintFinding::asLine)
                .anyMatch(line -> line.contains("place.schema.yaml:1:") && line.contains("strang"));
        write("place.schema.yaml", "town: string\n");
        expect("---\ninput:\n  schema:\n    home: place\n---\n{{home.city}}\n", Code.UNKNOWN_VARIABLE, 6);
    }

    @Test
    void findsAKeyThatTheFormatDoesNotHave() throws Exception {
        expect("---\ninputs: {schema: {topic: string}}\n---\nHi\n", Code.UNKNOWN_KEY, 2);
    }

    @Test
    void findsPartialsThatAreMissingOrGoInACircle() throws Exception {
        expect("Hi\n{{> nothing}}\n", Code.UNKNOWN_PARTIAL, 2);
        write("_a.prompt", "{{> b}}\n");
        write("_b.prompt", "{{> a}}\n");
        expect("Hi {{> a}}\n", Code.CIRCULAR_PARTIAL, 0);
    }

    @Test
    void aMistakeInAPartialIsPlacedInItsOwnFileAndLine() throws Exception {
        write("_tone.prompt", "---\ndescription: Sets the tone.\n---\nKindly\n{{#if x}}\n");
        write("greet.prompt", "{{> tone}}\n");

        assertThat(lint("greet"))
                .filteredOn(found -> found.code() == Code.BLOCK)
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.finding().at().file()).endsWith("_tone.prompt");
                    assertThat(found.finding().at().line()).isGreaterThanOrEqualTo(5);
                });
    }

    @Test
    void findsASampleThatDoesNotFit() throws Exception {
        write("greet.prompt", GOOD);
        write(
                "greet.samples.yaml",
                "samples:\n  - name: one\n    inputs: {topic: tenses}\n  - name: two\n    inputs: {topik: tenses}\n");

        assertThat(lint("greet"))
                .filteredOn(found -> found.code() == Code.SAMPLE)
                .isNotEmpty()
                .allSatisfy(found -> {
                    assertThat(found.finding().at().file()).endsWith("greet.samples.yaml");
                    assertThat(found.finding().at().line()).isEqualTo(4);
                    assertThat(found.finding().message()).contains("“two”");
                });
    }

    @Test
    void findsWhatIsOverTheModelsWindow() throws Exception {
        write("greet.prompt", FRONT + "{{topic}} " + "word ".repeat(10_000) + "{{learner learnerText}}\n");
        write("greet.samples.yaml", SAMPLES);

        assertThat(lint("greet"))
                .filteredOn(found -> found.code() == Code.WINDOW)
                .singleElement()
                .satisfies(found -> assertThat(found.finding().message()).contains("8192"));
    }

    private void expect(String text, Code code, int line) throws Exception {
        write("greet.prompt", text);
        assertThat(lint("greet"))
                .as(text)
                .filteredOn(found -> found.code() == code)
                .isNotEmpty()
                .allSatisfy(found -> {
                    assertThat(found.finding().hint()).isNotEmpty();
                    if (line > 0) {
                        assertThat(found.finding().at().line())
                                .as(found.asLine())
                                .isEqualTo(line);
                    }
                });
    }

    private void write(String fileName, String text) throws Exception {
        Files.writeString(folder.resolve(fileName), text);
    }

    private List<LintFinding> lint(String name) throws Exception {
        var store = new FolderPromptStore(folder);
        var library = PromptLibrary.of(store, Label.PRODUCTION);
        var desk = new PromptDesk(library, store, ReleaseGate.closed("none"), Clock.systemUTC());
        return PromptLint.check(
                desk.state(name, "working"),
                desk.place(name + PromptFileName.SAMPLES_ENDING),
                desk.samplesFile(name).map(PromptDesk.SourceFile::text).orElse(null),
                LintSettings.usual());
    }
}
