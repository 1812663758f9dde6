package parley.prompts.template.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.prompts.template.FrontMatter;
import parley.prompts.template.handlebars.Dialect;

class ConformanceTest {

    /** Our own cases, and those of the folder that PARLEY_DOTPROMPT_SPEC names, such as the specification's own spec/. */
    static List<ConformanceCase> cases() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(ConformanceTest.class.getResource("/dotprompt"));
        List<ConformanceCase> cases = new ArrayList<>(ConformanceCases.of(Path.of(folder.toURI())));
        String more = System.getenv("PARLEY_DOTPROMPT_SPEC");
        if (more != null) {
            List<ConformanceCase> theirs = ConformanceCases.of(Path.of(more));
            assertThat(theirs).as("cases in PARLEY_DOTPROMPT_SPEC=" + more).isNotEmpty();
            cases.addAll(theirs);
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void rendersAsTheSpecificationSays(ConformanceCase one) {
        assertThat(one.run()).as(one.name()).isEmpty();
    }

    @Test
    void theCasesCoverEveryKeyAndHelperOfTheFormat() throws Exception {
        String all = String.join(
                "\n",
                cases().stream()
                        .map(one -> String.valueOf(one.suite().get("template")))
                        .toList());
        assertThat(FrontMatter.KEYS).allSatisfy(key -> assertThat(all).containsPattern("(?m)^" + key + ":"));
        assertThat(Dialect.PLAIN.helpers())
                .filteredOn(helper -> !helper.equals("log"))
                .allSatisfy(helper -> assertThat(all).containsPattern("\\{\\{[#~^]*" + helper + "\\b"));
    }
}
