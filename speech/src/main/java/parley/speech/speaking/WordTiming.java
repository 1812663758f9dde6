package parley.speech.speaking;

import java.time.Duration;

/** Where in a {@link Synthesis} a word is spoken; {@code text} is spelled as in the text given. */
public record WordTiming(String text, Duration start, Duration end) {}
