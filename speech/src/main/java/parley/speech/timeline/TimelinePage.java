package parley.speech.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns as one HTML page that needs nothing else: a picture and a table for each. Light and dark follow the reader's
 * system; every mark can be pointed at or reached by the keyboard, and then says what it is. All text is escaped. Pure.
 */
public final class TimelinePage {
    /** Turns drawn; of more, the first ones. */
    public static final int MAX_TURNS = 200;

    private TimelinePage() {}

    /** The page of {@code turns}, in their order. */
    public static String html(List<TurnTimeline> turns) {
        List<TurnTimeline> drawn = turns.size() <= MAX_TURNS ? turns : turns.subList(0, MAX_TURNS);
        var page = new StringBuilder(4_096);
        page.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Parley: the turns of a talk</title>
                <style>
                """);
        page.append(STYLE).append("</style>\n</head>\n<body>\n<main>\n<h1>The turns of a talk</h1>\n");
        page.append("<p>Times are in seconds from the first moment of a turn. Point at a mark, or go through them with"
                + " Tab, to see what it is.</p>\n");
        page.append(legend());
        if (drawn.isEmpty()) {
            page.append("<p>Nobody said anything.</p>\n");
        }
        drawn.forEach(turn -> page.append(section(turn)));
        if (drawn.size() < turns.size()) {
            page.append("<p>").append(turns.size() - drawn.size()).append(" later turns are left out.</p>\n");
        }
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String legend() {
        return "<ul class=\"legend\"><li class=\"voice\">learner's voice</li><li class=\"words\">words heard</li>"
                + "<li class=\"decision\">decision</li><li class=\"think\">tutor thinks</li>"
                + "<li class=\"tutor\">tutor speaks</li><li class=\"trouble\">interruption or trouble</li></ul>\n";
    }

    private static String section(TurnTimeline turn) {
        var text = new StringBuilder();
        String title = "Turn " + turn.number();
        text.append("<section>\n<h2>")
                .append(title)
                .append(" <small>")
                .append(escaped(opening(turn)))
                .append("</small></h2>\n");
        text.append(times(turn)).append(new TurnPicture(turn).svg()).append(table(turn, title));
        return text.append("</section>\n").toString();
    }

    private static String opening(TurnTimeline turn) {
        String began = switch (turn.origin()) {
            case VOICE -> "spoken";
            case TYPED -> "typed";
            case TUTOR -> "the tutor speaks first";
        };
        String ended = switch (turn.outcome()) {
            case ANSWERED -> "reply given to its end";
            case INTERRUPTED -> "reply interrupted";
            case DROPPED -> "reply dropped unheard";
            case FAILED -> "no reply could be given";
            case DISCARDED -> "no turn: noise, a backchannel, or cleared";
            case REOPENED -> "the learner went on: part of the next turn";
            case UNANSWERED -> "not answered";
        };
        return began + ", " + ended;
    }

    private static String times(TurnTimeline turn) {
        TurnTimes times = TurnTimes.of(turn);
        String terms = Stream.of(
                        term("end-of-turn delay", times.endOfTurnDelay()),
                        term("transcription delay", times.transcriptionDelay()),
                        term("first token", times.firstToken()),
                        term("first audio", times.firstAudio()),
                        term("end to end", times.endToEnd()))
                .reduce("", String::concat);
        return terms.isEmpty() ? "" : "<dl>" + terms + "</dl>\n";
    }

    private static String term(String name, @Nullable Duration time) {
        return time == null ? "" : "<div><dt>" + name + "</dt><dd>" + time.toMillis() + " ms</dd></div>";
    }

    private static String table(TurnTimeline turn, String title) {
        Duration zero = TurnPicture.start(turn);
        var text = new StringBuilder("<details><summary>All moments of " + title.toLowerCase(Locale.ROOT)
                + "</summary>\n<table><thead><tr><th scope=\"col\">s</th><th scope=\"col\">what</th>"
                + "<th scope=\"col\">detail</th></tr></thead><tbody>\n");
        turn.moments().stream()
                .sorted((a, b) -> a.at().compareTo(b.at()))
                .forEach(one -> text.append("<tr><td>")
                        .append(seconds(one.at().minus(zero)))
                        .append("</td><td>")
                        .append(escaped(one.kind().words()))
                        .append("</td><td>")
                        .append(escaped(one.detail()))
                        .append("</td></tr>\n"));
        if (turn.left() > 0) {
            text.append("<tr><td></td><td>left out</td><td>")
                    .append(turn.left())
                    .append(" more</td></tr>\n");
        }
        return text.append("</tbody></table></details>\n").toString();
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }

    /** Text that may stand anywhere in HTML, in attributes too; what XML cannot hold becomes a sign for it. */
    static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    boolean odd = (c < 0x20 && c != '\n' && c != '\t')
                            || (c >= 0x7f && c < 0xa0)
                            || (c >= 0xd800 && c < 0xe000)
                            || (c >= 0x202a && c <= 0x202e)
                            || (c >= 0x2066 && c <= 0x2069)
                            || c == 0xfffe
                            || c == 0xffff;
                    safe.appendCodePoint(odd ? 0xfffd : c);
                }
            }
        });
        return safe.toString();
    }

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2430; --soft: #566072; --paper: #fdfdfb; --lane: #eef0f2;
              --voice: #1668b8; --words: #6b4fb3; --decision: #97690a; --think: #8a93a3; --tutor: #1c7a4a;
              --trouble: #c0322b; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #a2abb9; --paper: #14181e;
              --lane: #20262e; --voice: #6db3f2; --words: #b39df0; --decision: #e0b04a; --think: #7c8798;
              --tutor: #5fc98e; --trouble: #ff8177; } }
            body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
            main { max-width: 70rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2.2rem 0 .3rem; }
            h2 small { font-weight: 400; color: var(--soft); margin-left: .4em; }
            dl { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin: 0 0 .4rem; }
            dl div { display: flex; gap: .4em; } dt { color: var(--soft); } dd { margin: 0; font-weight: 600; }
            .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; list-style: none; color: var(--soft); }
            .legend li::before { content: ""; display: inline-block; width: .8em; height: .8em; border-radius: 2px;
              margin-right: .4em; background: currentColor; }
            .legend .voice::before { background: var(--voice); } .legend .words::before { background: var(--words); }
            .legend .decision::before { background: var(--decision); } .legend .think::before { background: var(--think); }
            .legend .tutor::before { background: var(--tutor); } .legend .trouble::before { background: var(--trouble); }
            .scroll { overflow-x: auto; }
            svg { display: block; width: 100%; min-width: 44rem; height: auto; }
            svg text { fill: var(--ink); font: 12px system-ui, sans-serif; } svg .soft { fill: var(--soft); }
            svg .lane { fill: var(--lane); } svg .grid { stroke: var(--soft); stroke-opacity: .25; }
            svg .voice { fill: var(--voice); } svg .words { fill: var(--words); } svg .decision { fill: var(--decision); }
            svg .think { fill: var(--think); } svg .tutor { fill: var(--tutor); } svg .trouble { fill: var(--trouble); }
            svg .held { fill: var(--paper); fill-opacity: .65; }
            svg g.mark { outline: none; } svg g.mark .tip { visibility: hidden; }
            svg g.mark:hover .tip, svg g.mark:focus .tip { visibility: visible; }
            svg g.mark:focus .shape, svg g.mark:hover .shape { stroke: var(--ink); stroke-width: 2; }
            details { color: var(--soft); } table { border-collapse: collapse; color: var(--ink); margin: .4rem 0; }
            th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid var(--lane);
              vertical-align: top; overflow-wrap: anywhere; }
            td:first-child { font-variant-numeric: tabular-nums; }
            """;
}
