@NullMarked
package parley.api.ops;

import org.jspecify.annotations.NullMarked;
