/** Talks on virtual time, and one with all real parts. */
@NullMarked
package parley.speech.talk;

import org.jspecify.annotations.NullMarked;
