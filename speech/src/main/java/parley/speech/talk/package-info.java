/** One learner's voice-and-text session: turn-taking, conversation and playout in one step, on one thread. */
@NullMarked
package parley.speech.talk;

import org.jspecify.annotations.NullMarked;
