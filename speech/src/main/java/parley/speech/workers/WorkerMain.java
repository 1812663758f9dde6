package parley.speech.workers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.vosk.VoskRecogniser;

/** The entry of a worker process: {@code WorkerMain MODEL-FOLDER THREADS}, asked over its standard input. */
public final class WorkerMain {
    private WorkerMain() {}

    /** Loads the model and works until the input ends, which is also what happens when its server dies. */
    public static void main(String[] args) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        var in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        // Whatever a library prints must not get between the frames.
        System.setOut(System.err);
        try {
            VoskRecogniser recogniser = VoskRecogniser.open(Path.of(args[0]));
            recogniser.prepare();
            new WorkerHost(recogniser, in, out, Integer.parseInt(args[1])).run();
        } catch (RecogniserFailure e) {
            WorkerWire.write(out, 0, new WorkerReply.Failed(String.valueOf(e.getMessage())));
        }
        // Native threads and half-done decoding don't hold it up.
        Runtime.getRuntime().halt(0);
    }
}
