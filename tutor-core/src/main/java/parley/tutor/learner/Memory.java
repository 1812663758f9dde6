package parley.tutor.learner;

import java.time.Instant;

/**
 * What FSRS-6 knows of the memory of one concept. Immutable.
 *
 * @param stabilityDays the days after which recall has fallen to 90 %
 * @param difficulty 1 (easy) to 10
 * @param reviewed when it was last practised
 * @param due when the probability of recall will have fallen to 90 %
 */
public record Memory(double stabilityDays, double difficulty, Instant reviewed, Instant due) {}
