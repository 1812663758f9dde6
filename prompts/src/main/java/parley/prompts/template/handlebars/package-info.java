/** The body of a template, compiled and rendered by Handlebars.java, whose types stay inside. */
@NullMarked
package parley.prompts.template.handlebars;

import org.jspecify.annotations.NullMarked;
