@NullMarked
package parley.tutor.wording;

import org.jspecify.annotations.NullMarked;
