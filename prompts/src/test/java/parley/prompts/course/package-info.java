@NullMarked
package parley.prompts.course;

import org.jspecify.annotations.NullMarked;
