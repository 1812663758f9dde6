/**
 * The Handlebars language as prompt templates use it: read into a tree, and rendered into typed parts.
 *
 * <p>It follows handlebars.js, the language's reference, in the mode that Dotprompt sets: no escaping, and a name with
 * arguments that is no helper is an error. It is our own reader, since whose words a text is must be known at every
 * character, and each loop and partial must be counted. Nothing is reflected upon: values are plain data.
 */
@NullMarked
package parley.prompts.template.handlebars;

import org.jspecify.annotations.NullMarked;
