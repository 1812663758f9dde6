/** Prompt templates: front matter, roles, and the segments that keep an author's words apart from a learner's. */
@NullMarked
package parley.prompts.template;

import org.jspecify.annotations.NullMarked;
