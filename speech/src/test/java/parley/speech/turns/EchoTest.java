package parley.speech.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HeardWord;

class EchoTest {
    /** The tutor says a word each half second from 10 s on. */
    private static final List<TutorWord> TUTOR = tutor("now tell me where you went yesterday");

    private static List<TutorWord> tutor(String text) {
        var words = new ArrayList<TutorWord>();
        for (String word : text.split(" ", -1)) {
            SampleCount at = ms(10_000 + 500L * words.size());
            words.add(new TutorWord(word, at, at));
        }
        return words;
    }

    private static SampleCount ms(long ms) {
        return SampleCount.ofMillis(ms);
    }

    private static Heard heard(String text, long from) {
        var words = new ArrayList<HeardWord>();
        for (String word : text.split(" ", -1)) {
            long at = from + 500L * words.size();
            words.add(new HeardWord(word, ms(at), ms(at + 400), 0.9));
        }
        return new Heard(text, words, text, null, 0.1);
    }

    private static boolean isEcho(String text, long from) {
        return Echo.isEcho(heard(text, from), ms(from), TUTOR);
    }

    @ParameterizedTest
    @ValueSource(longs = {-250, 0, 50, 200, 400, 650})
    void an_echo_is_known_however_late_it_comes(long delay) {
        assertThat(isEcho("now tell me where you", 10_000 + delay)).isTrue();
        // Begun amid the line, and not every word understood.
        assertThat(isEcho("where too went", 11_500 + delay)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {800, 1_500, 5_000})
    void the_same_words_later_are_the_learners(long delay) {
        assertThat(isEcho("where you went yesterday", 11_500 + delay)).isFalse();
    }

    @Test
    void words_left_over_are_the_learners_when_they_stop_or_are_most_of_it() {
        assertThat(isEcho("now tell stop", 10_100)).isFalse();
        assertThat(isEcho("now i have an idea", 10_100)).isFalse();
        assertThat(isEcho("now tell me where i have an", 10_100)).isFalse();
    }

    /** What the embedded recogniser made of a faint "please say the whole sentence" and "tense of go is". */
    @Test
    void a_misheard_echo_is_one() {
        var line = tutor("please say the whole sentence");
        for (String misheard : List.of("please save a", "please save a whole", "please save a whole set")) {
            assertThat(Echo.isEcho(heard(misheard, 10_150), ms(10_150), line))
                    .as(misheard)
                    .isTrue();
            assertThat(Echo.isEcho(misheard, ms(10_150), line)).as(misheard).isTrue();
        }
        assertThat(Echo.isEcho(heard("tens of go is", 10_200), ms(10_200), tutor("tense of go is")))
                .isTrue();
        assertThat(Echo.isEcho(heard("please give me some", 10_150), ms(10_150), line))
                .isFalse();
        assertThat(Echo.isEcho(heard("i know", 10_150), ms(10_150), line)).isFalse();
    }

    /** What the embedded recogniser made of faint lines, as far as it had heard them. */
    @Test
    void words_that_were_parted_otherwise_are_known_by_their_sound() {
        assertThat(Echo.isEcho("we all", ms(10_150), tutor("we'll meet at six")))
                .isTrue();
        assertThat(Echo.isEcho(heard("thirty per cent of", 10_150), ms(10_150), tutor("thirty percent of it")))
                .isTrue();
        assertThat(Echo.isEcho("plus for equals", ms(10_150), tutor("plus four equals nineteen")))
                .isTrue();
        assertThat(Echo.isEcho("doctors", ms(10_150), tutor("Dr. Smith's office")))
                .isTrue();
        assertThat(Echo.isEcho("a check up doesn't", ms(10_150), tutor("a checkup doesn't it")))
                .isTrue();
    }

    @Test
    void a_word_that_stops_anybody_is_no_echo_for_its_sound() {
        assertThat(Echo.isEcho("no", ms(10_150), tutor("now we know it"))).isFalse();
        assertThat(Echo.isEcho("what", ms(10_150), tutor("would you like some")))
                .isFalse();
        assertThat(Echo.isEcho(heard("where i have been", 10_150), ms(10_150), tutor("where you went")))
                .isFalse();
    }

    @Test
    void without_times_only_what_may_still_come_back_counts() {
        assertThat(Echo.isEcho("where you", ms(11_700), TUTOR)).isTrue();
        assertThat(Echo.isEcho("where you", ms(13_500), TUTOR)).isFalse();
        // A service that tells no word times.
        assertThat(Echo.isEcho(new Heard("Where you", List.of(), "", null, 0), ms(11_700), TUTOR))
                .isTrue();
    }

    @Test
    void a_sentence_without_word_times_counts_as_long_as_it_sounds() {
        var line = List.of(new TutorWord("Good morning to you.", ms(10_000), ms(12_000)));
        assertThat(Echo.isEcho(heard("morning to you", 10_900), ms(10_900), line))
                .isTrue();
        assertThat(Echo.isEcho(heard("morning to you", 12_900), ms(12_900), line))
                .isFalse();
    }
}
