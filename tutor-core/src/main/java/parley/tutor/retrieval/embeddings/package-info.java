/** Finding passages by meaning, with a small embedding model that runs in process; langchain4j's and ONNX's types stay here. */
@NullMarked
package parley.tutor.retrieval.embeddings;

import org.jspecify.annotations.NullMarked;
