/** What authors of courses are given: a first course to change, and courses made from others' formats. */
@NullMarked
package parley.api.authoring;

import org.jspecify.annotations.NullMarked;
