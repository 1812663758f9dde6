/** When it is whose turn: endpointing, barge-in and backchannels as a pure machine on injected time. */
@NullMarked
package parley.speech.turns;

import org.jspecify.annotations.NullMarked;
