/** Ears and mouth of the tutor: the parts that run in this process, and their readiness. */
@NullMarked
package parley.speech;

import org.jspecify.annotations.NullMarked;
