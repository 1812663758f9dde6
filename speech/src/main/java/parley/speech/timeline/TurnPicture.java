package parley.speech.timeline;

import static parley.speech.timeline.TimelinePage.escaped;
import static parley.speech.timeline.TimelinePage.seconds;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.speech.timeline.Moment.Kind;

/** One turn as an SVG: four lanes over one axis of time. Used once, by one thread. */
final class TurnPicture {
    private static final int LEFT = 92;
    private static final int RIGHT = 16;
    private static final int WIDTH = 1_000;
    private static final int LANE = 26;
    private static final int GAP = 8;
    private static final int TOP = 8;
    private static final int AXIS = TOP + 4 * (LANE + GAP) + 12;
    private static final int TIP = AXIS + 36;
    private static final int HEIGHT = TIP + 10;

    /** The axis is at least this long. */
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    /** What ends a reply that nobody disturbed: it would squeeze all else, and stands beyond the axis. */
    private static final Set<Kind> QUIET = Set.of(Kind.PLAYED_OUT, Kind.HEARD);

    /** Shown of an undisturbed reply. */
    private static final Duration REST = Duration.ofSeconds(2);

    /** Marks for grid lines, the coarsest that gives at least four. */
    private static final double[] STEPS = {30, 20, 10, 5, 2, 1, 0.5};

    /** Longest line under the picture, in characters: as much as fits. */
    private static final int TIP_CHARS = 130;

    private static final String[] LANES = {"Learner", "Heard", "Decision", "Tutor"};

    private final TurnTimeline turn;
    private final List<Moment> moments;
    private final Duration zero;
    private final Duration last;
    private final Duration end;
    private final StringBuilder svg = new StringBuilder();

    TurnPicture(TurnTimeline turn) {
        this.turn = turn;
        this.moments =
                turn.moments().stream().sorted(Comparator.comparing(Moment::at)).toList();
        this.zero = start(turn);
        this.last = moments.isEmpty() ? zero : moments.getLast().at();
        Duration shortest = zero.plus(SHORTEST);
        Duration eventful = moments.stream()
                .filter(one -> !QUIET.contains(one.kind()))
                .map(one -> one.at().plus(REST))
                .max(Duration::compareTo)
                .orElse(last);
        Duration shown = eventful.compareTo(last) < 0 ? eventful : last;
        this.end = shown.compareTo(shortest) < 0 ? shortest : shown;
    }

    /** The first moment of {@code turn}. */
    static Duration start(TurnTimeline turn) {
        return turn.moments().stream().map(Moment::at).min(Duration::compareTo).orElse(Duration.ZERO);
    }

