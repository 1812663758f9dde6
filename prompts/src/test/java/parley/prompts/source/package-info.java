@NullMarked
package parley.prompts.source;

import org.jspecify.annotations.NullMarked;
