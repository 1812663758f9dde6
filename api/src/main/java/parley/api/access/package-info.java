/** Who may enter by which door: the access table, and the check of Host and Origin. */
@NullMarked
package parley.api.access;

import org.jspecify.annotations.NullMarked;
