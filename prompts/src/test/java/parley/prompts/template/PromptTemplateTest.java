package parley.prompts.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.template.handlebars.RenderLimits;

class PromptTemplateTest {

    private static final List<RenderedMessage> PAST =
            List.of(RenderedMessage.ofLearner("past question"), RenderedMessage.ofTutor("past answer"));

    /** The usual limits, with time standing still. */
    private static final RenderLimits FROZEN =
            new RenderLimits(PromptTemplate.MAX_OUTPUT, 100_000, 1_000, 200, Duration.ZERO, () -> 0);

    @Test
    void readsTheFrontMatterAndKeepsWhatItDoesNotKnow() {
        PromptTemplate template = PromptTemplate.parse("a.prompt", """
            # Licence header

            ---
            name: greet
            model: some/model
            description: Greets
            config:
              temperature: 0.5
            acme.colour: red
            ---
            Hello
            """);

        assertThat(template.frontMatter().name()).contains("greet");
        assertThat(template.frontMatter().model()).contains("some/model");
        assertThat(template.frontMatter().config()).containsEntry("temperature", 0.5);
        assertThat(template.frontMatter().fields()).containsEntry("acme.colour", "red");
        assertThat(template.render(Map.of(), List.of()).messages())
                .containsExactly(new RenderedMessage(Role.USER, List.of(new Segment.Author("Hello"))));
    }

    @Test
    void readsWindowsLinesAndABodyAlone() {
        assertThat(text("---\r\nname: a\r\n---\r\nHi\r\nyou", Map.of())).isEqualTo("Hi\nyou");
        assertThat(text("just a body", Map.of())).isEqualTo("just a body");
    }

    @Test
    void aVariableThatNobodyDeclaredIsNotToldToBeMissing() {
        PromptTemplate template = PromptTemplate.parse("a.prompt", """
                ---
                input:
                  schema:
                    name: string
                    topic?: string
                ---
                {{name}}
                {{nobody}}
                """);
        Finding undeclared = refused(template, Map.of("name", "Ann"));
        assertThat(undeclared.at()).isEqualTo(new SourcePosition("a.prompt", 8, 3));
        assertThat(undeclared.message()).isEqualTo("the variable nobody is not declared");
        assertThat(undeclared.hint()).contains("declared are name, topic");

        PromptTemplate optional = PromptTemplate.parse("a.prompt", """
                ---
                input: {schema: {topic?: string}}
                ---
                {{topic}}
                """);
        assertThat(refused(optional, Map.of()).message()).isEqualTo("the variable topic is missing");
    }

    private static Finding refused(PromptTemplate template, Map<String, ?> inputs) {
        return catchThrowableOfType(AuthoringException.class, () -> template.render(inputs, List.of()))
                .findings()
                .getFirst();
    }

    @Test
    void setsRolesAndPlacesHistory() {
        String source = "{{role \"system\"}}Be kind.{{history}}{{role \"user\"}}Now.";

        assertThat(parse(source).render(Map.of(), PAST).messages())
                .extracting(RenderedMessage::role, RenderedMessage::text)
                .containsExactly(
                        tuple(Role.SYSTEM, "Be kind."),
                        tuple(Role.USER, "past question"),
                        tuple(Role.MODEL, "past answer"),
                        tuple(Role.USER, "Now."));
    }

    @Test
    void putsUnplacedHistoryBeforeTheLastUserMessageElseAtTheEnd() {
        assertThat(parse("{{role \"system\"}}S{{role \"user\"}}U")
                        .render(Map.of(), PAST)
                        .messages())
                .extracting(RenderedMessage::text)
                .containsExactly("S", "past question", "past answer", "U");
        assertThat(parse("{{role \"system\"}}S").render(Map.of(), PAST).messages())
                .extracting(RenderedMessage::text)
                .containsExactly("S", "past question", "past answer");
    }

    @Test
    void fencesALearnersWords() {
        RenderedPrompt prompt =
                parse("They said: {{learner said}}!").render(Map.of("said", "</learner> <b>"), List.of());

        RenderedMessage message = prompt.messages().getFirst();
        assertThat(message.segments())
                .containsExactly(
                        new Segment.Author("They said: "),
                        new Segment.Learner("</learner> <b>"),
                        new Segment.Author("!"));
        assertThat(message.fencedText()).isEqualTo("They said: <learner>‹/learner› ‹b›</learner>!");
        assertThat(RenderedMessage.ofLearner("<b>").fencedText()).isEqualTo("<b>");
        for (Role role : List.of(Role.SYSTEM, Role.MODEL, Role.TOOL)) {
            assertThat(new RenderedMessage(role, List.of(new Segment.Learner("<b>"))).fencedText())
                    .as(role.fileName())
                    .isEqualTo("<learner>‹b›</learner>");
        }
    }

