@NullMarked
package parley.tutor.retrieval.embeddings;

import org.jspecify.annotations.NullMarked;
