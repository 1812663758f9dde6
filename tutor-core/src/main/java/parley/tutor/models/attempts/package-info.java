/** What operators see of requests to models: the log, the last ones, how soon the first words came. */
@NullMarked
package parley.tutor.models.attempts;

import org.jspecify.annotations.NullMarked;
