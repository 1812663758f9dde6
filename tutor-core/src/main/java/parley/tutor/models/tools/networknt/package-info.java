/** Tools' arguments by JSON Schema; the only package that knows networknt's validator. */
@NullMarked
package parley.tutor.models.tools.networknt;

import org.jspecify.annotations.NullMarked;
