/** Fetching, checking and choosing recogniser models. */
@NullMarked
package parley.speech.install;

import org.jspecify.annotations.NullMarked;
