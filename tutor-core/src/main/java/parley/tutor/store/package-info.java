/** The append-only journal and where it is kept. */
@NullMarked
package parley.tutor.store;

import org.jspecify.annotations.NullMarked;
