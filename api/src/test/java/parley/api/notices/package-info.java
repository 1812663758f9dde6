@NullMarked
package parley.api.notices;

import org.jspecify.annotations.NullMarked;
