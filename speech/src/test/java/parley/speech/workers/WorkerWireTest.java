package parley.speech.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.SentenceEnd;
import parley.speech.hearing.Transcript;

class WorkerWireTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private DataInputStream in() {
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void requestsTravelWhole() throws IOException {
        List<WorkerRequest> requests = List.of(
                new WorkerRequest.OpenFree(),
                new WorkerRequest.OpenAgainst(List.of("a cup of tea", "don't")),
                new WorkerRequest.Partial(),
                new WorkerRequest.Finish(false),
                new WorkerRequest.Finish(true),
                new WorkerRequest.Close());
        for (WorkerRequest request : requests) {
            WorkerWire.write(out, 7, 9, request);
        }
        WorkerWire.write(out, 8, 9, new WorkerRequest.Accept(new short[] {-32_768, 0, 32_767}));
        DataInputStream in = in();
        for (WorkerRequest request : requests) {
            assertThat(WorkerWire.readRequest(in)).isEqualTo(new WorkerWire.Addressed<>(7, 9, request));
        }
        assertThat(((WorkerRequest.Accept) WorkerWire.readRequest(in).content()).samples())
                .containsExactly(-32_768, 0, 32_767);
    }

    @Test
    void repliesTravelWhole() throws IOException {
        List<WorkerReply> replies = List.of(
                new WorkerReply.Done(),
                new WorkerReply.Text("我 would like"),
                new WorkerReply.Words(new Transcript(
                        List.of(new HeardWord("tea", new SampleCount(5), new SampleCount(900), 0.25)),
                        SentenceEnd.LIKELY)),
                new WorkerReply.Failed("no model"));
        for (WorkerReply reply : replies) {
            WorkerWire.write(out, 3, reply);
        }
        DataInputStream in = in();
        for (WorkerReply reply : replies) {
            assertThat(WorkerWire.readReply(in).content()).isEqualTo(reply);
        }
    }

    @Test
    void moreThanASecondOfSoundIsRefused() throws IOException {
        WorkerWire.write(out, 1, 1, new WorkerRequest.Accept(new short[WorkerWire.MOST_SAMPLES + 1]));
        assertThatThrownBy(() -> WorkerWire.readRequest(in())).isInstanceOf(IOException.class);
    }

    /** Whatever a broken process writes is an IOException, and nothing is made of its promises. */
    @Property(tries = 500)
    void nonsenseIsAnIoException(@ForAll @Size(max = 64) byte[] nonsense) {
        assertThatThrownBy(() -> {
                    var in = new DataInputStream(new ByteArrayInputStream(nonsense));
                    while (true) {
                        WorkerWire.readReply(in);
                    }
                })
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> {
                    var in = new DataInputStream(new ByteArrayInputStream(nonsense));
                    while (true) {
                        WorkerWire.readRequest(in);
                    }
                })
                .isInstanceOf(IOException.class);
    }
}
