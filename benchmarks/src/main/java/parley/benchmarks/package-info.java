/** Measures of a running Parley, taken from outside: each a program that prints a table and one headline. */
@NullMarked
package parley.benchmarks;

import org.jspecify.annotations.NullMarked;
