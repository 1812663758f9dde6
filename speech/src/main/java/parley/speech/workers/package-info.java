/** Recognisers in supervised processes of their own, so that a crash of native code costs no session. */
@NullMarked
package parley.speech.workers;

import org.jspecify.annotations.NullMarked;
