@NullMarked
package parley.tutor.models.attempts;

import org.jspecify.annotations.NullMarked;
