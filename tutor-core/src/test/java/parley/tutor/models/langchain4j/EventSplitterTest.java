package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.tutor.models.ModelFault.Kind;

class EventSplitterTest {
    private static final String STREAM = ": hello\n\ndata: {\"a\":1}\n\nevent: error\r\ndata: one\r\ndata:two\r\n\r\n"
            + "id: 7\rdata:  老师 👋\r\rretry: 5\ndata\n\ndata: half";

    private static final List<String> EVENTS = List.of("|{\"a\":1}", "error|one\ntwo", "| 老师 👋", "|");

    /** Each way to cut the bytes gives the same events; what the end cuts is none. */
    @Property(tries = 500)
    void eventsAreTheSameHoweverTheBytesAreCut(@ForAll @Size(max = 20) List<@IntRange(min = 1, max = 40) Integer> cuts)
            throws InterruptedException {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        var seen = new Seen();
        var splitter = new EventSplitter(seen);
        int at = 0;
        for (int cut : cuts) {
            int next = Math.min(bytes.length, at + cut);
            assertThat(splitter.feed(ByteBuffer.wrap(bytes, at, next - at).asReadOnlyBuffer()))
                    .isTrue();
            at = next;
        }
        assertThat(splitter.feed(ByteBuffer.wrap(bytes, at, bytes.length - at))).isTrue();
        assertThat(seen.events).isEqualTo(EVENTS);
    }

    @Test
    void everySingleByteMayComeAlone() throws InterruptedException {
        var seen = new Seen();
        var splitter = new EventSplitter(seen);
        byte[] bytes = ("\ufeff" + STREAM).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            assertThat(splitter.feed(bytes, i, i + 1)).isTrue();
        }
        assertThat(seen.events).isEqualTo(EVENTS);
    }

    @Property(tries = 1_000)
    void garbageIsSplitOrRefusedAndNothingElse(@ForAll byte[] bytes) throws InterruptedException {
        try {
            new EventSplitter(new Seen()).feed(bytes, 0, bytes.length);
        } catch (ModelProblem e) {
            assertThat(e.fault().kind()).isEqualTo(Kind.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{}}", "<html>"})
    void aBareObjectOrPageEndsTheStream(String line) throws InterruptedException {
        var seen = new Seen();
        byte[] bytes = ("data: 1\n\n" + line + "\ndata: 2\n\n").getBytes(StandardCharsets.UTF_8);
        assertThat(new EventSplitter(seen).feed(bytes, 0, bytes.length)).isFalse();
        assertThat(seen.events).containsExactly("|1", "bare " + line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{}}", "<html>", "\ufeff{}"})
    void aBareObjectOrPageIsToldThoughItsLineHasNoEnd(String line) throws InterruptedException {
        var seen = new Seen();
        var splitter = new EventSplitter(seen);
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            assertThat(splitter.feed(bytes, i, i + 1)).isTrue();
        }
        splitter.end();
        assertThat(seen.events).containsExactly("bare " + line.replace("\ufeff", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data: {}", "data: {}\n", ": hello", "\ufeff"})
    void theRestOfAnEventIsNone(String rest) throws InterruptedException {
        var seen = new Seen();
        var splitter = new EventSplitter(seen);
        byte[] bytes = rest.getBytes(StandardCharsets.UTF_8);
        splitter.feed(bytes, 0, bytes.length);
        splitter.end();
        assertThat(seen.events).isEmpty();
    }

    @Test
    void aNulIsRefused() {
        byte[] bytes = {'d', 'a', 't', 'a', ':', 0};
        assertThatThrownBy(() -> new EventSplitter(new Seen()).feed(bytes, 0, bytes.length))
                .isInstanceOf(ModelProblem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "data: x\n", "data: x"})
    void aLineOrAnEventThatNeverEndsIsRefused(String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        var splitter = new EventSplitter(new Seen());
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= EventSplitter.MAX_EVENT_BYTES; i++) {
                        splitter.feed(bytes, 0, bytes.length);
                    }
                })
                .isInstanceOfSatisfying(
                        ModelProblem.class,
                        problem -> assertThat(problem.fault().kind()).isEqualTo(Kind.TOO_LARGE));
    }

    private static final class Seen implements EventSplitter.Events {
        private final List<String> events = new ArrayList<>();

        @Override
        public boolean event(String type, byte[] bytes, int from, int to) {
            return events.add(type + "|" + new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public void bare(byte[] bytes, int from, int to) {
            events.add("bare " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
    }
}
