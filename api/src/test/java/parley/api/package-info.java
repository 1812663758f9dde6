@NullMarked
package parley.api;

import org.jspecify.annotations.NullMarked;
