package parley.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parley.speech.speaking.SpokenText.Run;

class SpokenTextTest {
    private static void assertSpoken(String markdown, String spoken) {
        assertThat(SpokenText.runs(markdown)).containsExactly(new Run("en", spoken));
    }

    @Test
    void readsTheWordsAndNotTheSigns() {
        assertSpoken("**Bold** and _soft_ and `code`.", "Bold and soft and code.");
        assertSpoken("# Title", "Title");
        assertSpoken("- one *thing*", "one thing");
        assertSpoken("> See [the page](https://example.org/x_y)!", "See the page!");
        assertSpoken("snake_case stays, ~~gone~~ too", "snake_case stays, gone too");
        assertSpoken("Great! \ud83c\udf89", "Great!");
        assertSpoken("I ___ to school.", "I blank to school.");
    }

    @Test
    void readsNumbersAndSignsAsWords() {
        assertSpoken("50% of $3.20", "50 percent of 3.20 dollars");
        assertSpoken("2 + 3 = 5", "2 plus 3 equals 5");
        assertSpoken("tea/coffee -> fine", "tea or coffee, fine");
    }

    @Test
    void partsChineseFromEnglish() {
        assertThat(SpokenText.runs("\u6211\u4eec\u8bf4\u201cI went home\u201d\u3002\u518d\u8bd5\u4e00\u6b21\uff01"))
                .containsExactly(
                        new Run("zh", "\u6211\u4eec\u8bf4"),
                        new Run("en", "\u201cI went home\u201d\u3002"),
                        new Run("zh", "\u518d\u8bd5\u4e00\u6b21\uff01"));
    }

    @Test
    void saysNothingWhereThereIsNothingToSay() {
        assertThat(SpokenText.runs("---\n```\nx = 1\n```\n* * *")).isEmpty();
        assertThat(SpokenText.runs("  ...  ")).isEmpty();
    }
}
