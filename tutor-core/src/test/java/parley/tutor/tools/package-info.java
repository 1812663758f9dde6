@NullMarked
package parley.tutor.tools;

import org.jspecify.annotations.NullMarked;
