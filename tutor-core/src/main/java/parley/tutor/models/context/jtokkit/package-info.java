/** Token counts by the published tokenizers; the only package that knows JTokkit. */
@NullMarked
package parley.tutor.models.context.jtokkit;

import org.jspecify.annotations.NullMarked;
