package parley.speech.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class TimelinePageTest {
    private static final String EVIL = "</title><script>alert(1)</script>\"' & \u0000\u202e";

    private static TurnTimeline turn(String said) {
        var talk = new SeenTalk();
        talk.begins(500, "r-u1")
                .partial(900, said)
                .ends(2_500, said)
                .commits(2_780, "r-u1", said)
                .answers(2_800, "r-1")
                .finishes(5_000, "r-1", said, true);
        return talk.over.getFirst();
    }

    @Test
    void what_was_said_stays_text() throws Exception {
        String page = TimelinePage.html(List.of(turn(EVIL)));
        assertThat(page).doesNotContain("<script", "\u0000", "\u202e").contains("&lt;script&gt;alert(1)");
        // The body is well-formed, too: nothing that was said opened or closed anything.
        String body = page.substring(page.indexOf("<main>"), page.indexOf("</main>") + 7);
        var main = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(body)))
                .getDocumentElement();
        assertThat(main.getElementsByTagName("svg").getLength()).isEqualTo(1);
    }

    @Test
    void every_mark_can_be_reached_and_says_what_it_is() {
        String page = TimelinePage.html(List.of(turn("hello")));
        int marks = page.split("<g class=\"mark\"", -1).length - 1;
        assertThat(marks).isGreaterThan(8);
        assertThat(page.split("tabindex=\"0\" role=\"img\" aria-label=\"", -1)).hasSize(marks + 1);
        assertThat(page)
                .contains("end-of-turn delay</dt><dd>280 ms", "transcription delay</dt><dd>280 ms")
                .contains("first token</dt><dd>100 ms", "first audio</dt><dd>50 ms", "end to end</dt><dd>430 ms")
                .contains("prefers-color-scheme: dark")
                .doesNotContain("http://", "https://", "src=");
    }

    @Test
    void a_long_talk_is_cut_and_the_page_says_so() {
        List<TurnTimeline> many = Collections.nCopies(TimelinePage.MAX_TURNS + 7, turn("hello"));
        String page = TimelinePage.html(many);
        assertThat(page.split("<section>", -1)).hasSize(TimelinePage.MAX_TURNS + 1);
        assertThat(page).contains("7 later turns are left out").hasSizeLessThan(4_000_000);
        assertThat(TimelinePage.html(List.of())).contains("Nobody said anything");
    }
}
