package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import parley.speech.speaking.WordTiming;
import parley.speech.talk.HeardText.Line;

final class HeardTextTest {
    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Line line(String shown, long start, String... words) {
        var timed = new ArrayList<WordTiming>();
        for (String word : words) {
            long at = start + 100L * timed.size();
            timed.add(new WordTiming(word, ms(at), ms(at + 100)));
        }
        return new Line(shown, ms(start), ms(start + 100L * words.length), timed);
    }

    @Test
    void ofASentenceThatIsStillBeingMadeItsWordsCount() {
        Line whole = new Line("Well done! ", ms(0), ms(500), List.of());
        var words = List.of(new WordTiming("Say", ms(500), ms(700)), new WordTiming("it", ms(700), ms(950)));
        Line begun = new Line("Say it again.", ms(500), ms(900), words);
        assertThat(HeardText.upTo(List.of(whole), begun, ms(699))).isEqualTo("Well done!");
        assertThat(HeardText.upTo(List.of(whole), begun, ms(900))).isEqualTo("Well done! Say");
        Line unknown = new Line("Say it again.", ms(500), ms(900), List.of());
        assertThat(HeardText.upTo(List.of(whole), unknown, ms(900))).isEqualTo("Well done!");
    }

    @Test
    void cutsAfterTheLastWordPlayed() {
        var lines = List.of(
                line("**Well done!**", 0, "Well", "done"),
                line(" Say *I'd like a tea, please.*", 200, "Say", "I'd", "like", "a", "tea", "please"));
        assertThat(HeardText.upTo(lines, null, Duration.ZERO)).isEmpty();
        assertThat(HeardText.upTo(lines, null, ms(99))).isEmpty();
        assertThat(HeardText.upTo(lines, null, ms(100))).isEqualTo("**Well");
        assertThat(HeardText.upTo(lines, null, ms(200))).isEqualTo("**Well done!**");
        assertThat(HeardText.upTo(lines, null, ms(650))).isEqualTo("**Well done!** Say *I'd like a");
        assertThat(HeardText.upTo(lines, null, ms(700))).isEqualTo("**Well done!** Say *I'd like a tea,");
        assertThat(HeardText.upTo(lines, null, ms(800))).isEqualTo("**Well done!** Say *I'd like a tea, please.*");
    }

    @Test
    void aWordInsideAnotherIsNotThatWord() {
        var lines = List.of(line("Category: a cat.", 0, "Category", "a", "cat"));
        assertThat(HeardText.upTo(lines, null, ms(250))).isEqualTo("Category: a");
        assertThat(HeardText.upTo(lines, null, ms(300))).isEqualTo("Category: a cat.");
    }

    @Test
    void wordsReadOtherwiseThanWrittenArePassedOver() {
        var lines = List.of(line("Costs 5 % more today.", 0, "Costs", "five", "percent", "more", "today"));
        assertThat(HeardText.upTo(lines, null, ms(450))).isEqualTo("Costs 5 % more");
    }

    @Test
    void chineseWithoutAVoiceCountsWithItsSentenceAndOnItsOwnOncePlaybackCameToIt() {
        var lines = List.of(
                line("\u8bf7\u8bf4\uff1ahello there\u3002", 0, "hello", "there"),
                new Line("\u5f88\u597d\u3002", ms(200), ms(200), List.of()),
                line("Next one.", 200, "Next", "one"));
        assertThat(HeardText.upTo(lines, null, ms(100))).isEqualTo("\u8bf7\u8bf4\uff1ahello");
        assertThat(HeardText.upTo(lines, null, ms(199))).isEqualTo("\u8bf7\u8bf4\uff1ahello");
        assertThat(HeardText.upTo(lines, null, ms(200)))
                .isEqualTo("\u8bf7\u8bf4\uff1ahello there\u3002\u5f88\u597d\u3002");
    }

    @Test
    void aVoiceWithoutWordTimesIsCutInProportion() {
        var lines = List.of(new Line("one two three four five six", ms(0), ms(600), List.of()));
        assertThat(HeardText.upTo(lines, null, ms(300))).isEqualTo("one two three");
    }

    @Property
    void sentencesJoinedAreTheText(@ForAll @Size(max = 8) List<@IntRange(max = 9) Integer> parts) {
        String[] texts = {
            "Hello. ",
            "How are you? ",
            "1. Say ",
            "**this** ",
            "\n\n",
            "\u4f60\u597d\u3002",
            "Mr. Smith ",
            "```\ncode\n```\n",
            "wait, ",
            "3.5 %"
        };
        var feed = SentenceFeed.START;
        var shown = new StringBuilder();
        var text = new StringBuilder();
        for (int part : parts) {
            text.append(texts[part]);
            var fed = feed.text(texts[part]);
            fed.sentences().forEach(sentence -> shown.append(sentence.shown()));
            feed = fed.feed();
        }
        feed.end().sentences().forEach(sentence -> shown.append(sentence.shown()));
        assertThat(shown.toString().strip()).isEqualTo(text.toString().strip());
    }
}
