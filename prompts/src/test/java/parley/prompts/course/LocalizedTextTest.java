package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalizedTextTest {

    @ParameterizedTest
    @CsvSource({
        "zh-CN, 你好",
        "zh-cn, 你好",
        "zh_CN, 你好",
        "zh, 你好",
        "zh-TW, 你好",
        "zh-Hans-CN, 你好",
        "en, hello",
        "en-GB, hello",
        "de, hello",
        "'', hello",
        "'not a tag!', hello",
    })
    void fallsBackToTheNearestLanguage(String locale, String expected) {
        assertThat(new LocalizedText(Map.of("en", "hello", "zh-CN", "你好")).in(locale))
                .isEqualTo(expected);
    }

    @Test
    void givesWhatThereIsWhenEnglishIsMissing() {
        assertThat(new LocalizedText(Map.of("fr", "bonjour")).in("de")).isEqualTo("bonjour");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I’d like a tea, please! | i'd like a tea please",
                "'   What’s   UP?' | what's up",
                "“went” | went",
                "rock 'n' roll | rock n roll",
                "３ ｃａｔｓ | 3 cats",
                "… ! | ''",
            })
    void spokenFormKeepsTheWordsAlone(String text, String expected) {
        assertThat(SpokenForm.of(text)).isEqualTo(expected);
    }
}
