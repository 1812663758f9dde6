/** Language-neutral cases of the Dotprompt format, in the form of its specification's own, and what runs them. */
@NullMarked
package parley.prompts.template.conformance;

import org.jspecify.annotations.NullMarked;
