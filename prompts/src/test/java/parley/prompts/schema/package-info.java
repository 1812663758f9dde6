@NullMarked
package parley.prompts.schema;

import org.jspecify.annotations.NullMarked;
