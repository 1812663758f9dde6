/** The formulas of parametric items: read by EvalEx, calculated exactly and within limits. EvalEx's types stay inside. */
@NullMarked
package parley.prompts.course.evalex;

import org.jspecify.annotations.NullMarked;
