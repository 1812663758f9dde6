package parley.tutor.retrieval.embeddings;

import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.nio.file.Path;

/**
 * The small embedding model {@code bge-small-zh-v1.5} (quantised, 512 dimensions, about 5 ms for a short text on one
 * core), for Chinese and English. Loading takes about a second and 100 MB. Thread-safe.
 *
 * <p>Its tokenizer's native library is unpacked into the cache folder. The tokenizer's library is told to be offline: it
 * would otherwise be free to look for updates.
 */
final class MeaningModel {
    /** Names the model in caches: vectors of another model are not comparable. */
    static final String NAME = "bge-small-zh-v1.5-q";

    static final int DIMENSIONS = 512;

    private final BgeSmallZhV15QuantizedEmbeddingModel model;

    private MeaningModel(BgeSmallZhV15QuantizedEmbeddingModel model) {
        this.model = model;
    }

    /**
     * Loads the model from our jars.
     *
     * @throws RuntimeException or {@link LinkageError} where its native parts don't run
     */
    static MeaningModel load(Path cacheFolder) {
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        setUnlessSet("DJL_CACHE_DIR", cacheFolder.resolve("tokenizer").toString());
        // In the caller's thread: there is one caller, and it has a thread of its own.
        return new MeaningModel(new BgeSmallZhV15QuantizedEmbeddingModel(Runnable::run));
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** The text's meaning as a vector of length 1. */
    float[] vector(String text) {
        float[] vector = model.embed(text).content().vector();
        double square = 0;
        for (float x : vector) {
            square += (double) x * x;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] /= length;
        }
        return vector;
    }
}
