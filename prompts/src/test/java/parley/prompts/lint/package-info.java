@NullMarked
package parley.prompts.lint;

import org.jspecify.annotations.NullMarked;
