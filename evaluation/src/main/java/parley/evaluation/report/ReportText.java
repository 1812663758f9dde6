package parley.evaluation.report;

/** Text of a tutor made safe to print: a model's words must not steer a terminal or break a report. Pure. */
public final class ReportText {
    private ReportText() {}

    /** On one line: line breaks as {@code ⏎}, other controls, also of the direction of writing, as {@code �}. */
    public static String oneLine(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                safe.append('⏎');
            } else if (c == '\t') {
                safe.append(' ');
            } else if (Character.isISOControl(c) || isDirectionControl(c)) {
                safe.append('\uFFFD');
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** Characters that make a line read as what it does not say; joiners, which emoji need, are none of them. */
    private static boolean isDirectionControl(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
    }
}
