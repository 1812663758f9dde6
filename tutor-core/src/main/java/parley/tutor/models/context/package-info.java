/** What of a prompt fits a model: token counts, and the past cut to its window. */
@NullMarked
package parley.tutor.models.context;

import org.jspecify.annotations.NullMarked;
