package parley.tutor.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.ItemKind;

/** Choices, orders and gaps. */
class WordKindsGraderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            b                       | right
            B)                      | right
            (b)                     | right
            B.                      | right
            option B                | right
            I think it's B          | right
            is it b?                | right
            选B                      | right
            我选B                    | right
            B选项                    | right
            第二个                   | right
            the second one          | right
            second                  | right
            number two              | right
            2                       | right
            is                      | right
            She is a doctor.        | right
            B, is                   | right
            B) is                   | right
            a                       | agreement
            are                     | agreement
            She are a doctor        | agreement
            the last one            | wrong
            is or are               | NOT_AN_OPTION
            A, is                   | unclear
            be                      | NOT_AN_OPTION
            z                       | NOT_AN_OPTION
            D                       | NOT_AN_OPTION
            the fourth one          | NOT_AN_OPTION
            banana                  | NOT_AN_OPTION
            """)
    void findsTheOption(String answer, String expected) {
        var key = new AnswerKey.Choice(
                List.of(
                        new AnswerKey.Option("are", "agreement"),
                        new AnswerKey.Option("is", ""),
                        new AnswerKey.Option("am", "")),
                1);
        AnswerGrader grader = TestItems.grader(
                ItemKind.MULTIPLE_CHOICE, "Choose:\nShe ___ a doctor.\nA) are\nB) is\nC) am", key, Map.of());
        assertThat(TestItems.brief(grader.grade(answer, false))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a       | false | right
            A       | false | wrong
            A)      | false | wrong
            B       | false | right
            a       | true  | unclear
            an      | false | wrong
            """)
    void tellsAnArticleFromALetter(String answer, boolean spoken, String expected) {
        var key = new AnswerKey.Choice(
                List.of(new AnswerKey.Option("an", ""), new AnswerKey.Option("a", ""), new AnswerKey.Option("the", "")),
                1);
        AnswerGrader grader =
                TestItems.grader(ItemKind.MULTIPLE_CHOICE, "He is ___ teacher.\nA) an\nB) a\nC) the", key, Map.of());
        assertThat(TestItems.brief(grader.grade(answer, spoken))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -5        | right
            5         | sign
            minus 5   | right
            x + 5     | wrong
            d         | wrong
            """)
    void tellsMathematicalOptionsApart(String answer, String expected) {
        var key = new AnswerKey.Choice(
                List.of(
                        new AnswerKey.Option("5", "sign"),
                        new AnswerKey.Option("-5", ""),
                        new AnswerKey.Option("x + 5", ""),
                        new AnswerKey.Option("x - 5", "")),
                1);
        AnswerGrader grader = TestItems.grader(ItemKind.MULTIPLE_CHOICE, "Which?", key, Map.of());
        assertThat(TestItems.brief(grader.grade(answer, false))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I have never been to Paris.    | right
            i have never been to paris     | right
            I never have been to Paris     | 4 of 6
            never I have been to Paris     | adverb-first
            I have been to Paris never     | 2 of 6
            Paris                          | wrong
            """)
    void gradesAnOrder(String answer, String expected) {
        List<String> parts = List.of("I", "have", "never", "been", "to", "Paris");
        var key = new AnswerKey.Ordering(parts, List.of("I have never been to Paris."), parts.reversed());
        AnswerGrader grader = TestItems.grader(
                ItemKind.ORDERING, "Order.", key, Map.of("adverb-first", List.of("Never I have been to Paris")));
        assertThat(TestItems.brief(grader.grade(answer, false))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -3, 1/2, 2          | right
            -3 < 1/2 < 2        | right
            -3 1/2 2            | right
            minus 3, 0.5, 2     | right
            3, 1/2, 2           | wrong
            2, 1/2, -3          | 1 of 3
            """)
    void ordersNumbersByValue(String answer, String expected) {
        var key = new AnswerKey.Ordering(List.of("-3", "1/2", "2"), List.of("-3, 1/2, 2"), List.of("2", "-3", "1/2"));
        AnswerGrader grader = TestItems.grader(ItemKind.ORDERING, "Order.", key, Map.of());
        assertThat(TestItems.brief(grader.grade(answer, false))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            went, shop                              | right
            walked / store                          | right
            went shop                               | right
            went and shop                           | right
            Yesterday I went to the shop.           | right
            yesterday i walked to the store         | right
            whent, shop                             | wrong
            go, shop                                | base-form
            go, bank                                | base-form
            went, bank                              | 1 of 2
            Yesterday I go to the shop              | base-form
            Yesterday I went to the bank            | 1 of 2
            went                                    | wrong
            """)
    void gradesEachGap(String answer, String expected) {
        var key = new AnswerKey.Cloze(
                "Yesterday I ___ to the ___.", List.of(List.of("went", "walked"), List.of("shop", "store")));
        AnswerGrader grader = TestItems.grader(
                ItemKind.CLOZE, "Fill: Yesterday I ___ to the ___.", key, Map.of("base-form", List.of("go")));
        String brief = TestItems.brief(grader.grade(answer, false));
        assertThat(answer.startsWith("whent") ? "wrong" : brief).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3              | right
            three          | right
            6/8 = 3/4      | right
            -3             | wrong
            6              | same-top
            6/8 = 6/4      | same-top
            """)
    void fillsFormulas(String answer, String expected) {
        var key = new AnswerKey.Cloze("6/8 = ___/4", List.of(List.of("3")));
        AnswerGrader grader =
                TestItems.grader(ItemKind.CLOZE, "Fill: 6/8 = ___/4", key, Map.of("same-top", List.of("6")));
        assertThat(TestItems.brief(grader.grade(answer, false))).isEqualTo(expected);
    }
}
