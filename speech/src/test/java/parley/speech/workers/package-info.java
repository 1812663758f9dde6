@NullMarked
package parley.speech.workers;

import org.jspecify.annotations.NullMarked;
