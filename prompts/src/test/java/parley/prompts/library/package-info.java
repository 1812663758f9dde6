@NullMarked
package parley.prompts.library;

import org.jspecify.annotations.NullMarked;
