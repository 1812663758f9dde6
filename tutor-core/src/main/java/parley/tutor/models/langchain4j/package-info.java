/** Language models behind OpenAI-compatible endpoints; the only package that knows langchain4j. */
@NullMarked
package parley.tutor.models.langchain4j;

import org.jspecify.annotations.NullMarked;
