/** The journal in a relational database; the only package that knows Jdbi, Flyway, HikariCP and SQLite. */
@NullMarked
package parley.tutor.store.jdbi;

import org.jspecify.annotations.NullMarked;
