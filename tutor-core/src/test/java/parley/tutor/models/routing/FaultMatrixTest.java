package parley.tutor.models.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.tutor.conversation.HistoryItem;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelAttempt.Reason;
import parley.tutor.models.ModelFault;
import parley.tutor.models.scripted.StreamScript;
import parley.tutor.wording.AuthoredWording;

/**
 * Every fault of an endpoint, on real sockets, through a whole conversation: at the first request or when another model
 * goes on after two sentences, with another model up or the authored tutor alone. Each time the learner gets one
 * coherent reply within the budget, no word of it twice, and the history holds what was said.
 *
 * <p>Endpoints that are to be slow have short waits; nothing sleeps. How many cells passed is written to
 * {@code target/fault-matrix.properties}.
 */
class FaultMatrixTest {
    private static final AtomicInteger CELLS = new AtomicInteger();
    private static final AtomicInteger PASSED = new AtomicInteger();

    /** The beginning of a sentence, which must never be heard. */
    private static final String HALF = "Gosh";

    /** Which request meets the fault. */
    enum At {
        FIRST_REQUEST,
        CONTINUATION
    }

    /** Who is left when it has failed. */
    enum Left {
        OTHER_CANDIDATE,
        AUTHORED_TUTOR
    }

    /** One cell of the matrix. */
    record Cell(Fault fault, Left left, At at) {
        @Override
        public String toString() {
            return (fault + ", " + left + ", " + at).toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Stream<Cell> cells() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(Left.values())
                        .flatMap(left -> Stream.of(At.values()).map(at -> new Cell(fault, left, at))));
    }

    @AfterAll
    static void tellHowMany() throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target", "fault-matrix.properties"),
                "matrix_passed=" + PASSED.get() + "\nmatrix_cells=" + CELLS.get() + "\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void theLearnerGetsOneCoherentReply(Cell cell) throws Exception {
        CELLS.incrementAndGet();
        try (var stage = new FaultStage()) {
            if (cell.at() == At.CONTINUATION) {
                // By an event: the JDK drops what was read but not taken yet when a connection breaks.
                stage.model(
                        "breaks",
                        Duration.ofSeconds(10),
                        StreamScript.stream()
                                .texts(FaultStage.FIRST, FaultStage.SECOND, HALF)
                                .error("server_error", "overloaded"));
            }
            stage.faulty("faulty", cell.fault(), HALF);
            if (cell.left() == Left.OTHER_CANDIDATE) {
                stage.model("good", Duration.ofSeconds(10), FaultStage.wholeAnswer());
            }

            FaultStage.Seen seen = stage.converse();

            assertCoherent(cell, stage, seen);
            assertAttempts(cell, stage, seen);
            assertNothingIsLeftOver(stage);
        }
        PASSED.incrementAndGet();
    }

    private static void assertCoherent(Cell cell, FaultStage stage, FaultStage.Seen seen) throws Exception {
        String text = seen.finished().heard();
        assertThat(seen.failures()).as("no failed reply").isEmpty();
        assertThat(text).isEqualTo(String.join("", seen.deltas()));
        assertThat(seen.finished().interrupted()).isFalse();
        assertThat(text).doesNotContain(HALF).contains(stage.task());
        assertThat(occurrences(text, stage.task()))
                .as("the exercise is put once")
                .isEqualTo(1);
        assertThat(repeated(text)).as("no words twice in: " + text).isEmpty();
        if (cell.at() == At.CONTINUATION) {
            assertThat(text).startsWith(FaultStage.FIRST + FaultStage.SECOND);
        }
        assertThat(stage.history())
                .filteredOn(HistoryItem.FromTutor.class::isInstance)
                .extracting(HistoryItem::text)
                .containsExactly(text);
    }

    private static void assertAttempts(Cell cell, FaultStage stage, FaultStage.Seen seen) {
        ModelAttempt failed = stage.attempts().get(cell.at() == At.CONTINUATION ? 1 : 0);
        assertThat(failed.model()).isEqualTo("faulty");
        assertThat(failed.reason()).isEqualTo(cell.at() == At.CONTINUATION ? Reason.CONTINUATION : Reason.FIRST);
        ModelFault fault = failed.fault();
        if (fault == null) {
            // No failure of the endpoint: nobody else is asked, and the authored tutor puts the question.
            assertThat(cell.fault()).isEqualTo(Fault.LENGTH);
            assertThat(seen.finished().wordedBy()).isEqualTo(AuthoredWording.NAME);
            return;
        }
        assertThat(cell.fault().kinds()).contains(fault.kind());
        boolean stitchedTwice = cell.at() == At.CONTINUATION && cell.fault().saysASentence();
        boolean mended = cell.left() == Left.OTHER_CANDIDATE && !stitchedTwice;
        assertThat(seen.finished().wordedBy()).isEqualTo(mended ? "good" : AuthoredWording.NAME);
        assertThat(seen.notices()).hasSize(mended ? 0 : 1);
    }

    private static void assertNothingIsLeftOver(FaultStage stage) {
        assertThat(stage.router().status()).allSatisfy(model -> {
            assertThat(model.inFlight()).isZero();
            assertThat(model.waiting()).isZero();
        });
        assertThat(stage.ledger().open()).isZero();
    }

    private static int occurrences(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    /** Stretches of three words that come more than once. */
    private static List<String> repeated(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
        var seen = new HashSet<String>();
        List<String> repeated = new ArrayList<>();
        for (int i = 0; i + 3 <= words.size(); i++) {
            String three = String.join(" ", words.subList(i, i + 3));
            if (!seen.add(three)) {
                repeated.add(three);
            }
        }
        return repeated;
    }
}
