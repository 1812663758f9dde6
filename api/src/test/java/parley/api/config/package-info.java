@NullMarked
package parley.api.config;

import org.jspecify.annotations.NullMarked;
