package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.prompts.course.Locales;
import parley.prompts.source.AuthoringException;

class PhraseBookTest {

    private final PhraseBook phrases = PhraseBook.shipped();

    @ParameterizedTest
    @EnumSource(PhraseKey.class)
    void everyLineOfEveryLanguageRenders(PhraseKey key) {
        Map<String, String> values = new HashMap<>();
        key.placeholders().forEach(name -> values.put(name, "<" + name + ">"));

        for (String locale : Locales.SHIPPED) {
            for (int variant = 0; variant < phrases.variants(key, locale); variant++) {
                assertThat(phrases.line(key, locale, variant, values))
                        .isNotBlank()
                        .doesNotContain("{{", "}}", "null");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PhraseKey.class)
    void everyLanguageSaysTheSameValues(PhraseKey key) {
        assertThat(valuesSaid(key, "zh-CN")).isEqualTo(valuesSaid(key, "en"));
    }

    @Test
    void praiseDoesNotSoundTheSameTwice() {
        assertThat(IntStream.range(0, 4).mapToObj(variant -> phrases.line(PhraseKey.PRAISE, "en", variant)))
                .doesNotHaveDuplicates();
        assertThat(phrases.line(PhraseKey.PRAISE, "en", -1)).isNotBlank();
        assertThat(phrases.line(PhraseKey.PRAISE, "en", Integer.MIN_VALUE)).isNotBlank();
    }

    @Test
    void speaksChineseOnlyToThoseWhoReadIt() {
        assertThat(phrases.line(PhraseKey.GREETING, "zh-CN", 0)).containsPattern("\\p{IsHan}");
        assertThat(phrases.line(PhraseKey.GREETING, "en-GB", 0)).doesNotContainPattern("\\p{IsHan}");
        assertThat(phrases.line(PhraseKey.GREETING, "nonsense!", 0))
                .isEqualTo(phrases.line(PhraseKey.GREETING, "en", 0));
    }

    @Test
    void takesValuesAsTheyAre() {
        assertThat(phrases.line(PhraseKey.REVEAL, "en", 0, Map.of("answer", "{{answer}} $1 \\ <b>")))
                .contains("{{answer}} $1 \\ <b>");
    }

    @Test
    void refusesToSayALineWithoutItsValue() {
        assertThatThrownBy(() -> phrases.line(PhraseKey.REVEAL, "en", 0, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("answer");
    }

    @Test
    void namesUnknownMissingAndMisfilledPhrases() {
        assertThatThrownBy(() -> PhraseBook.read(Map.of("en", "praise: [Yes]\nshout: [Hey]\nreveal: '{{anser}}'\n")))
                .isInstanceOfSatisfying(
                        AuthoringException.class,
                        e -> assertThat(e.findings())
                                .anySatisfy(f -> assertThat(f.asLine()).startsWith("phrases/en.yaml:2:1: error: shout"))
                                .anySatisfy(f -> assertThat(f.message()).contains("no value anser"))
                                .filteredOn(f -> f.message().contains("missing"))
                                .hasSize(PhraseKey.values().length - 2));
    }

    private Set<String> valuesSaid(PhraseKey key, String locale) {
        Map<String, String> values = new HashMap<>();
        key.placeholders().forEach(name -> values.put(name, "<" + name + ">"));
        Set<String> said = new TreeSet<>();
        List<String> lines = IntStream.range(0, phrases.variants(key, locale))
                .mapToObj(variant -> phrases.line(key, locale, variant, values))
                .toList();
        Matcher matcher = Pattern.compile("<([a-z]+)>").matcher(String.join("\n", lines));
        while (matcher.find()) {
            said.add(matcher.group(1));
        }
        assertThat(said).as(Arrays.toString(lines.toArray())).containsAll(key.placeholders());
        return said;
    }
}
