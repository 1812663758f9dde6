/** What happened when in each turn of a talk: as records, as measures, and as a picture. */
@NullMarked
package parley.speech.timeline;

import org.jspecify.annotations.NullMarked;
