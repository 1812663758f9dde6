package parley.tutor.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.tutor.understanding.languagetool.LanguageToolWords;

class SpellingSlipTest {
    private static final SpellingSlip RULE = new SpellingSlip(LanguageToolWords.load());

    @ParameterizedTest
    @CsvSource({
        "coffe,coffee",
        "cofffee,coffee",
        "cofefe,coffee",
        "sandwitch,sandwich",
        "stoped,stopped",
        "studyed,studied",
        "runing,running",
        "beautifull,beautiful",
        "resturant,restaurant",
        "yesteday,yesterday",
        "breakfest,breakfast",
        "bougth,bought",
        "questons,questions",
        "enginer,engineer",
        "universty,university"
    })
    void forgivesTheSlip(String said, String accepted) {
        assertThat(RULE.between(said, accepted)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // another form of the word, or a rule applied in the wrong place
        "go,went",
        "goed,went",
        "goes,went",
        "gone,went",
        "visit,visited",
        "visite,visited",
        "arrive,arrived",
        "gived,given",
        "buyed,bought",
        "taked,taken",
        "childs,child",
        "childrens,children",
        "informations,information",
        "coffee,coffees",
        "student,students",
        "watches,watched",
        "eated,eaten",
        "playing,played",
        // another word of English
        "were,where",
        "drank,drunk",
        "woman,women",
        "brought,bought",
        "think,thing",
        "quite,quiet",
        "spend,spent",
        "build,built",
        "than,then",
        // too short to tell
        "nam,name",
        "wnt,went",
        "teh,the"
    })
    void takesOtherWordsAsMeant(String said, String accepted) {
        assertThat(RULE.between(said, accepted)).isFalse();
    }

    @Test
    void looksAtSentencesWordByWord() {
        assertThat(RULE.between(List.of("i", "stoped", "hear"), List.of("i", "stopped", "here")))
                .isFalse();
        assertThat(RULE.between(List.of("i", "stoped", "here"), List.of("i", "stopped", "here")))
                .isTrue();
        assertThat(RULE.between(List.of("i", "stopped"), List.of("i", "stopped")))
                .as("nothing differs")
                .isFalse();
        assertThat(RULE.between(List.of("stoped"), List.of("i", "stopped"))).isFalse();
    }
}
