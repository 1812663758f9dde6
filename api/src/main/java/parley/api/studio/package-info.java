/** What stands behind the studio page: courses and prompts as authors see and change them. */
@NullMarked
package parley.api.studio;

import org.jspecify.annotations.NullMarked;
