package parley.speech.vosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vosk.LibVosk;
import org.vosk.Model;
import org.vosk.Recognizer;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.UtteranceDecoder;

/**
 * A Vosk model, loaded once and shared by all sessions; thread-safe. The same sound, given in the same pieces, gives the
 * same words.
 *
 * <p>libvosk ends the whole process on malformed grammars and on use after close, so every native call
 * is made under a lock that also guards a closed flag, here for the model and in {@link VoskDecoder} for
 * each decoder. Native decoders count the references to their model: closing the model leaves them whole. Free decoders
 * are used again for a while ({@link KeptRecognizers}).
 */
public final class VoskRecogniser implements Recogniser {
    /** Kaldi's levels: 0 information, -1 warnings, -2 errors only. Its warnings quote the grammar's words. */
    private static final int ERRORS_ONLY = -2;

    private static final Logger LOG = LoggerFactory.getLogger(VoskRecogniser.class);

    private final String name;
    private final Model model;
    private final boolean tellsEnds;
    private final KeptRecognizers kept =
            new KeptRecognizers(Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8));
    private final Object lock = new Object();
    private boolean closed;

    private VoskRecogniser(String name, Model model, boolean tellsEnds) {
        this.name = name;
        this.model = model;
        this.tellsEnds = tellsEnds;
    }

    /**
     * Loads the model in {@code folder}; takes up to a second.
     *
     * @throws RecogniserFailure when the folder holds no model, or this platform has no libvosk
     */
    public static VoskRecogniser open(Path folder) throws RecogniserFailure {
        if (!Files.isRegularFile(folder.resolve("am/final.mdl"))
                || !Files.isRegularFile(folder.resolve("conf/mfcc.conf"))) {
            throw new RecogniserFailure("no Vosk model in " + folder);
        }
        try (ModelView view = ModelView.of(folder)) {
            LibVosk.vosk_set_log_level(ERRORS_ONLY);
            return new VoskRecogniser(
                    "vosk/" + folder.getFileName(), new Model(view.folder().toString()), view.tellsEnds());
        } catch (LinkageError e) {
            throw new RecogniserFailure(
                    "Vosk has no native library for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch"),
                    e);
        } catch (IOException e) {
            throw new RecogniserFailure("the Vosk model in " + folder + " could not be loaded", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare() {
        synchronized (lock) {
            if (closed || !kept.isEmpty()) {
                return;
            }
            try {
                kept.give(new Recognizer(model, SampleCount.RATE_HZ), 0);
            } catch (IOException e) {
                // Told when there is speech to decode.
                LOG.debug("Vosk could not make a decoder ahead of time", e);
            }
        }
    }

    @Override
    public UtteranceDecoder openFree() throws RecogniserFailure {
        synchronized (lock) {
            requireOpen();
            KeptRecognizers.Kept ready = kept.take();
            if (ready != null) {
                return new VoskDecoder(ready.recognizer(), kept, ready.samplesHeard(), tellsEnds);
            }
            try {
                return new VoskDecoder(new Recognizer(model, SampleCount.RATE_HZ), kept, 0, tellsEnds);
            } catch (IOException e) {
                throw new RecogniserFailure("Vosk could not make a decoder", e);
            }
        }
    }

    @Override
    public UtteranceDecoder openAgainst(Grammar grammar) throws RecogniserFailure {
        // A Grammar holds only a–z, apostrophes and spaces, so quoting is all the JSON it needs.
        String json = grammar.phrases().stream()
                .map(phrase -> '"' + phrase + '"')
                .collect(Collectors.joining(", ", "[", ", \"" + Grammar.UNKNOWN + "\"]"));
        synchronized (lock) {
            requireOpen();
            var recognizer = new Recognizer(model, SampleCount.RATE_HZ, json);
            if (recognizer.getPointer() == null) {
                // This constructor does not check, and every later call would end the process.
                throw new RecogniserFailure("Vosk could not make a decoder for a grammar");
            }
            return new VoskDecoder(recognizer);
        }
    }

    private void requireOpen() throws RecogniserFailure {
        if (closed) {
            throw new RecogniserFailure("the recogniser is closed");
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                kept.close();
                model.close();
            }
        }
    }
}
