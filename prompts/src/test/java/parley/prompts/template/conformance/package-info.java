@NullMarked
package parley.prompts.template.conformance;

import org.jspecify.annotations.NullMarked;
