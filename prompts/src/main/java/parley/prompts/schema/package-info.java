/** Schemas of a prompt's inputs and outputs: Picoschema read into JSON Schema, and data held against it. */
@NullMarked
package parley.prompts.schema;

import org.jspecify.annotations.NullMarked;
