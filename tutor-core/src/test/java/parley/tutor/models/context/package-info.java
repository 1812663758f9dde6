@NullMarked
package parley.tutor.models.context;

import org.jspecify.annotations.NullMarked;
