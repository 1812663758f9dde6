package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pacing of one reply's audio to the client: sent at most {@link #LEAD} ahead of its playback, held and let go at
 * the sample, and knowing how much of it was heard. Immutable; all instants are the session's monotonic clock.
 *
 * <p>Playback is taken to run from the moment of sending. What the client reports is believed within what was sent and
 * never backwards; when its reports stop or never come, the estimate stands in.
 *
 * @param unsent audio to be sent; of the first piece, from {@code offset} on
 * @param total samples given so far
 * @param sent samples sent so far
 * @param position how much is taken to be played, as of {@code asOf}
 * @param dryAt when everything sent had been played, or null while something is playing
 * @param reported how far the client said it has played, zero before it said anything
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
        @Nullable Duration dryAt,
        Duration reported,
        @Nullable Duration sinceReport) {

    /** Audio is sent at most this far ahead of its playback. */
    public static final Duration LEAD = Duration.ofMillis(300);

    /** Longest piece sent at once. */
    static final Duration CHUNK = Duration.ofMillis(40);

    /** A report older than this much playing is no longer believed to be the last word. */
    static final Duration REPORT_FRESH = Duration.ofSeconds(1);

    /** How long the end waits for a reporting client to have played the last sample. */
    static final Duration END_WAIT = Duration.ofMillis(500);

    /** A report this near the end is the end: clients report about ten times a second. */
    private static final Duration END_TOLERANCE = Duration.ofMillis(60);

    public Playout {
        unsent = List.copyOf(unsent);
    }

    static Playout silent(int rateHz, Duration now) {
        return new Playout(rateHz, List.of(), 0, 0, 0, Duration.ZERO, now, false, now, Duration.ZERO, null);
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
        if (held || sent == 0 || !elapsed.isPositive()) {
            return with(position, now, dryAt, sinceReport);
        }
        Duration limit = length(sent);
        Duration reached = position.plus(elapsed);
        boolean dry = reached.compareTo(limit) >= 0;
        Duration ranDry = dryAt != null ? dryAt : dry ? asOf.plus(limit.minus(position)) : null;
        return with(dry ? limit : reached, now, ranDry, sinceReport == null ? null : sinceReport.plus(elapsed));
    }

    private Playout with(Duration played, Duration now, @Nullable Duration ranDry, @Nullable Duration running) {
        return new Playout(rateHz, unsent, offset, total, sent, played, now, held, ranDry, reported, running);
    }

    Playout add(short[] samples) {
        if (samples.length == 0) {
            return this;
        }
        var longer = new ArrayList<>(unsent);
        longer.add(samples);
        return new Playout(
                rateHz,
                longer,
                offset,
                total + samples.length,
                sent,
                position,
                asOf,
                held,
                dryAt,
                reported,
                sinceReport);
    }

    /** Sends nothing more and takes playback to stand still from {@code now}. */
    Playout hold(Duration now) {
        Playout moved = at(now);
        return new Playout(
                rateHz,
                unsent,
                offset,
                total,
                sent,
                moved.position,
                now,
                true,
                moved.dryAt,
                reported,
                moved.sinceReport);
    }

    /** Goes on from the sample where it was held; a client that said where it stopped is taken at its word. */
    Playout release(Duration now) {
        Duration told = reportFresh() ? sinceReported() : position;
        Duration from = told.compareTo(position) < 0 ? told : position;
        Duration ranDry = from.compareTo(length(sent)) < 0 ? null : now;
        return new Playout(rateHz, unsent, offset, total, sent, from, now, false, ranDry, reported, sinceReport);
    }

    /** The client says it has played up to {@code said}. */
    Playout report(Duration said, Duration now) {
        Playout moved = at(now);
        Duration limit = length(sent);
        Duration within = said.compareTo(limit) > 0 ? limit : said.compareTo(reported) < 0 ? reported : said;
        return new Playout(
                rateHz, unsent, offset, total, sent, moved.position, now, held, moved.dryAt, within, Duration.ZERO);
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

    private boolean reportFresh() {
        return sinceReport != null && sinceReport.compareTo(REPORT_FRESH) <= 0;
    }

    /** How much was heard by now: the client's word and the time since while it is fresh, else the estimate. */
    Duration heardUntil(Duration now) {
        Playout moved = at(now);
        if (moved.reportFresh()) {
            return moved.sinceReported();
        }
        return moved.position.compareTo(moved.reported) > 0 ? moved.position : moved.reported;
    }

    /** Everything that may be sent at {@code now}. */
    Sending due(Duration now) {
        Playout moved = at(now);
        var chunks = new ArrayList<Chunk>();
        var left = new ArrayList<>(moved.unsent);
        int from = moved.offset;
        long gone = moved.sent;
        while (!held && !left.isEmpty()) {
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
        return new Sending(
                new Playout(
                        rateHz,
                        left,
                        from,
                        total,
                        gone,
                        moved.position,
                        now,
                        held,
                        null,
                        reported,
                        moved.ranSinceReport()),
                chunks);
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
        boolean awaited = moved.reportFresh()
                && moved.reported.plus(END_TOLERANCE).compareTo(length(total)) < 0
                && now.compareTo(moved.dryAt.plus(END_WAIT)) < 0;
        return !awaited;
    }

    /** How much audio is still to be played, of what was given so far. */
    Duration remaining(Duration now) {
        return length(total).minus(at(now).position);
    }

    /** When to look again: to send more, or to see the end; empty while held or with nothing to do. */
    Optional<Duration> wakeAt() {
        if (held || total == 0) {
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
}
