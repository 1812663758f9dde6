package parley.speech.workers;

import parley.speech.hearing.Transcript;

/** What a worker answers. */
sealed interface WorkerReply {
    /** It is done; of the very first frame: the model is loaded. */
    record Done() implements WorkerReply {}

    record Text(String text) implements WorkerReply {}

    record Words(Transcript transcript) implements WorkerReply {}

    /** It could not be done; {@code reason} is one line for an operator and holds no words of a learner. */
    record Failed(String reason) implements WorkerReply {}
}
