package parley.tutor.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SentenceSplitterTest {
    @Test
    void endsSentencesWhereTheyEnd() {
        assertThat(SentenceSplitter.split("Yes! It costs 3.50 today. “Really?” she said.\nOk"))
                .containsExactly("Yes! ", "It costs 3.50 today. ", "“Really?” ", "she said.\n", "Ok");
        assertThat(SentenceSplitter.split("很好！再试一次。“I went.” 加油")).containsExactly("很好！", "再试一次。", "“I went.” ", "加油");
        assertThat(SentenceSplitter.split("1. one\n2. two")).containsExactly("1. one\n", "2. two");
    }

    @Property
    void losesNothingHoweverItArrives(
            @ForAll @StringLength(max = 900) @Chars({'a', 'b', ' ', '.', '?', '\n', '。', '"', '1'}) String text,
            @ForAll("cuts") int size) {
        SentenceSplitter splitter = new SentenceSplitter();
        List<String> sentences = new ArrayList<>();
        for (int at = 0; at < text.length(); at += size) {
            sentences.addAll(splitter.add(text.substring(at, Math.min(text.length(), at + size))));
        }
        sentences.add(splitter.rest());
        assertThat(String.join("", sentences)).isEqualTo(text);
        assertThat(sentences).allMatch(s -> s.strip().length() <= SentenceSplitter.MAX_CHARS + 1);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<Integer> cuts() {
        return net.jqwik.api.Arbitraries.integers().between(1, 50);
    }
}
