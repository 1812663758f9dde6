package parley.tutor.models.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.tutor.models.context.jtokkit.PublishedTokenizers;

class TokenEstimateTest {
    private static final TokenCounters PUBLISHED = new PublishedTokenizers();

    @Test
    void countsAsThePublishedTokenizersDo() {
        // Reference values of tiktoken: its README and OpenAI's cookbook.
        assertThat(PUBLISHED.of("cl100k_base").tokens("tiktoken is great!")).isEqualTo(6);
        assertThat(PUBLISHED.of("cl100k_base").tokens("お誕生日おめでとう")).isEqualTo(9);
        assertThat(PUBLISHED.of("o200k_base").tokens("お誕生日おめでとう")).isEqualTo(8);
        assertThat(PUBLISHED.of("o200k_base").tokens("<|endoftext|>"))
                .as("plain text, whatever it looks like")
                .isGreaterThan(1);
        assertThat(PUBLISHED.of("nobody-knows-it")).isSameAs(TokenEstimate.TOKENS);
        assertThat(PUBLISHED.of("")).isSameAs(TokenEstimate.TOKENS);
    }

    /** A lesson's texts in two languages; prompts are made of the like. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void neverComesOutShortOfARealTokenizer(String locale) {
        TokenCounter real = PUBLISHED.of("cl100k_base");
        for (String text : texts(locale)) {
            assertThat(TokenEstimate.TOKENS.tokens(text))
                    .as(text)
                    .isBetween(real.tokens(text), (int) (2.5 * real.tokens(text)) + 4);
        }
    }

    @Property
    void staysWithinTheBytesOfAnyText(@ForAll String text) {
        assertThat(TokenEstimate.TOKENS.tokens(text)).isBetween(0, 4 * text.length());
    }

    private static List<String> texts(String locale) {
        List<String> texts = new ArrayList<>();
        Course course = ShippedCourses.everydayEnglish();
        for (Concept concept : course.concepts()) {
            List<String> joined = new ArrayList<>();
            joined.add(concept.title().in(locale));
            joined.add(concept.explanation().in(locale));
            concept.items().forEach(item -> {
                joined.add(item.prompt().in(locale));
                joined.add(item.explanation().in(locale));
            });
            texts.add(String.join("\n", joined));
        }
        return texts;
    }
}
