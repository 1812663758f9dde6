package parley.evaluation.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.evaluation.check.Check;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.tutor.understanding.Intent;

class SuiteReaderTest {
    private static final String GOOD = """
            suite: cafe
            course: cafe-course
            locale: zh-CN
            cases:
              - case: a coffee
                turns:
                  - opens: true
                    expect:
                      moves: [Welcome, Ask]
                  - learner: 12
                    expect:
                      intent: ANSWER
                      answer: wrong
                      text_contains:
                        - coffee
                        - please
                      max_chars: 400
              - case: from the middle
                locale: en
                starts_at: coffee
                turns:
                  - learner: a coffee please
                    expect: { answer: right, moves_contain: Praise }
            """;

    private static SuiteReading read(String yaml) {
        return SuiteReader.read("s.yaml", yaml.getBytes(UTF_8));
    }

    @Test
    void readsCasesTurnsAndChecksWithTheirPlaces() {
        SuiteReading reading = read(GOOD);
        assertThat(reading.findings()).isEmpty();
        Suite suite = requireNonNull(reading.suite());

        assertThat(suite.name()).isEqualTo("cafe");
        assertThat(suite.courseId()).isEqualTo("cafe-course");
        SuiteCase first = suite.cases().getFirst();
        assertThat(first.locale()).isEqualTo("zh-CN");
        assertThat(first.turns().getFirst().opens()).isTrue();
        // A number is text where a text is meant.
        assertThat(first.turns().get(1).learner()).isEqualTo("12");
        assertThat(first.turns().get(1).checks())
                .contains(
                        new Check.IntentIs(new SourcePosition("s.yaml", 12, 19), Intent.ANSWER),
                        new Check.TextContains(new SourcePosition("s.yaml", 15, 15), "coffee"),
                        new Check.TextContains(new SourcePosition("s.yaml", 16, 15), "please"))
                .hasSize(5);
        assertThat(suite.cases().get(1).locale()).isEqualTo("en");
        assertThat(suite.cases().get(1).startsAt()).isEqualTo("coffee");
    }

