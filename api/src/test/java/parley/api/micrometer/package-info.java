@NullMarked
package parley.api.micrometer;

import org.jspecify.annotations.NullMarked;
