@NullMarked
package parley.speech.concentus;

import org.jspecify.annotations.NullMarked;
