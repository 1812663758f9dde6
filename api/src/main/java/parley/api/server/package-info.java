/** The HTTP server: its limits, headers, errors and static files. */
@NullMarked
package parley.api.server;

import org.jspecify.annotations.NullMarked;
