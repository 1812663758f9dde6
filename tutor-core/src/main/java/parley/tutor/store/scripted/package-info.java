/** Journals for tests and examinations, kept in memory. */
@NullMarked
package parley.tutor.store.scripted;

import org.jspecify.annotations.NullMarked;
