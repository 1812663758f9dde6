/** The doors to Parley: the program's entry and the one place where its parts are put together. */
@NullMarked
package parley.api;

import org.jspecify.annotations.NullMarked;
