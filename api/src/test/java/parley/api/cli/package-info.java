@NullMarked
package parley.api.cli;

import org.jspecify.annotations.NullMarked;
