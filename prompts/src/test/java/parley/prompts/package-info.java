@NullMarked
package parley.prompts;

import org.jspecify.annotations.NullMarked;
