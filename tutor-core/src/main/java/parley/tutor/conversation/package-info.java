/** A conversation as data: its inputs, state, events and the pure machine that joins them. */
@NullMarked
package parley.tutor.conversation;

import org.jspecify.annotations.NullMarked;
