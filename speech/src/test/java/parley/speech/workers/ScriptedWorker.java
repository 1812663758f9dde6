package parley.speech.workers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;

/**
 * The entry of a worker without a model: it hears how much sound it was given. A first sample of {@link #CRASH} ends the
 * process as native code would, one of {@link #HANG} never comes back. With {@code refuse} as its argument it does not start.
 */
public final class ScriptedWorker {
    static final short CRASH = 666;
    static final short HANG = 777;
    static final String REFUSAL = "there is nothing to hear with";

    private ScriptedWorker() {}

    static WorkerCommand command(String... arguments) {
        return WorkerCommand.java(ScriptedWorker.class.getName(), List.of(arguments));
    }

    public static void main(String[] args) throws IOException {
        var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        if (args.length > 0 && args[0].equals("refuse")) {
            WorkerWire.write(out, 0, new WorkerReply.Failed(REFUSAL));
        } else if (args.length > 0) {
            System.out.println("this must not get between the frames");
            out.write(
                    "nonsense, and more of it than a frame's length".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            out.flush();
        } else {
            new WorkerHost(new Counting(), new DataInputStream(new FileInputStream(FileDescriptor.in)), out, 4).run();
        }
        Runtime.getRuntime().halt(0);
    }

    private static final class Counting implements Recogniser {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public UtteranceDecoder openFree() {
            return new Counter("samples");
        }

        @Override
        public UtteranceDecoder openAgainst(Grammar grammar) {
            return new Counter(grammar.phrases().getFirst());
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static final class Counter implements UtteranceDecoder {
        private final String unit;
        private long heard;

        Counter(String unit) {
            this.unit = unit;
        }

        @Override
        public void accept(short[] samples, int offset, int length) {
            if (length > 0 && samples[offset] == CRASH) {
                Runtime.getRuntime().halt(139);
            }
            while (length > 0 && samples[offset] == HANG) {
                Thread.onSpinWait();
            }
            heard += length;
        }

        @Override
        public String partial() {
            return heard + " " + unit;
        }

        @Override
        public Transcript finish() throws RecogniserFailure {
            if (heard == 0) {
                throw new RecogniserFailure("no sound at all");
            }
            return new Transcript(
                    List.of(new HeardWord(heard + " " + unit, SampleCount.ZERO, new SampleCount(heard), 0.5)));
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
