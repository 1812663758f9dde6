/** Which concept and exercise come next for a learner, and why. */
@NullMarked
package parley.tutor.path;

import org.jspecify.annotations.NullMarked;
