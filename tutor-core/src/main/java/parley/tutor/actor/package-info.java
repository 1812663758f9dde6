/** The one loop on which every conversation runs: one mailbox, one virtual thread, a pure step, effects after it. */
@NullMarked
package parley.tutor.actor;

import org.jspecify.annotations.NullMarked;
