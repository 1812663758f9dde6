@NullMarked
package parley.api.web;

import org.jspecify.annotations.NullMarked;
