@NullMarked
package parley.speech.http;

import org.jspecify.annotations.NullMarked;
