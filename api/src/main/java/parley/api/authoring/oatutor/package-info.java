/** OATutor's public content made into courses: its problems, steps, hints and skills, read with Jackson from a local copy. */
@NullMarked
package parley.api.authoring.oatutor;

import org.jspecify.annotations.NullMarked;
