/** The Silero voice-activity model behind its port; no other package sees ONNX Runtime's types. */
@NullMarked
package parley.speech.silero;

import org.jspecify.annotations.NullMarked;
