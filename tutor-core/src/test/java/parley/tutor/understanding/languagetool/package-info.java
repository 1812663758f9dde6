@NullMarked
package parley.tutor.understanding.languagetool;

import org.jspecify.annotations.NullMarked;
