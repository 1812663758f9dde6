package parley.speech.workers;

import java.util.List;

/** What a worker is asked, about one of its decoders. */
sealed interface WorkerRequest {
    /** A decoder of this number that may hear any word. */
    record OpenFree() implements WorkerRequest {}

    /** A decoder of this number that hears these phrases. */
    record OpenAgainst(List<String> phrases) implements WorkerRequest {}

    /** Decode these samples; at most {@link WorkerWire#MOST_SAMPLES}. */
    @SuppressWarnings("ArrayRecordComponent")
    record Accept(short[] samples) implements WorkerRequest {}

    record Partial() implements WorkerRequest {}

    record Finish(boolean sentence) implements WorkerRequest {}

    /** Forget the decoder; the one request without an answer. */
    record Close() implements WorkerRequest {}
}
