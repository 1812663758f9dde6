@NullMarked
package parley.api.access;

import org.jspecify.annotations.NullMarked;
