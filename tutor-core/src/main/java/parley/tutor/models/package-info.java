/** Language models behind one streaming port. */
@NullMarked
package parley.tutor.models;

import org.jspecify.annotations.NullMarked;
