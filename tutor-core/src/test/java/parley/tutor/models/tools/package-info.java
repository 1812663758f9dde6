@NullMarked
package parley.tutor.models.tools;

import org.jspecify.annotations.NullMarked;
