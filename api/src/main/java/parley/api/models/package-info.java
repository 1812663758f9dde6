/** The models that the settings name: as the router wants them, tried, and told to operators. */
@NullMarked
package parley.api.models;

import org.jspecify.annotations.NullMarked;
