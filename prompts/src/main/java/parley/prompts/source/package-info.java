/** Authored files as text with positions: reading YAML, and findings that name file, line and column. The types of snakeyaml-engine stay inside. */
@NullMarked
package parley.prompts.source;

import org.jspecify.annotations.NullMarked;
