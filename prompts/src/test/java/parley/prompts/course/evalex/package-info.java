@NullMarked
package parley.prompts.course.evalex;

import org.jspecify.annotations.NullMarked;
