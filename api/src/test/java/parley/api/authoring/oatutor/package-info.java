@NullMarked
package parley.api.authoring.oatutor;

import org.jspecify.annotations.NullMarked;
