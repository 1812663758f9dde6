/** Courses as files: what a course consists of, and the reader that turns a folder into one or says what is wrong. */
@NullMarked
package parley.prompts.course;

import org.jspecify.annotations.NullMarked;
