/** The JSON endpoints under /api. */
@NullMarked
package parley.api.rest;

import org.jspecify.annotations.NullMarked;
