@NullMarked
package parley.api.studio;

import org.jspecify.annotations.NullMarked;