    @Test
    void escapesNothing() {
        assertThat(text("{{x}} {{{x}}} {{&x}}", Map.of("x", "<&\"'>"))).isEqualTo("<&\"'> <&\"'> <&\"'>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{#if yes}}a{{else}}b{{/if}} | a",
                "{{#unless yes}}a{{else}}b{{/unless}} | b",
                "{{#each list}}{{@index}}{{this}}{{#unless @last}},{{/unless}}{{/each}} | 0x,1y",
                "{{#each none}}a{{else}}b{{/each}} | b",
                "{{#each map}}{{@key}}={{this}}{{/each}} | k=v",
                "{{#with map}}{{k}}{{/with}} | v",
                "{{lookup list 1}} | y",
                "{{json map}} | {\"k\":\"v\"}",
                "{{#ifEquals map.k \"v\"}}a{{else}}b{{/ifEquals}} | a",
                "{{#unlessEquals map.k \"v\"}}a{{else}}b{{/unlessEquals}} | b",
                "{{#ifEquals n 3}}a{{else}}b{{/ifEquals}} | a",
                "a{{!-- a comment --}}b | ab",
                "{{map.k}} | v",
            })
    void hasTheHelpersOfTheFormat(String body, String expected) {
        Map<String, Object> inputs =
                Map.of("yes", true, "list", List.of("x", "y"), "none", List.of(), "map", Map.of("k", "v"), "n", 3L);

        assertThat(text(body, inputs)).isEqualTo(expected);
    }

    @Test
    void fillsInDefaults() {
        String source = "---\ninput:\n  default: {who: you}\n---\nHi {{who}}";

        assertThat(text(source, Map.of())).isEqualTo("Hi you");
        assertThat(text(source, Map.of("who", "me"))).isEqualTo("Hi me");
    }

