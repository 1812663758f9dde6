/** The conversation over WebSocket, in the event names of OpenAI's Realtime API; see docs/protocol.md. */
@NullMarked
package parley.api.realtime;

import org.jspecify.annotations.NullMarked;
