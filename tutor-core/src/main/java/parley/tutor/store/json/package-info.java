/** Events of the journal as JSON text; the only package here that knows Jackson. */
@NullMarked
package parley.tutor.store.json;

import org.jspecify.annotations.NullMarked;
