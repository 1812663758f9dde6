/** Spans of model calls, by OpenTelemetry, whose types stay in here. */
@NullMarked
package parley.api.opentelemetry;

import org.jspecify.annotations.NullMarked;
