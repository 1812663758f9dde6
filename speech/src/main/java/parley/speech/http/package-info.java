/** Hearing and speaking through OpenAI-compatible services. */
@NullMarked
package parley.speech.http;

import org.jspecify.annotations.NullMarked;
