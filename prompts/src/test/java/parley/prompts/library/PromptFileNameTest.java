package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFileNameTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "greet.prompt, greet, -, -",
                "greet.es.prompt, greet, -, es",
                "greet.es-MX.prompt, greet, -, es-MX",
                "greet.zh-Hant-TW.prompt, greet, -, zh-Hant-TW",
                "greet.yue-HK.prompt, greet, -, yue-HK",
                "greet.es-419.prompt, greet, -, es-419",
                "greet.formal.prompt, greet, formal, -",
                "greet.xq.prompt, greet, xq, -",
                "greet.abc.prompt, greet, abc, -",
                "greet.formal.es.prompt, greet, formal, es",
                "_tone.zh-CN.prompt, _tone, -, zh-CN"
            })
    void tellsALocaleFromAVariantByItsForm(String fileName, String name, String variant, String locale) {
        assertThat(PromptFileName.parse(fileName)).contains(new PromptFileName(name, variant, locale));
        assertThat(PromptFileName.parse(fileName).orElseThrow().fileName()).isEqualTo(fileName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "greet",
                "greet.txt",
                ".prompt",
                "Greet.prompt",
                "../x.prompt",
                "a/b.prompt",
                "greet..prompt",
                "greet.es.formal.prompt",
                "greet.a.b.c.prompt",
                "greet.es.fr.prompt",
                "__x.prompt",
                "-x.prompt"
            })
    void refusesOtherNames(String fileName) {
        assertThat(PromptFileName.parse(fileName)).isEmpty();
    }

    @Test
    void knowsSamples() {
        assertThat(PromptFileName.promptOfSamples("_tone.samples.yaml")).contains("_tone");
        assertThat(PromptFileName.promptOfSamples("../x.samples.yaml")).isEmpty();
    }
}
