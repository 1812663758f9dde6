/** Turn-taking judged alone. */
@NullMarked
package parley.speech.turns;

import org.jspecify.annotations.NullMarked;
