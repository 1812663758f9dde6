/** What a suite demands of one reply, and how a reply is judged by it. */
@NullMarked
package parley.evaluation.check;

import org.jspecify.annotations.NullMarked;
