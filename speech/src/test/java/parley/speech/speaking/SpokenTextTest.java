package parley.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.speech.speaking.SpokenText.Run;

class SpokenTextTest {
    private static List<String> said(String markdown) {
        return SpokenText.runs(markdown).stream()
                .map(run -> run.language() + ": " + run.text())
                .toList();
    }

    private static void assertSpoken(String markdown, String spoken) {
        assertThat(said(markdown)).containsExactly("en: " + spoken);
    }

    private static void assertChinese(String markdown, String spoken) {
        assertThat(said(markdown)).containsExactly("zh: " + spoken);
    }

    @Test
    void readsTheWordsAndNotTheSigns() {
        assertSpoken("**Bold** and _soft_ and `code`.", "Bold and soft and code.");
        assertSpoken("# Title", "Title");
        assertSpoken("- one *thing*", "one thing");
        assertSpoken("- [x] done", "done");
        assertSpoken("> See [the page](https://example.org/x_y)!", "See the page!");
        assertSpoken("un**believ**able ~~gone~~ too", "unbelievable gone too");
        assertSpoken("Great! \ud83c\udf89 :-)", "Great!");
        assertSpoken("I ___ to school.", "I blank to school.");
        assertSpoken("| tea | two |", "tea, two");
        assertSpoken("a <b>bold</b> word \\*really\\*", "a bold word really");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I have 25 apples.                   | I have twenty five apples.
            1,204.50 points                     | one thousand two hundred four point five zero points
            Call 555-1234 now                   | Call five five five, one two three four now
            Agent 007                           | Agent zero zero seven
            the 1st, 2nd and 23rd               | the first, second and twenty third
            50% of $3.20                        | fifty percent of three dollars and twenty cents
            $1 or $0.50 or $0.01                | one dollar or fifty cents or one cent
            $1.5 million, \u00a320, 5 \u20ac, 30 USD       | one point five million dollars, twenty pounds, five euros, thirty US dollars
            On May 3, 2026, we met.             | On May third, twenty twenty six, we met.
            2026-05-03 and 12/25/1999           | May third, twenty twenty six and December twenty fifth, nineteen ninety nine
            the 4th of July and 3 Sept. 2001    | the fourth of July and the third of September, two thousand one
            In 1999, in the 1960s and '90s      | In nineteen ninety nine, in the nineteen sixties and nineties
            from 1914 to 1918, 1939-1945        | from nineteen fourteen to nineteen eighteen, nineteen thirty nine to nineteen forty five
            in 2000 people                      | in two thousand people
            at 3:45 pm or 10:05                 | at three forty five p.m. or ten oh five
            at 3:00, 7 a.m., 14:00              | at three o'clock, seven a.m., fourteen hundred
            5 km, 1 kg, 60 km/h, 20 m\u00b2          | five kilometers, one kilogram, sixty kilometers per hour, twenty square meters
            -5 \u00b0C and 90\u00b0                       | minus five degrees Celsius and ninety degrees
            1/2, 3/4, 2/3 and 2 1/2 cups        | one half, three quarters, two thirds and two and a half cups
            \u00bd a cup, 2\u00bd cups                    | one half a cup, two and a half cups
            pages 3-5, 10\u201320                    | pages three to five, ten to twenty
            version 1.2.3                       | version one point two point three
            2 + 3 = 5                           | two plus three equals five
            7-3=4                               | seven minus three equals four
            x^2 + 3x - 4 = 0                    | x squared plus three x minus four equals zero
            3 < 5, x >= 2, a != b               | three is less than five, x is at least two, a is not equal to b
            6 \u00d7 7 \u00f7 2                           | six times seven divided by two
            tea/coffee -> fine                  | tea or coffee, fine
            rock & roll, R&B, C++ and C#        | rock and roll, R and B, C plus plus and C sharp
            e.g. tea vs. coffee, etc.           | for example, tea versus coffee, et cetera.
            No. 5 and #7                        | number five and number seven
            World War II, Chapter IV            | World War two, Chapter four
            MP3, level B2                       | MP three, level B two
            See https://www.example.org/a?b=1.  | See example dot org.
            ann.lee@example.com                 | ann dot lee at example dot com
            24/7                                | twenty four seven
            """)
    void readsNumbersAndSignsAsWords(String written, String spoken) {
        assertSpoken(written, spoken);
    }

    @Test
    void readsFormulasAndCode() {
        assertSpoken("So $x^2 + 1 = \\frac{a}{b}$.", "So x squared plus one equals a over b.");
        assertSpoken("$$\\sqrt{16} \\neq -4$$", "the square root of sixteen is not equal to minus four");
        assertSpoken("\\(2 \\times (x+1)^3\\)", "two times, x plus one cubed");
        assertSpoken("It costs $5 or $6 today.", "It costs five dollars or six dollars today.");
        assertSpoken("$2x = 6$ is easy", "two x equals six is easy");
        assertSpoken(
                "Use `getUserName()` and `my_var`, not `if (a == b)`.",
                "Use get User Name and my var, not if, a equals b,.");
    }

    @Test
    void readsChinese() {
        assertChinese(
                "\u62112024\u5e745\u67083\u65e5\u6765\u3002",
                "\u6211\u4e8c\u96f6\u4e8c\u56db\u5e74\u4e94\u6708\u4e09\u65e5\u6765\u3002");
        assertChinese(
                "\u67092\u4e2a\u4eba\uff0c50%\u7684\u4eba",
                "\u6709\u4e24\u4e2a\u4eba\uff0c\u767e\u5206\u4e4b\u4e94\u5341\u7684\u4eba");
        assertChinese("\u8dd15km\uff0c\u82b1\uffe53.5", "\u8dd1\u4e94\u516c\u91cc\uff0c\u82b1\u4e09\u70b9\u4e94\u5143");
        assertChinese(
                "\u4e0b\u53482:05\u52303:30",
                "\u4e0b\u5348\u4e24\u70b9\u96f6\u4e94\u5206\u5230\u4e09\u70b9\u4e09\u5341\u5206");
        assertChinese("\u4e8c\u5206\u4e4b\u4e00\u662f1/2", "\u4e8c\u5206\u4e4b\u4e00\u662f\u4e8c\u5206\u4e4b\u4e00");
    }

    @Test
    void partsChineseFromEnglish() {
        assertThat(said("\u6211\u4eec\u8bf4\u201cI went home\u201d\u3002\u518d\u8bd5\u4e00\u6b21\uff01"))
                .containsExactly(
                        "zh: \u6211\u4eec\u8bf4",
                        "en: \u201cI went home\u201d\u3002",
                        "zh: \u518d\u8bd5\u4e00\u6b21\uff01");
        assertThat(said("I have 3 \u82f9\u679c\u3002 5 of them."))
                .containsExactly("en: I have three", "zh: \u82f9\u679c\u3002", "en: five of them.");
    }

    @Test
    void saysNothingWhereThereIsNothingToSay() {
        assertThat(said("---\n```\nx = 1\n```\n* * *")).isEmpty();
        assertThat(said("  ...  ")).isEmpty();
    }

    /** A voice that needs 100 ms for each word. */
    private static List<WordTiming> spokenBy(Run run) {
        List<WordTiming> words = new ArrayList<>();
        for (String word : run.text().strip().split("\\s+", -1)) {
            Duration start = Duration.ofMillis(100L * words.size());
            words.add(new WordTiming(word, start, start.plusMillis(100)));
        }
        return words;
    }

    @Test
    void tellsWordsAsTheyAreWritten() {
        Run run = SpokenText.runs("Pay **$3.20** by May 3rd, e.g. now.").getFirst();
        assertThat(run.written(spokenBy(run)))
                .extracting(word -> word.text() + " " + word.start().toMillis() + "-"
                        + word.end().toMillis())
                .containsExactly(
                        "Pay 0-100",
                        "$3.20 100-600",
                        "by 600-700",
                        "May 3rd, 700-900",
                        "e.g. 900-1100",
                        "now. 1100-1200");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> bits = Arbitraries.of(
                "word",
                " ",
                " ",
                " ",
                ". ",
                ", ",
                "$",
                "5",
                "3.20",
                "1,000",
                "%",
                " km",
                "May 3",
                "/",
                "-",
                "*",
                "**",
                "_",
                "`",
                "[a](http://b.c)",
                "\n",
                "- ",
                "\u4f60\u597d",
                "\u3002",
                "2\u4e2a",
                "\u00b0C",
                "3:45",
                " pm",
                "x^2",
                "=",
                "\\frac{1}{2}",
                "$x$",
                "\ud83c\udf89",
                "\ufb01",
                "\u0130",
                "e.g. ",
                "ann@b.org",
                "#",
                "<b>");
        return bits.list().ofMaxSize(30).map(list -> String.join("", list));
    }

    @Test
    void aFormulaBeforeAnotherScriptIsNotPartedInItsNumber() {
        everyWordKnowsItsPlaceAndPlacesGoOn("$wordwordwordword3.20$ \u4f60\u597d");
        everyWordKnowsItsPlaceAndPlacesGoOn("$x\u4f603$ \u4f60 $y$3");
    }

    @Property(tries = 2_000)
    void everyWordKnowsItsPlaceAndPlacesGoOn(@ForAll("texts") String written) {
        int before = 0;
        for (Run run : SpokenText.runs(written)) {
            assertThat(run.text()).isNotBlank().doesNotContain("  ");
            List<WordTiming> spoken = spokenBy(run);
            List<WordTiming> words = run.written(spoken);
            for (WordTiming word : words) {
                assertThat(word.from()).isGreaterThanOrEqualTo(before);
                assertThat(word.to()).isGreaterThanOrEqualTo(word.from()).isLessThanOrEqualTo(written.length());
                assertThat(word.text()).isEqualTo(written.substring(word.from(), word.to()));
                before = word.to();
            }
            assertThat(words).isNotEmpty();
            assertThat(words.getLast().end()).isEqualTo(spoken.getLast().end());
        }
    }
}
