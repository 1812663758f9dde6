/** The shipped prompts and phrases, overlaid by an installation's own; their versions, labels and releases. */
@NullMarked
package parley.prompts.library;

import org.jspecify.annotations.NullMarked;
