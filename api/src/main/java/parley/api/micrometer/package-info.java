/** Metrics in Prometheus' text format, by Micrometer, whose types stay in here. */
@NullMarked
package parley.api.micrometer;

import org.jspecify.annotations.NullMarked;
