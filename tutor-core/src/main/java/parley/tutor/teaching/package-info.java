/** What the tutor decides to do next, before any word is chosen. */
@NullMarked
package parley.tutor.teaching;

import org.jspecify.annotations.NullMarked;
