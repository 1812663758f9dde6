package parley.tutor.path;

import parley.tutor.teaching.TeachingMove.Reason;

/**
 * The exercise that comes next. Immutable.
 *
 * @param exerciseId with a seed when its item has parameters
 * @param reason why this one and now
 * @param predicted the probability of a right answer at the first try and without help, 0 to 1
 */
public record Next(String exerciseId, Reason reason, double predicted) {}
