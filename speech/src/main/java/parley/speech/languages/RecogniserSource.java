package parley.speech.languages;

import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;

/**
 * Where the recogniser of one language comes from when it is needed.
 *
 * @param holdsModel whether it holds a model in memory, and so counts against the bound
 * @param remedy one line: what to do when it can't be opened
 */
public record RecogniserSource(boolean holdsModel, String remedy, Opening opening) {

    /** Opens it; may take seconds, on a thread that waits for nothing else. */
    @FunctionalInterface
    public interface Opening {
        Recogniser open() throws RecogniserFailure, InterruptedException;
    }
}
