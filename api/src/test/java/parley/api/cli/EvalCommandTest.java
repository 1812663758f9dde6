package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley eval} as a build calls it: the whole installation in a fresh data folder. */
class EvalCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int eval(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "eval";
        all[1] = "--data";
        all[2] = folder.resolve("data").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return ParleyCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private String suite(String expectation) throws IOException {
        String yaml = """
                suite: one
                course: everyday-english
                cases:
                  - case: a hint
                    starts_at: order-coffee
                    turns: [{ learner: "a hint, please", expect: { moves: EXPECTED } }]
                """;
        return Files.writeString(folder.resolve("one.yaml"), yaml.replace("EXPECTED", expectation))
                .toString();
    }

    @Test
    void theShippedSuitePassesAndIsReportedInThreeWays() throws IOException {
        Path json = folder.resolve("report.json");
        Path junit = folder.resolve("report.xml");

        int code = eval("everyday-english", "--json", json.toString(), "--junit", junit.toString());

        assertThat(code).as(out + "\n" + err).isZero();
        assertThat(out.toString()).contains(" 0 failed, 0 invalid").contains("worded by: authored");
        assertThat(Files.readString(json)).contains("\"exit_code\" : 0");
        assertThat(Files.readString(junit)).contains("failures=\"0\" errors=\"0\"");
    }

    @Test
    void aFailedCaseIsOneAndSaysWhere() throws IOException {
        String file = suite("Reveal");

        assertThat(eval(file)).as(err.toString()).isEqualTo(1);
        assertThat(out.toString()).contains(file + ":6:59: moves: expected [Reveal], but got [Hint]");
    }

    @Test
    void whatCouldNotBeJudgedIsTwoAndOneLine() throws IOException {
        assertThat(eval(folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(out.toString()).contains("none.yaml: error: there is no such file");

        assertThat(eval(
                        suite("Hint"),
                        "--json",
                        folder.resolve("no/such/folder.json").toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("--json")
                .contains("cannot be written");
    }
}
