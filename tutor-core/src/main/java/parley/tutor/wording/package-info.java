/** Turning decided moves into words, with a model or with authored material alone. */
@NullMarked
package parley.tutor.wording;

import org.jspecify.annotations.NullMarked;
