@NullMarked
package parley.tutor.path;

import org.jspecify.annotations.NullMarked;
