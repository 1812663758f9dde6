package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.speech.speaking.SentenceSplitter.Piece;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.WordTiming;
import parley.speech.talk.HeardText.Line;
import parley.tutor.conversation.TurnId;

/**
 * A reply on its way from words to the learner's ear. Immutable.
 *
 * <p>Sentences wait here, where the reply's own limit of characters bounds them; at most {@value #MAX_AHEAD} are with
 * the voice or waiting to be played, so that neither audio nor synthesis runs far ahead of what may yet be cut.
 *
 * @param voice as it was when the reply began
 * @param feed text that is not yet a sentence
 * @param waiting sentences that the voice has not been asked for
 * @param asked sentences that it was asked for and has not answered
 * @param lines sentences that it answered, in order
 * @param begun of the first sentence asked for, what sounds while the rest of it is made; or null
 * @param worded whether no more text will come
 * @param muted whether the voice failed: the rest is only shown
 */
public record SpokenReply(
        TurnId reply,
        VoiceSettings voice,
        SentenceFeed feed,
        List<Piece> waiting,
        List<Piece> asked,
        List<Line> lines,
        @Nullable Line begun,
        boolean worded,
        boolean muted,
        Playout playout) {
    /** Most sentences with the voice or waiting to be played. */
    static final int MAX_AHEAD = 8;

    public SpokenReply {
        waiting = List.copyOf(waiting);
        asked = List.copyOf(asked);
        lines = List.copyOf(lines);
    }

    static SpokenReply begin(TurnId reply, VoiceSettings voice, int rateHz, Duration now) {
        return new SpokenReply(
                reply,
                voice,
                SentenceFeed.START,
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                false,
                Playout.silent(rateHz, now));
    }

    SpokenReply text(String delta) {
        return fed(feed.text(delta), worded);
    }

    SpokenReply textEnded() {
        return worded ? this : fed(feed.end(), true);
    }

    private SpokenReply fed(SentenceFeed.Fed fed, boolean complete) {
        var longer = new ArrayList<>(waiting);
        longer.addAll(fed.sentences());
        return new SpokenReply(reply, voice, fed.feed(), longer, asked, lines, begun, complete, muted, playout);
    }

    /** The number of the sentence that {@link #asked} begins with. */
    int answered() {
        return lines.size();
    }

    /** Whether the voice may be asked for the next sentence. */
    boolean mayAsk() {
        return !waiting.isEmpty() && asked.size() + unplayed() < MAX_AHEAD;
    }

    private int unplayed() {
        Duration gone = playout.length(playout.sent());
        return (int)
                lines.stream().filter(line -> line.end().compareTo(gone) > 0).count();
    }

    Piece next() {
        return waiting.getFirst();
    }

    SpokenReply askedNext() {
        var with = new ArrayList<>(asked);
        with.add(waiting.getFirst());
        return new SpokenReply(
                reply, voice, feed, waiting.subList(1, waiting.size()), with, lines, begun, worded, muted, playout);
    }

    /** More of the first sentence asked for sounds; {@code words} count from the sentence's start. */
    SpokenReply sounding(short[] samples, List<WordTiming> words) {
        Playout longer = playout.add(samples);
        return new SpokenReply(reply, voice, feed, waiting, asked, lines, line(words, longer), worded, muted, longer);
    }

    /** The voice has spoken the first sentence asked for, to its end; {@code words} count from the sentence's start. */
    SpokenReply spoken(short[] samples, List<WordTiming> words) {
        Playout longer = playout.add(samples);
        return answered(line(words, longer), longer);
    }

    private Line line(List<WordTiming> words, Playout longer) {
        Duration start = begun == null ? playout.length(playout.total()) : begun.start();
        Piece piece = asked.getFirst();
        var placed = words.stream()
                .map(word -> word.after(start, piece.spokenFrom()))
                .toList();
        return new Line(piece.shown(), start, longer.length(longer.total()), placed);
    }

    /** Nothing of the first sentence asked for is spoken, or no more of it. */
    SpokenReply silent() {
        Duration here = playout.length(playout.total());
        Line line = begun == null ? new Line(asked.getFirst().shown(), here, here, List.of()) : begun;
        return answered(line, playout);
    }

    private SpokenReply answered(Line line, Playout longer) {
        var with = new ArrayList<>(lines);
        with.add(line);
        return new SpokenReply(
                reply, voice, feed, waiting, asked.subList(1, asked.size()), with, null, worded, muted, longer);
    }

    SpokenReply mute() {
        return new SpokenReply(reply, voice, feed, waiting, asked, lines, begun, worded, true, playout);
    }

    SpokenReply with(Playout moved) {
        return new SpokenReply(reply, voice, feed, waiting, asked, lines, begun, worded, muted, moved);
    }

    /**
     * What begins to be spoken at some place.
     *
     * @param text as the voice says it
     * @param from where its first word begins
     * @param to where its last word does, at the latest
     */
    record Begun(String text, Duration from, Duration to) {}

    /**
     * How far a reply's spoken words have been taken; counted, for the times of a sentence in the making may still change.
     *
     * @param line sentences that were taken whole
     * @param word words taken of the next one
     */
    public record Mark(int line, int word) {
        static final Mark START = new Mark(0, 0);
    }

    /** Words, and how far they go. */
    record Taken(List<Begun> words, Mark mark) {
        Taken {
            words = List.copyOf(words);
        }
    }

    /**
     * The words after {@code mark} that begin up to {@code to}; a whole sentence where its words have no times. What
     * sounds of a sentence in the making and is not known by its words yet comes when it is.
     */
    Taken wordsBegun(Mark mark, Duration to) {
        var words = new ArrayList<Begun>();
        List<Line> sounding = sounding();
        for (int line = mark.line(); line < sounding.size(); line++) {
            int taken = line == mark.line() ? mark.word() : 0;
            Line one = sounding.get(line);
            if (one.start().compareTo(to) > 0) {
                return new Taken(words, new Mark(line, taken));
            }
            List<Begun> said = one.equals(begun) ? SpokenWords.timed(one) : SpokenWords.of(one);
            for (int word = taken; word < said.size(); word++) {
                if (said.get(word).from().compareTo(to) > 0) {
                    return new Taken(words, new Mark(line, word));
                }
                words.add(said.get(word));
            }
            if (one.equals(begun)) {
                return new Taken(words, new Mark(line, Math.max(taken, said.size())));
            }
        }
        return new Taken(words, new Mark(sounding.size(), 0));
    }

    /** What sounds up to {@code to} of a sentence in the making, and is not known by its words yet. */
    Optional<Begun> unknownBegun(Duration to) {
        Line unfinished = begun;
        return unfinished == null || unfinished.start().compareTo(to) > 0
                ? Optional.empty()
                : SpokenWords.rest(unfinished, to);
    }

    private List<Line> sounding() {
        Line unfinished = begun;
        return unfinished == null
                ? lines
                : Stream.concat(lines.stream(), Stream.of(unfinished)).toList();
    }

    /** The words of all sentences that the voice has answered, placed in the reply's audio. */
    List<WordTiming> allWords() {
        return lines.stream().flatMap(line -> line.words().stream()).toList();
    }

    /** Whether the voice may be asked for the beginning of a reply that may never be spoken. */
    boolean mayAskAhead() {
        return !waiting.isEmpty() && lines.isEmpty() && asked.isEmpty();
    }

    /** The last line's words, placed in the reply's audio. */
    List<WordTiming> latestWords() {
        return lines.isEmpty() ? List.of() : lines.getLast().words();
    }

    boolean allSpoken() {
        return worded && waiting.isEmpty() && asked.isEmpty();
    }

    /** Whether everything was said and played. */
    boolean over(Duration now) {
        return allSpoken() && playout.playedOut(now);
    }

    String heard(Duration until) {
        return HeardText.upTo(lines, begun, until);
    }
}