    String svg() {
        svg.append("<div class=\"scroll\"><svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"group\" aria-label=\"Turn ")
                .append(turn.number())
                .append(" over time\">\n");
        lanes();
        grid();
        voice();
        tutor();
        marks();
        if (last.compareTo(end) > 0) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"end\">goes on to %s s →</text>%n",
                    WIDTH - RIGHT,
                    AXIS + 18,
                    seconds(last.minus(zero))));
        }
        return svg.append("</svg></div>\n").toString();
    }

    private void lanes() {
        for (int lane = 0; lane < LANES.length; lane++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"soft\" x=\"0\" y=\"%d\">%s</text><rect class=\"lane\" x=\"%d\" y=\"%d\" width=\"%d\""
                            + " height=\"%d\" rx=\"3\"/>%n",
                    y(lane) + 17,
                    LANES[lane],
                    LEFT,
                    y(lane),
                    WIDTH - LEFT - RIGHT,
                    LANE));
        }
    }

    private void grid() {
        double length = end.minus(zero).toNanos() / 1e9;
        double step = STEPS[STEPS.length - 1];
        for (double candidate : STEPS) {
            if (length / candidate >= 4) {
                step = candidate;
                break;
            }
        }
        // A turn of hours, which no session has, would otherwise draw a line for each half minute of it.
        step = Math.max(step, length / 40);
        for (int i = 0; i * step <= length; i++) {
            double x = x(zero.plusNanos((long) (i * step * 1e9)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>"
                            + "<text class=\"soft\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s s</text>%n",
                    x,
                    TOP,
                    x,
                    AXIS - 10,
                    x,
                    AXIS + 2,
                    step < 1 ? String.format(Locale.ROOT, "%.1f", i * step) : String.valueOf(Math.round(i * step))));
        }
    }

    private void voice() {
        Duration from = null;
        for (Moment one : moments) {
            switch (one.kind()) {
                case VOICE_STARTED, VOICE_RESUMED -> from = from == null ? one.at() : from;
                case VOICE_PAUSED -> {
                    if (from != null) {
                        bar(0, from, one.at(), "voice", "learner's voice");
                    }
                    from = null;
                }
                default -> {
                    // Only the voice is drawn here.
                }
            }
        }
        if (from != null) {
            bar(0, from, end, "voice", "learner's voice");
        }
    }

    private void tutor() {
        Duration over = turn.first(Kind.COMMITTED)
                .or(() -> turn.first(Kind.REPLY_STARTED))
                .orElse(null);
        Duration audio = turn.first(Kind.FIRST_AUDIO).orElse(null);
        Duration last = stopped();
        if (over != null && (audio != null || last != null)) {
            Duration until = audio != null ? audio : last;
            bar(3, over, until == null ? end : until, "think", "tutor thinks");
        }
        if (audio == null) {
            return;
        }
        bar(3, audio, last == null ? end : last, "tutor", "tutor speaks");
        Duration held = null;
        for (Moment one : moments) {
            if (one.kind() == Kind.HELD) {
                held = one.at();
            } else if (held != null && (one.kind() == Kind.RELEASED || one.kind() == Kind.CUT)) {
                bar(3, held, one.at(), "held", "tutor holds still");
                held = null;
            }
        }
    }

    /** When the tutor fell silent. */
    private @Nullable Duration stopped() {
        return turn.first(Kind.CUT)
                .or(() -> turn.first(Kind.PLAYED_OUT))
                .or(() -> turn.first(Kind.HEARD))
                .or(() -> turn.first(Kind.DROPPED))
                .or(() -> turn.first(Kind.REPLY_FAILED))
                .orElse(null);
    }

    private void bar(int lane, Duration from, Duration to, String style, String what) {
        double left = x(from);
        double width = Math.max(2, x(to) - left);
        open(what + ", " + seconds(from.minus(zero)) + " to " + seconds(to.minus(zero)) + " s ("
                + to.minus(from).toMillis() + " ms)");
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"shape %s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\"/></g>%n",
                style,
                left,
                y(lane) + 4,
                width,
                LANE - 8));
    }

    private void marks() {
        for (Moment one : moments) {
            switch (one.kind()) {
                case PARTIAL -> tick(1, one, "words", 3);
                case FINAL_WORDS -> tick(1, one, "words", 7);
                case DECIDED -> diamond(one, "decision");
                case COMMITTED, DISCARDED, REOPENED -> diamond(one, "decision");
                case REPLY_STARTED, FIRST_TOKEN, REPLY_WORDED, FIRST_AUDIO, PLAYED_OUT, HEARD, RELEASED ->
                    tick(3, one, "tutor", 3);
                case BARGE_IN, HELD, CUT, DROPPED, REPLY_FAILED -> tick(3, one, "trouble", 4);
                case RECOGNISER_FAILED, WARNED -> tick(1, one, "trouble", 4);
                case VOICE_STARTED, VOICE_PAUSED, VOICE_RESUMED -> {
                    // Drawn as bars.
                }
            }
        }
    }

    private void tick(int lane, Moment one, String style, int width) {
        open(one);
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"shape %s\" x=\"%.1f\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"1\"/></g>%n",
                style,
                x(one.at()) - width / 2.0,
                y(lane) + 1,
                width,
                LANE - 2));
    }

    private void diamond(Moment one, String style) {
        double x = x(one.at());
        int middle = y(2) + LANE / 2;
        open(one);
        svg.append(String.format(
                Locale.ROOT,
                "<path class=\"shape %s\" d=\"M%.1f %d l7 9 l-7 9 l-7 -9 z\"/></g>%n",
                style,
                x,
                middle - 9));
    }

    private void open(Moment one) {
        String detail = one.detail().isEmpty() ? "" : ": " + one.detail();
        open(seconds(one.at().minus(zero)) + " s, " + one.kind().words() + detail);
    }

    private void open(String what) {
        String shown = what.codePointCount(0, what.length()) <= TIP_CHARS
                ? what
                : what.substring(0, what.offsetByCodePoints(0, TIP_CHARS)) + "…";
        svg.append("<g class=\"mark\" tabindex=\"0\" role=\"img\" aria-label=\"")
                .append(escaped(what))
                .append("\"><title>")
                .append(escaped(what))
                .append("</title><text class=\"tip\" x=\"")
                .append(LEFT)
                .append("\" y=\"")
                .append(TIP)
                .append("\">")
                .append(escaped(shown))
                .append("</text>");
    }

    private static int y(int lane) {
        return TOP + lane * (LANE + GAP);
    }

    private double x(Duration at) {
        double share = (double) at.minus(zero).toNanos() / end.minus(zero).toNanos();
        return LEFT + Math.clamp(share, 0, 1) * (WIDTH - LEFT - RIGHT);
    }
}
