/** What is wrong, or will go wrong, with a prompt, told with place, code and hint. */
@NullMarked
package parley.prompts.lint;

import org.jspecify.annotations.NullMarked;
