/** Settings: where they come from, how they are read and checked. */
@NullMarked
package parley.api.config;

import org.jspecify.annotations.NullMarked;
