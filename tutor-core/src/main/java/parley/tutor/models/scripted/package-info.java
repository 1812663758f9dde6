/** Language models that do as they are told, for tests, demonstrations and evaluations without a model. */
@NullMarked
package parley.tutor.models.scripted;

import org.jspecify.annotations.NullMarked;
