package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a released change, as an author does it. */
class PromptCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("prompt", args[0], "--data", data.toString()));
        all.addAll(List.of(args).subList(1, args.length));
        return ParleyCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    @Test
    void aNewPromptIsCheckedTriedChangedReleasedAndTakenBack() throws IOException {
        assertThat(run("new", "greet")).as(err.toString()).isZero();
        assertThat(run("lint", "--strict", "greet")).as(out.toString()).isZero();
        assertThat(run("render", "greet", "--sample", "a plain")).isZero();
        assertThat(out.toString()).contains("── system", "the past tense", "── model", "Why is it \"went\"");
        assertThat(run("render", "greet", "--locale", "zh-CN", "--json")).isZero();
        assertThat(out.toString()).startsWith("[{").contains("\"role\":\"system\"", "你在帮助");

        assertThat(run("release", "greet", "--to", "production", "-m", "first", "--author", "Ann"))
                .as(err.toString())
                .isZero();
        change("two short sentences", "one short sentence");
        assertThat(run("diff", "greet@production", "greet")).isEqualTo(1);
        assertThat(out.toString())
                .contains("══ Source: greet.prompt", "══ Rendered: a plain question (en)")
                .contains("- Answer in at most two short sentences.", "+ Answer in at most one short sentence.")
                .contains("1 file and 2 of 4 rendered samples differ");
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .containsPattern("greet +yours; locales zh-CN; production [0-9a-f]{16}; working copy not released");

        assertThat(run("release", "greet", "--to", "production", "--share", "20", "-m", "shorter"))
                .isZero();
        assertThat(out.toString()).contains("production tries", "20 %");
        assertThat(run("rollback", "greet")).isZero();
        assertThat(out.toString()).containsPattern("production no longer tries [0-9a-f]+ and stays on [0-9a-f]+");
        assertThat(run("release", "greet", "--to", "production", "--share", "20", "-m", "shorter"))
                .isZero();
        assertThat(run("release", "greet", "--to", "production", "-m", "shorter for all"))
                .isZero();
        assertThat(run("rollback", "greet", "-m", "too short")).isZero();
        assertThat(run("show", "greet")).isZero();
        assertThat(out.toString()).contains("Ann", "first", "shorter for all", "back to", "too short");
        assertThat(run("diff", "greet@production", "greet@shipped")).isEqualTo(2);
        assertThat(err.toString()).contains("greet does not come with Parley");
    }

    @Test
    void promptsThatCannotBeUsedAreListedAndChecked() throws IOException {
        run("new", "greet");
        Path prompts = data.resolve("prompts");
        Files.writeString(prompts.resolve("broke.prompt"), "---\nmodel: [\n---\nHello\n");
        Files.writeString(prompts.resolve("big.prompt"), "x".repeat(2_000_000));
        Files.createDirectory(prompts.resolve("folder.prompt"));
        Files.write(prompts.resolve("bytes.prompt"), new byte[] {'a', (byte) 0xff, (byte) 0xfe});

        assertThat(run("list")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("greet ")
                .containsPattern("broke .*BROKEN")
                .containsPattern("big .*BROKEN");
        assertThat(run("list", "--missing")).as(err.toString()).isZero();

        assertThat(run("lint")).as(err.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("broke.prompt:", "big.prompt", "bytes.prompt");
        assertThat(run("lint", "big")).isEqualTo(2);
        assertThat(err.toString()).contains("big.prompt", "larger").doesNotContain("there is no prompt");
        assertThat(run("render", "bytes")).isNotZero();
        assertThat(err.toString()).contains("UTF-8");
    }

    @Test
    void namesFileLineColumnCodeAndHint() throws IOException {
        run("new", "greet");
        change("{{topic}}", "{{topik}}");

        assertThat(run("lint", "greet")).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern(
                        "greet\\.prompt:16:\\d+: error\\[unknown-variable]: topik: the variable topik is not"
                                + " declared \\(check its name, or add it to input\\.schema; declared are learnerText, level, topic\\)");
        assertThat(run("lint", "--json", "greet")).isEqualTo(1);
        assertThat(out.toString()).contains("\"code\":\"unknown-variable\"", "\"line\":16");
        assertThat(run("watch", "--once", "greet")).isZero();
        assertThat(out.toString()).contains("error[unknown-variable]");
        assertThat(run("lint", "absent")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no prompt absent");
    }

    @Test
    void aBrokenPromptIsNotReleasedAndLearnersKeepTheLastOne() throws IOException {
        run("new", "greet");
        change("{{history}}", "{{#if topic}}");

        assertThat(run("release", "greet", "--to", "production")).isEqualTo(1);
        assertThat(err.toString()).contains("greet cannot be used", "greet.prompt:");
        assertThat(run("list")).isZero();
        assertThat(out.toString()).doesNotContain("production ");
    }

    @Test
    void withoutAModelTheSuitesCannotJudgeAndAForcedReleaseSaysWhy() throws IOException {
        run("new", "greet");
        change("name: greet", "name: greet\nparley.suites: [my-suite.yaml]");

        assertThat(run("release", "greet", "--to", "production")).isEqualTo(1);
        assertThat(err.toString()).contains("greet is not released", "without a model");
        assertThat(run("release", "greet", "--to", "production", "--force", "tried by hand"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("FORCED: tried by hand");
    }

    @Test
    void listsShippedPromptsAndRefusesWhatItCannotDo() {
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .containsPattern("tutor-reply +shipped; locales zh-CN")
                .doesNotContain("_move-ask");
        assertThat(run("list", "--partials", "--json")).isZero();
        assertThat(out.toString()).contains("\"name\":\"_move-ask\"");
        assertThat(run("lint")).as(out.toString()).isZero();
        assertThat(run("render", "tutor-reply", "--sample", "no such")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no sample of this name", "a wrong answer gets a hint");
        assertThat(run("release", "tutor-reply", "--to", "moon")).isEqualTo(1);
        assertThat(err.toString()).contains("expected draft, staging or production");
        assertThat(run("rollback", "tutor-reply")).isEqualTo(1);
        assertThat(run("new", "Bad Name")).isEqualTo(1);
        assertThat(run("new", "tutor-reply")).isEqualTo(1);
    }

    @Test
    void listsWhatLacksALocale() throws IOException {
        assertThat(run("list", "--missing")).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("0 missing files");

        run("new", "greet");
        Files.delete(data.resolve("prompts/greet.zh-CN.prompt"));
        Files.writeString(data.resolve("prompts/greet.formal.es.prompt"), "Buenos días.\n");
        assertThat(run("list", "--missing")).isZero();
        assertThat(out.toString())
                .containsPattern("greet +lacks greet\\.zh-CN\\.prompt: zh-CN gets greet\\.prompt")
                .containsPattern("greet +lacks greet\\.es\\.prompt: es gets greet\\.prompt")
                .containsPattern("greet +lacks greet\\.formal\\.zh-CN\\.prompt: zh-CN gets greet\\.prompt")
                .contains("3 missing files");
        assertThat(run("list", "--missing", "--json")).isZero();
        assertThat(out.toString()).contains("\"file\":\"greet.zh-CN.prompt\"").doesNotContain("tutor-reply");
    }

    @Test
    void theWindowOfTheSmallestConfiguredModelCounts() throws IOException {
        run("new", "greet");
        change("Answer in at most", "Be kind. ".repeat(400) + "Answer in at most");
        assertThat(run("lint", "greet")).as(out.toString()).isZero();

        Files.writeString(
                data.resolve("parley.yaml"),
                Files.readString(Path.of("../parley.yaml"))
                        .replace("\n  base-url: \"\"", "\n  base-url: http://127.0.0.1:9/v1")
                        .replace("\n  name: \"\"", "\n  name: small")
                        .replace("\n  context-tokens: 8192", "\n  context-tokens: 900"));
        assertThat(run("lint", "greet")).as(out.toString() + err).isEqualTo(1);
        assertThat(out.toString()).contains("error[window]", "the model's window has 900");
    }

    private void change(String from, String to) throws IOException {
        Path file = data.resolve("prompts").resolve("greet.prompt");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
