@NullMarked
package parley.speech.install;

import org.jspecify.annotations.NullMarked;
