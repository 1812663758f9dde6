/** Which model answers, and what happens when it does not: routes, health, failover, budgets. */
@NullMarked
package parley.tutor.models.routing;

import org.jspecify.annotations.NullMarked;
