/** The command line: serve, chat, talk, doctor. picocli's types stay inside. */
@NullMarked
package parley.api.cli;

import org.jspecify.annotations.NullMarked;
