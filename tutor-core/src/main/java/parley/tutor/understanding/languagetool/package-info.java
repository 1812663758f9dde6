/** English rules and words by LanguageTool, whose types (and its dictionary reader's, Morfologik) stay inside. */
@NullMarked
package parley.tutor.understanding.languagetool;

import org.jspecify.annotations.NullMarked;
