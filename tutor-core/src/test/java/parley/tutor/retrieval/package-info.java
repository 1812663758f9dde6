@NullMarked
package parley.tutor.retrieval;

import org.jspecify.annotations.NullMarked;
