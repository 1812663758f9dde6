/** What learners are told of failures, in their own language. */
@NullMarked
package parley.api.notices;

import org.jspecify.annotations.NullMarked;
