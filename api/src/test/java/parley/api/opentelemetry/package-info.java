@NullMarked
package parley.api.opentelemetry;

import org.jspecify.annotations.NullMarked;