    /** One line of the good suite made bad: where it is found, at which field, and what is said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            suite: cafe               | suit: cafe               | s.yaml:1:1   | suit              | no such field
            suite: cafe               | suit: cafe               | s.yaml:1:1   | suite             | missing
            locale: zh-CN             | locale: fr               | s.yaml:3:9   | locale            | does not speak
            [Welcome, Ask]            | [Welcome, ask]           | s.yaml:9:28  | cases[0].turns[0].expect.moves | no such move
            [Welcome, Ask]            | []                       | s.yaml:9:18  | cases[0].turns[0].expect.moves | empty
            intent: ANSWER            | intent: answer           | s.yaml:12:19 | cases[0].turns[1].expect.intent | no such value
            answer: wrong             | answer: perhaps          | s.yaml:13:19 | cases[0].turns[1].expect.answer | no such value
            max_chars: 400            | max_chars: 0             | s.yaml:17:22 | cases[0].turns[1].expect.max_chars | whole number
            max_chars: 400            | max_char: 400            | s.yaml:17:11 | cases[0].turns[1].expect.max_char | no such field
            - coffee                  | - "**"                   | s.yaml:15:15 | cases[0].turns[1].expect.text_contains | nothing to look for
            moves: [Welcome, Ask]     | intent: READY            | s.yaml:9:19  | cases[0].turns[0].expect.intent | nothing of the learner
            learner: 12               | opens: true              | s.yaml:10:16 | cases[0].turns[1].opens | only the first turn
            learner: 12               | learner: ""              | s.yaml:10:18 | cases[0].turns[1].learner | 1 to 4000
            opens: true               | opens: yes               | s.yaml:7:16  | cases[0].turns[0].opens | only `true`
            case: from the middle     | case: a coffee           | s.yaml:18:11 | cases[1].case     | already taken at s.yaml:5:11
            expect: { answer: right, moves_contain: Praise } | expect: {} | s.yaml:23:17 | cases[1].turns[0].expect | nothing is expected
            expect: { answer: right, moves_contain: Praise } | expect: soon | s.yaml:23:17 | cases[1].turns[0].expect | a mapping is expected
            """)
    void saysWhereAndWhatIsWrong(String good, String bad, String place, String field, String message) {
        assertThat(GOOD).contains(good);
        SuiteReading reading = read(GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad));

        assertThat(reading.suite()).isNull();
        assertThat(reading.findings()).anySatisfy(finding -> {
            assertThat(finding.at()).hasToString(place);
            assertThat(finding.field()).isEqualTo(field);
            assertThat(finding.message()).contains(message);
            assertThat(finding.hint()).isNotEmpty();
        });
    }

    @Test
    void suggestsTheSpellingOfAMove() {
        Finding finding =
                read(GOOD.replace("[Welcome, Ask]", "[welcome]")).findings().getFirst();
        assertThat(finding.hint()).startsWith("did you mean Welcome? use one of Welcome, Ask");
    }

    @Test
    void aCaseThatChecksNothingIsAnError() {
        SuiteReading reading = read("""
                suite: s
                course: c
                cases:
                  - case: talk only
                    turns: [{ learner: hello }]
                """);
        assertThat(reading.suite()).isNull();
        assertThat(reading.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.at()).hasToString("s.yaml:5:12");
            assertThat(finding.message()).contains("checks nothing");
        });
    }

    @Test
    void aSuiteWithoutCasesIsAnError() {
        for (String cases : new String[] {"", "cases:", "cases: []", "cases: none"}) {
            SuiteReading reading = read("suite: s\ncourse: c\n" + cases + "\n");
            assertThat(reading.suite()).isNull();
            assertThat(reading.findings()).isNotEmpty();
        }
        assertThat(read("").suite()).isNull();
    }

    @Test
    void refusesMoreCasesAndTurnsThanItsLimits() {
        String one = "  - { case: NAME, turns: [{ opens: true, expect: { moves: Welcome } }] }\n";
        var cases = new StringBuilder("suite: s\ncourse: c\ncases:\n");
        for (int i = 0; i < Suite.MAX_CASES; i++) {
            cases.append(one.replace("NAME", "c" + i));
        }
        assertThat(read(cases.toString()).findings()).isEmpty();
        cases.append(one.replace("NAME", "one more"));
        assertThat(read(cases.toString()).findings().getFirst().message()).contains("501 entries");

        String turns = "{ learner: a, expect: { moves: Ask } },".repeat(SuiteCase.MAX_TURNS + 1);
        SuiteReading long1 = read("suite: s\ncourse: c\ncases: [{ case: c, turns: [" + turns + "] }]\n");
        assertThat(long1.findings().getFirst().message()).contains("101 entries");
    }

    @Test
    void filesThatAreNoSuiteGiveOneLine(@TempDir Path folder) throws IOException {
        Path big = Files.write(folder.resolve("big.yaml"), new byte[1024 * 1024 + 1]);
        Path picture = Files.write(folder.resolve("picture.yaml"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10});

        for (Path file : new Path[] {folder, folder.resolve("missing.yaml"), big, picture}) {
            SuiteReading reading = SuiteReader.read(file);
            assertThat(reading.suite()).isNull();
            assertThat(reading.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.asLine())
                            .startsWith(file.toString())
                            .doesNotContain("\n"));
        }
    }

    /** Whatever an editor leaves behind, reading ends with a suite or with findings. */
    @Property(tries = 300)
    void aBrokenEditNeverThrows(@ForAll long seed) {
        var random = new Random(seed);
        var text = new StringBuilder(GOOD);
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "[{:-\n \"'*&!0".charAt(random.nextInt(12)));
                // Long enough that as many deletions as may follow leave something to edit.
                case 2 -> text.setLength(Math.max(4, at));
                default -> throw new AssertionError();
            }
        }
        SuiteReading reading = read(text.toString());
        assertThat(reading.suite() == null).isEqualTo(Finding.anyError(reading.findings()));
    }
}
