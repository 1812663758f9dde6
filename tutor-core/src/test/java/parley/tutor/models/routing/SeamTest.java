package parley.tutor.models.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeamTest {
    /** As if the continuation came one character at a time, and as if it came at once. */
    private static String joined(String said, String continuation) {
        var slowly = new Seam(said);
        var text = new StringBuilder(said);
        for (int i = 0; i < continuation.length(); i++) {
            text.append(slowly.add(continuation.substring(i, i + 1)));
        }
        text.append(slowly.end());
        var atOnce = new Seam(said);
        assertThat(said + atOnce.add(continuation) + atOnce.end()).isEqualTo(text.toString());
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Well done. |Now the next one.|Well done. Now the next one.",
                "Well done. |Well done. Now the next one.|Well done. Now the next one.",
                "Well done. |well done! Now the next one.|Well done. Now the next one.",
                "Well done. You said it. |You said it. Now go on.|Well done. You said it. Now go on.",
                "Well done. You said it. |Well done. You said it. Now go on.|Well done. You said it. Now go on.",
                "Well done. You said it. |said it. Now go on.|Well done. You said it. Now go on.",
                "Say: hello. |Hello is a greeting.|Say: hello. Hello is a greeting.",
                "Say: hello. |Hello. Now you.|Say: hello. Now you.",
                "I like big |big apples.|I like big apples.",
                "I like big|apples.|I like big apples.",
                "I like big| apples.|I like big apples.",
                "I like gram|like grammar.|I like grammar.",
                "I like gram|grammar.|I like grammar.",
                "I like a|and so on.|I like a and so on.",
                "Ends here.|New sentence.|Ends here. New sentence.",
                "很好！你说对了。|你说对了。现在做下一题。|很好！你说对了。现在做下一题。",
                "很好！你说对了。|现在做下一题。|很好！你说对了。现在做下一题。",
                "很好！你说|你说对了。|很好！你说对了。",
                "All of it was said. |All of it was said.|All of it was said. ",
                "One two three. Four five six. |One two three. Seven eight.|One two three. Four five six. Seven eight.",
                "Well done. |``|Well done. ",
            })
    void joinsWithoutRepeating(String said, String continuation, String whole) {
        assertThat(joined(said, continuation)).isEqualTo(whole.equals("``") ? "" : whole);
    }

    /** A text, where it broke, and how many words before that the continuation begins. */
    record Broken(List<String> words, int at, int again) {
        String said() {
            return String.join(" ", words.subList(0, at)) + " ";
        }

        String continuation() {
            return String.join(" ", words.subList(Math.max(0, at - again), words.size()));
        }
    }

    @Provide
    Arbitrary<Broken> broken() {
        Arbitrary<List<String>> words = Arbitraries.strings()
                .alpha()
                .ofMinLength(1)
                .ofMaxLength(6)
                .map(word -> word.toLowerCase(java.util.Locale.ROOT))
                .list()
                .uniqueElements()
                .ofMinSize(2)
                .ofMaxSize(20);
        return words.flatMap(all -> Combinators.combine(
                        Arbitraries.integers().between(1, all.size()),
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(2, 6))
                .as((at, again, every) -> new Broken(sentences(all, every), at, again)));
    }

    /** Ends every so many words with a full stop. */
    private static List<String> sentences(List<String> words, int every) {
        List<String> marked = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            marked.add((i + 1) % every == 0 ? words.get(i) + "." : words.get(i));
        }
        return marked;
    }

    /** Where all words differ there is one right answer: the text as if nothing had broken. */
    @Property
    void giveBackTheWholeTextHoweverMuchIsRepeated(@ForAll("broken") Broken broken) {
        assertThat(joined(broken.said(), broken.continuation()).strip()).isEqualTo(String.join(" ", broken.words()));
    }

    /** Whatever the texts, nothing that was said is changed and nothing is made up. */
    @Property
    void whatIsNewIsAnEndOfTheContinuation(@ForAll String said, @ForAll String continuation) {
        String added = joined(said, continuation).substring(said.length());
        assertThat(continuation.endsWith(added) || continuation.endsWith(added.substring(1)))
                .isTrue();
    }
}
