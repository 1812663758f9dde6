@NullMarked
package parley.api.server;

import org.jspecify.annotations.NullMarked;
