/** From sound to facts about speech: voice activity, recognition, and the weighing of what was heard. */
@NullMarked
package parley.speech.hearing;

import org.jspecify.annotations.NullMarked;
