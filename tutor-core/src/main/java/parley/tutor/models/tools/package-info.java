/** Tools that a model may call while it words a reply. */
@NullMarked
package parley.tutor.models.tools;

import org.jspecify.annotations.NullMarked;
