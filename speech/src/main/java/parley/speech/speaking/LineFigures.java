package parley.speech.speaking;

/**
 * How often short lines of a voice were at hand, since the start.
 *
 * @param hits lines spoken from memory
 * @param misses lines that had to be made
 * @param evictions lines given up for want of room or use
 * @param lines lines kept now
 * @param bytes what they take
 */
public record LineFigures(long hits, long misses, long evictions, long lines, long bytes) {
    public static final LineFigures NONE = new LineFigures(0, 0, 0, 0, 0);
}
