@NullMarked
package parley.speech.languages;

import org.jspecify.annotations.NullMarked;
