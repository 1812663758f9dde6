package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pacing of one reply's audio to the client: sent at most {@link #LEAD} ahead of its playback, held and let go at
 * the sample, and knowing how much of it was heard. Immutable; all instants are the session's monotonic clock.
 *
 * <p>Playback is taken to run from the moment of sending. What the client reports is believed within what was sent and
 * never backwards. Of a client that never reports, or seldom, the estimate stands. One that did so regularly, and then lets more
 * than {@link #REPORTS_WITHIN} of audio run without a report, is asleep with its machine or its page: its playback halts, as
 * when it says so itself. Then nothing more is sent and nothing more counts as heard than it last said, until it reports again.
 *
 * @param unsent audio to be sent; of the first piece, from {@code offset} on
 * @param total samples given so far
 * @param sent samples sent so far
 * @param position how much is taken to be played, as of {@code asOf}
 * @param halted the client does not play
 * @param dryAt when everything sent had been played, or null while something is playing
 * @param reported how far the client said it has played, zero before it said anything
 * @param reports how many in a row came in time, up to {@link #REGULAR}
 * @param sinceReport how long audio has run since it last said so, or null when it never did
 */
public record Playout(
        int rateHz,
        List<short[]> unsent,
        int offset,
        long total,
        long sent,
        Duration position,
        Duration asOf,
        boolean held,
        boolean halted,
        @Nullable Duration dryAt,
        Duration reported,
        int reports,
        @Nullable Duration sinceReport) {

    /** Audio is sent at most this far ahead of its playback. */
    public static final Duration LEAD = Duration.ofMillis(300);

    /** A client that reports does so ten times a second; one that does not within this much playing plays no more. */
    public static final Duration REPORTS_WITHIN = Duration.ofSeconds(1);

    /** So many reports in a row, each in time, make a client whose silence means sleep. */
    static final int REGULAR = 3;

    /** Longest piece sent at once. */
    static final Duration CHUNK = Duration.ofMillis(40);

    /** How long the end waits for a reporting client to have played the last sample. */
    static final Duration END_WAIT = Duration.ofMillis(500);

    /** A report this near the end is the end: clients report about ten times a second. */
    private static final Duration END_TOLERANCE = Duration.ofMillis(60);

    public Playout {
        unsent = List.copyOf(unsent);
    }

    static Playout silent(int rateHz, Duration now) {
        return new Playout(rateHz, List.of(), 0, 0, 0, Duration.ZERO, now, false, false, now, Duration.ZERO, 0, null);
    }

    /** A piece to be sent: {@code samples} from {@code startSample} of the reply on. */
    @SuppressWarnings("ArrayRecordComponent")
    record Chunk(short[] samples, long startSample) {}

    /** What is due, and the playout after it was sent. */
    record Sending(Playout after, List<Chunk> chunks) {
        Sending {
            chunks = List.copyOf(chunks);
        }
    }

    boolean started() {
        return sent > 0;
    }

    Duration length(long samples) {
        return Duration.ofNanos(samples * 1_000_000_000L / rateHz);
    }

    /** Moves the estimate of what was played to {@code now}. */
    Playout at(Duration now) {
        Duration elapsed = now.minus(asOf);
        if (held || halted || sent == 0 || !elapsed.isPositive()) {
            return edit(e -> e.asOf = now);
        }
        Duration limit = length(sent);
        Duration reached = position.plus(elapsed);
        boolean dry = reached.compareTo(limit) >= 0;
        Playout moved = edit(e -> {
            e.asOf = now;
            e.position = dry ? limit : reached;
            e.dryAt = dryAt == null && dry ? asOf.plus(limit.minus(position)) : dryAt;
            e.sinceReport = sinceReport == null ? null : sinceReport.plus(elapsed);
        });
        return reports == REGULAR && !moved.reportsInTime() ? moved.halt() : moved;
    }

    private boolean reportsInTime() {
        Duration ran = ranSinceReport();
        return ran != null && ran.compareTo(REPORTS_WITHIN) <= 0;
    }

    /** Only what the client said is known to be played. */
    private Playout halt() {
        return edit(e -> {
            e.halted = true;
            e.position = reported;
            e.dryAt = reported.compareTo(length(sent)) < 0 ? null : asOf;
            e.sinceReport = Duration.ZERO;
        });
    }

    Playout add(short[] samples) {
        if (samples.length == 0) {
            return this;
        }
        return edit(e -> {
            e.unsent = new ArrayList<>(unsent);
            e.unsent.add(samples);
            e.total += samples.length;
        });
    }

    /** Sends nothing more and takes playback to stand still from {@code now}. */
    Playout hold(Duration now) {
        return at(now).edit(e -> e.held = true);
    }

    /** Goes on from the sample where it was held; a client that said where it stopped is taken at its word. */
    Playout release(Duration now) {
        Duration told = sinceReport == null ? position : sinceReported();
        Duration from = told.compareTo(position) < 0 ? told : position;
        return edit(e -> {
            e.position = from;
            e.asOf = now;
            e.held = false;
            e.dryAt = from.compareTo(length(sent)) < 0 ? null : now;
        });
    }

    /**
     * The client says it has played up to {@code said}.
     *
     * @param stopped whether it also says that it does not play on
     */
    Playout report(Duration said, boolean stopped, Duration now) {
        Duration limit = length(sent);
        Duration within = said.compareTo(limit) > 0 ? limit : said.compareTo(reported) < 0 ? reported : said;
        Playout before = at(now);
        Playout told = before.edit(e -> {
            e.reports = before.reportsInTime() ? Math.min(before.reports + 1, REGULAR) : 1;
            e.reported = within;
            e.sinceReport = Duration.ZERO;
        });
        if (stopped) {
            return told.halt();
        }
        return !told.halted ? told : told.halt().edit(e -> e.halted = false);
    }

    /** What the client last said, and the time since that audio has run, within what was sent. */
    private Duration sinceReported() {
        Duration reached = sinceReport == null ? reported : reported.plus(sinceReport);
        Duration limit = length(sent);
        return reached.compareTo(limit) < 0 ? reached : limit;
    }

    /** While there was nothing to play, time went by and audio did not run. */
    private @Nullable Duration ranSinceReport() {
        if (sinceReport == null || dryAt == null) {
            return sinceReport;
        }
        Duration most = length(sent).minus(reported);
        return sinceReport.compareTo(most) < 0 ? sinceReport : most;
    }

    /** How much was heard by now: the client's word and the time since, where it ever said anything, else the estimate. */
    Duration heardUntil(Duration now) {
        Playout moved = at(now);
        return moved.sinceReport == null ? moved.position : moved.sinceReported();
    }

    /** Everything that may be sent at {@code now}. */
    Sending due(Duration now) {
        Playout moved = at(now);
        var chunks = new ArrayList<Chunk>();
        var left = new ArrayList<>(unsent);
        int from = offset;
        long gone = sent;
        while (!held && !moved.halted && !left.isEmpty()) {
            short[] head = left.getFirst();
            int count = Math.min(chunkSamples(), head.length - from);
            if (length(gone + count).minus(moved.position).compareTo(LEAD) > 0) {
                break;
            }
            chunks.add(new Chunk(Arrays.copyOfRange(head, from, from + count), gone));
            gone += count;
            from += count;
            if (from == head.length) {
                left.removeFirst();
                from = 0;
            }
        }
        if (chunks.isEmpty()) {
            return new Sending(moved, chunks);
        }
        int nextOffset = from;
        long nextSent = gone;
        Playout after = moved.edit(e -> {
            e.unsent = left;
            e.offset = nextOffset;
            e.sent = nextSent;
            e.dryAt = null;
            e.sinceReport = moved.ranSinceReport();
        });
        return new Sending(after, chunks);
    }

    private int chunkSamples() {
        return (int) (rateHz * CHUNK.toMillis() / 1_000);
    }

    /** Whether all audio given so far was played, by the client's word or without it. */
    boolean playedOut(Duration now) {
        if (total == 0) {
            return true;
        }
        Playout moved = at(now);
        if (sent < total || moved.dryAt == null) {
            return false;
        }
        boolean awaited = sinceReport != null
                && reported.plus(END_TOLERANCE).compareTo(length(total)) < 0
                && now.compareTo(moved.dryAt.plus(END_WAIT)) < 0;
        return !awaited;
    }

    /** How much audio is still to be played, of what was given so far. */
    Duration remaining(Duration now) {
        return length(total).minus(at(now).position);
    }

    /** When to look again: to send more, or to see the end; empty while held or halted, or with nothing to do. */
    Optional<Duration> wakeAt() {
        if (held || halted || total == 0) {
            return Optional.empty();
        }
        if (sent < total) {
            int count = Math.min(chunkSamples(), unsent.getFirst().length - offset);
            Duration ahead = length(sent + count).minus(LEAD).minus(position);
            return Optional.of(ahead.isPositive() ? asOf.plus(ahead) : asOf);
        }
        if (dryAt == null) {
            return Optional.of(asOf.plus(length(sent).minus(position)));
        }
        Duration end = dryAt.plus(END_WAIT);
        return end.compareTo(asOf) > 0 ? Optional.of(end) : Optional.empty();
    }

    private Playout edit(Consumer<Edit> change) {
        var edit = new Edit(this);
        change.accept(edit);
        return edit.done(rateHz);
    }

    /** A copy in the making. */
    private static final class Edit {
        private List<short[]> unsent;
        private int offset;
        private long total;
        private long sent;
        private Duration position;
        private Duration asOf;
        private boolean held;
        private boolean halted;
        private @Nullable Duration dryAt;
        private Duration reported;
        private int reports;
        private @Nullable Duration sinceReport;

        Edit(Playout from) {
            unsent = from.unsent;
            offset = from.offset;
            total = from.total;
            sent = from.sent;
            position = from.position;
            asOf = from.asOf;
            held = from.held;
            halted = from.halted;
            dryAt = from.dryAt;
            reported = from.reported;
            reports = from.reports;
            sinceReport = from.sinceReport;
        }

        Playout done(int rateHz) {
            return new Playout(
                    rateHz,
                    unsent,
                    offset,
                    total,
                    sent,
                    position,
                    asOf,
                    held,
                    halted,
                    dryAt,
                    reported,
                    reports,
                    sinceReport);
        }
    }
}
