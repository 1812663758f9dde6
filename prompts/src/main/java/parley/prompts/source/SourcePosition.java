package parley.prompts.source;

/**
 * A place in an authored file.
 *
 * @param file the file's name as the author knows it
 * @param line counted from 1; 0 when the whole file is meant
 * @param column counted from 1 in Unicode code points; 0 when the whole line or file is meant
 */
public record SourcePosition(String file, int line, int column) implements Comparable<SourcePosition> {

    public SourcePosition {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column count from 1, or are 0 for the whole file");
        }
    }

    /** The file as a whole. */
    public static SourcePosition wholeFile(String file) {
        return new SourcePosition(file, 0, 0);
    }

    /** In the order of reading, files by name. */
    @Override
    public int compareTo(SourcePosition other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    /** {@code file:line:column}, without the parts that are 0. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
