@NullMarked
package parley.api.models;

import org.jspecify.annotations.NullMarked;
