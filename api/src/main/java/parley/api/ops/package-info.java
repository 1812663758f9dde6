/** What operators see: how the models are doing. */
@NullMarked
package parley.api.ops;

import org.jspecify.annotations.NullMarked;
