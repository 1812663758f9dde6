package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.speech.audio.SampleCount;

class HearingWeigherTest {
    private static final List<String> MARKET =
            List.of("She goes to the market.", "She went to the market.", "I would like a coffee, please.");

    /** Words of half a second each; {@code word:0.6} sets a confidence, otherwise it is 1. */
    private static Transcript words(String text) {
        List<HeardWord> words = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            String[] parts = word.split(":", -1);
            words.add(new HeardWord(
                    parts[0],
                    new SampleCount(words.size() * 8_000L),
                    new SampleCount(words.size() * 8_000L + 8_000),
                    parts.length > 1 ? Double.parseDouble(parts[1]) : 1));
        }
        return new Transcript(words);
    }

    private static Heard weigh(String free, String expected) {
        return HearingWeigher.weigh(words(free), words(expected), MARKET);
    }

    @Test
    void agreementIsSure() {
        Heard heard = weigh("she went to the market", "she went to the market");
        assertThat(heard.text()).isEqualTo("she went to the market");
        assertThat(heard.doubt()).isLessThan(0.1);
    }

    @Test
    void anAccentIsHeardAsTheExpectedSentence() {
        Heard heard = weigh("see:0.6 when:0.5 to de:0.4 marked:0.7", "she went to the market");
        assertThat(heard.text()).isEqualTo("she went to the market");
        assertThat(heard.doubtful()).isFalse();
        assertThat(heard.freeText()).isEqualTo("see when to de marked");
    }

    @Test
    void aMistakeIsNeverHeardAsItsCorrection() {
        for (String[] mistake : new String[][] {
            {"she go to the market", "she goes to the market"},
            {"she goes to market", "she goes to the market"},
            {"he goes to the market", "she goes to the market"},
            {"i would like coffee please", "i would like a coffee please"},
        }) {
            Heard heard = weigh(mistake[0], mistake[1]);
            assertThat(heard.text()).isEqualTo(mistake[0]);
            assertThat(heard.doubtful()).isTrue();
        }
    }

    @Test
    void anExpectedWrongAnswerIsHeardAsSuch() {
        List<String> phrases = List.of("she goes to the market", "she go to the market");
        Heard both = HearingWeigher.weigh(words("she go to the market"), words("she go to the market"), phrases);
        assertThat(both.text()).isEqualTo("she go to the market");
        assertThat(both.doubtful()).isFalse();
        Heard torn = HearingWeigher.weigh(words("she go to the market"), words("she goes to the market"), phrases);
        assertThat(torn.doubtful()).isTrue();
    }

    @Test
    void somethingElseStaysWhatItWas() {
        Heard heard = weigh("can you explain that again", "[unk] a [unk] went");
        assertThat(heard.text()).isEqualTo("can you explain that again");
        assertThat(heard.doubt()).isLessThan(0.1);
        assertThat(heard.expectedText()).isEqualTo("[unk] a [unk] went");
    }

    @Test
    void aSentenceForcedOntoUnrelatedSoundIsNotTrusted() {
        Heard heard = weigh("big fish jump quickly", "she went to the market");
        assertThat(heard.text()).isEqualTo("big fish jump quickly");
        assertThat(heard.doubtful()).isTrue();
    }

    @Test
    void anUnforeseenWordIsKeptInsideAnExpectedSentence() {
        Heard heard = weigh("she walked to the market", "she [unk] to the market");
        assertThat(heard.text()).isEqualTo("she walked to the market");
    }

    @Test
    void oneWordIsTooLittleToOverruleAConfidentOther() {
        List<String> phrases = List.of("sheep", "goat");
        assertThat(HearingWeigher.weigh(words("ship"), words("sheep"), phrases).doubtful())
                .isTrue();
    }

    @Test
    void whereNothingWasExpectedDoubtFollowsConfidence() {
        assertThat(HearingWeigher.weigh(words("hello there"), Transcript.EMPTY, List.of())
                        .doubtful())
                .isFalse();
        assertThat(HearingWeigher.weigh(words("hollow:0.6 their:0.5"), Transcript.EMPTY, List.of())
                        .doubtful())
                .isTrue();
        assertThat(HearingWeigher.weigh(Transcript.EMPTY, Transcript.EMPTY, List.of("yes"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aNoiseForcedIntoAPhraseIsDoubtful() {
        assertThat(weigh("", "she went to the market").doubtful()).isTrue();
    }
}
