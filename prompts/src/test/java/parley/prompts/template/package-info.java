@NullMarked
package parley.prompts.template;

import org.jspecify.annotations.NullMarked;
