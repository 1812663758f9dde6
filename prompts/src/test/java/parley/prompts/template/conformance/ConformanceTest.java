package parley.prompts.template.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConformanceTest {

    static List<ConformanceCase> ours() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(ConformanceTest.class.getResource("/dotprompt"));
        return ConformanceCases.of(Path.of(folder.toURI()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ours")
    void rendersAsTheSpecificationSays(ConformanceCase one) {
        assertThat(one.run()).as(one.name()).isEmpty();
    }

    @Test
    void rendersTheSpecificationsOwnCasesWhereTheyAre() throws IOException {
        String folder = System.getenv("PARLEY_DOTPROMPT_SPEC");
        assumeTrue(folder != null, "PARLEY_DOTPROMPT_SPEC names no folder with the specification's spec/*.yaml");
        assertThat(ConformanceCases.of(Path.of(folder)))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.run()).as(one.name()).isEmpty());
    }
}
