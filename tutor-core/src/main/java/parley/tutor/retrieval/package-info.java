/** Finding the passages of a course that answer a question. */
@NullMarked
package parley.tutor.retrieval;

import org.jspecify.annotations.NullMarked;
