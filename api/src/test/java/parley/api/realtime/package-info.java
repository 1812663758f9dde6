@NullMarked
package parley.api.realtime;

import org.jspecify.annotations.NullMarked;
