package parley.tutor.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordFormsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    I'm a student.            | i am a student
                    Im a STUDENT!!            | I’m a student
                    I don't know              | i do not know
                    he cant come              | He cannot come.
                    Ｉ　ｌｉｋｅ　ｔｅａ。      | I like tea
                    um, well, I uh went home  | I went home
                    Café, s'il                | cafe s'il
                    We have 2 cats            | we have two cats
                    She's from Italy          | She is from Italy
                    He's got a car            | He has got a car
                    I'd like tea              | I would like tea
                    I'd gone                  | I had gone
                    My name's Li              | my name is Li
                    please, sit down          | sit down
                    """)
    void takesWhatMeansTheSameForTheSame(String one, String other) {
        assertThat(WordForms.of(one)).containsAnyElementsOf(WordForms.of(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    I went   | I want
                    its cold | it is cold
                    Tom's    | Toms
                    I do     | I do not
                    13 cats  | 30 cats
                    please   | well
                    """)
    void keepsApartWhatDiffers(String one, String other) {
        assertThat(WordForms.of(one)).doesNotContainAnyElementsOf(WordForms.of(other));
    }

    @Property(tries = 300)
    void neverFails(@ForAll @StringLength(max = 300) String text) {
        assertThat(WordForms.of(text)).hasSizeBetween(1, 4);
    }
}