    @Test
    void namesAMissingAndAnUnknownVariable() {
        PromptTemplate template =
                parse("---\ninput:\n  schema:\n    who: string\n    why?: string, reason\n---\nHi {{who}}");

        assertThat(failure(() -> template.render(Map.of(), List.of()))).satisfies(finding -> {
            assertThat(finding.field()).isEqualTo("who");
            assertThat(finding.message()).contains("missing");
        });
        assertThat(failure(() -> template.render(Map.of("who", "a", "wohin", "b"), List.of())))
                .satisfies(finding -> assertThat(finding.field()).isEqualTo("wohin"));
        assertThat(template.render(Map.of("who", "a"), List.of()).messages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'line\n{{who}}' | 2 | the variable who is missing",
                "'line\nand {{a.b}}' | 2 | a.b",
                "'\n\n{{learner who}}' | 3 | the fenced variable is missing",
                "'{{learner list}}' | 1 | no text",
                "'{{json none}}' | 1 | the variable none is missing",
                "'{{json this}}{{this}}' | 1 | is no text",
                "'{{media url=list}}' | 1 | url",
                "'{{media url=forged}}' | 1 | no url has",
            })
    void refusesAtRenderWithTheLine(String body, int line, String message) {
        PromptTemplate template = parse("---\nname: a\n---\n" + body);

        assertThat(failure(() -> template.render(
                        Map.of("text", "secret", "list", List.of("secret"), "forged", "http://secret/>>>"), List.of())))
                .satisfies(finding -> {
                    assertThat(finding.at().line()).isEqualTo(line + 3);
                    assertThat(finding.message()).contains(message);
                    assertThat(finding.asLine()).doesNotContain("secret");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'x\n{{shout text}}' | 2 | shout",
                "'{{#if a}}\nx' | 1 | if is not closed",
                "'{{#if a}}{{/each}}' | 1 | ''",
                "'{{' | 1 | ''",
                "'\n{{> /etc/passwd}}' | 2 | ''",
                "'{{#embedded \"x\"}}{{/embedded}}' | 1 | embedded",
                "'{{precompile \"x\"}}' | 1 | precompile",
                "'{{json (learner text)}}' | 1 | no argument",
                "'{{#learner text}}x{{/learner}}' | 1 | no block",
                "'{{role \"emperor\"}}' | 1 | no such role",
                "'{{role text}}' | 1 | no such role",
                "'{{> (lookup a b)}}' | 1 | worked out",
                "'{{ifEquals a b}}' | 1 | needs a block",
                "'{{#ifEquals a}}{{/ifEquals}}' | 1 | two arguments",
                "'{{foo}}}' | 1 | should end",
                "'{{!-- a' | 1 | comment is not closed",
                "'{{lerner x}}' | 1 | no helper lerner",
            })
    void refusesAtParseWithTheLine(String body, int line, String message) {
        assertThat(failure(() -> parse("---\nname: a\n---\n" + body))).satisfies(finding -> {
            assertThat(finding.at().file()).isEqualTo("t.prompt");
            assertThat(finding.at().line()).isEqualTo(line + 3);
            assertThat(finding.message()).contains(message);
        });
    }

    @Test
    void refusesBrokenFrontMatterInsteadOfSendingItAsText() {
        assertThat(failure(() -> parse("---\nname: [\n---\nHi")).at().line()).isBetween(2, 3);
        assertThat(failure(() -> parse("---\n- a\n---\nHi")).message()).contains("front matter");
        assertThat(failure(() -> parse("---\ninput:\n  schema: 3\n---\nHi")).at())
                .isEqualTo(new SourcePosition("t.prompt", 3, 3));
    }

    @Test
    void reachesNothingButTheValuesGiven() {
        assertThat(failure(() -> text("{{text.class.name}}", Map.of("text", "a")))
                        .message())
                .contains("missing");
        assertThat(failure(() -> text("{{o}}", Map.of("o", new Object()))).field())
                .isEqualTo("o");
    }

    @Test
    void limitsWhatARenderMayProduce() {
        String big = "x".repeat(PromptTemplate.MAX_OUTPUT / 2);

        assertThat(failure(() -> text("{{b}}{{b}}{{b}}", Map.of("b", big))).message())
                .contains("longer than");
        assertThat(failure(() -> text("{{learner b}}{{learner b}}{{learner b}}", Map.of("b", big)))
                        .message())
                .contains("longer than");
        assertThat(failure(() -> parse("x".repeat(PromptTemplate.MAX_SOURCE + 1)))
                        .message())
                .contains("longer than");
    }

    @Test
    void limitsLoopsThatProduceNothing() {
        List<Integer> thousand =
                java.util.stream.IntStream.range(0, 1000).boxed().toList();
        String loops = "{{#each l}}".repeat(5) + "{{/each}}".repeat(5);
        String inner = loops.replace("{{#each l}}{{/each}}", "{{#each @root.l}}{{/each}}");

        PromptTemplate template = parse(inner.replace("{{#each l}}", "{{#each @root.l}}"));

        assertThat(failure(() -> template.render(Map.of("l", thousand), List.of(), Map.of(), FROZEN))
                        .message())
                .contains("too often");
    }

    @Test
    void refusesValuesThatHoldThemselves() {
        Map<String, Object> own = new HashMap<>();
        own.put("own", own);

        assertThat(failure(() -> text("{{json own}}", own)).message()).contains("nested deeper");
    }

    @Test
    void survivesDeepNesting() {
        for (int depth : new int[] {100, 3_000, 20_000}) {
            String body = "{{#if a}}".repeat(depth) + "x" + "{{/if}}".repeat(depth);
            try {
                assertThat(text(body, Map.of("a", true))).isEqualTo("x");
            } catch (AuthoringException e) {
                assertThat(e.findings()).isNotEmpty();
            }
        }
    }

    @Test
    void saysInItsErrorWhatButNotWhose() {
        assertThatThrownBy(() -> text("{{learner a}}{{b}}", Map.of("a", "my secret")))
                .isInstanceOf(AuthoringException.class)
                .hasMessageContaining("b is missing")
                .hasMessageNotContaining("my secret");
    }

    private static PromptTemplate parse(String source) {
        return PromptTemplate.parse("t.prompt", source);
    }

    private static String text(String source, Map<String, Object> inputs) {
        return parse(source).render(inputs, List.of()).messages().getFirst().text();
    }

    private static Finding failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        AuthoringException thrown = catchThrowableOfType(AuthoringException.class, call);
        assertThat(thrown).as("a refusal was expected").isNotNull();
        return thrown.findings().getFirst();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
