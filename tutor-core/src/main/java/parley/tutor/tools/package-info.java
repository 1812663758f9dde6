/** The tools that a course offers to a model while it words a reply. */
@NullMarked
package parley.tutor.tools;

import org.jspecify.annotations.NullMarked;
