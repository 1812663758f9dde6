@NullMarked
package parley.api.rest;

import org.jspecify.annotations.NullMarked;
