package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThoughtFilterTest {
    /** However the answer is cut into pieces, its thoughts are gone and its words are whole. */
    @Property(tries = 1_000)
    void thoughtsGoAndWordsStay(
            @ForAll("pieces") String thought,
            @ForAll("pieces") String words,
            @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        // The first end of a thought is its end: it has none in it.
        String silent = thought.replace("/", "");
        String told = words.stripLeading();
        if (!told.isEmpty() && !told.startsWith("<think>")) {
            assertThat(filtered(" <think>" + silent + "</think>\n\n" + told, cuts))
                    .isEqualTo(told);
        }
        String plain = "Well, " + thought + words;
        assertThat(filtered(plain, cuts)).isEqualTo(plain);
    }

    @Property(tries = 1_000)
    void theCutsMakeNoDifference(
            @ForAll("pieces") String answer, @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        assertThat(filtered(answer, cuts)).isEqualTo(filtered(answer, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "  Yes.|  Yes.",
                "<b>Yes|<b>Yes",
                "<thin|<thin",
                "<think>a</think><think>b</think>Yes|Yes",
                "<think>a</think> <|<",
                "<think>a|''",
                "<think>a</think>|''",
                "'   '|''",
                "Yes <think>a</think>|Yes <think>a</think>"
            })
    void eachAnswerHasItsWords(String answer, String words) {
        assertThat(filtered(answer, List.of())).isEqualTo(words);
    }

    @Provide
    static Arbitrary<String> pieces() {
        return Arbitraries.of("<think>", "</think>", "<", "</", "think>", "thi", " ", "\n", "a", "老师 👋", ">")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    private static String filtered(String answer, List<Integer> cuts) {
        var filter = new ThoughtFilter();
        var told = new StringBuilder();
        int at = 0;
        for (int cut : cuts) {
            int next = Math.min(answer.length(), at + cut);
            told.append(filter.words(answer.substring(at, next)));
            at = next;
        }
        return told.append(filter.words(answer.substring(at)))
                .append(filter.end())
                .toString();
    }
}
