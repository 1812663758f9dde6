package parley.speech.speaking;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of text into pieces to be spoken one after the other.
 *
 * <p>A piece is a sentence, a line of a list, a heading or a row of a table. The first piece of a reply is as short as
 * is natural, so that the voice can start early: it may end at a comma or before a conjunction ({@link PieceEnd} has
 * the rules). A sentence without an end is cut at {@link #MAX_PIECE_CHARS}. However the stream is chunked, the pieces
 * are the same: nothing is decided before the characters that decide it have come. Not thread-safe.
 */
public final class SentenceSplitter {
    /** Longest piece; below {@link Voice#MAX_CHARS}, because reading numbers and signs aloud makes text longer. */
    public static final int MAX_PIECE_CHARS = 240;

    /**
     * A piece.
     *
     * @param shown the text it stands for, with what was passed over before it, so that all of them joined are the
     *     text, but for white space at its end; it ends with {@code spoken}
     * @param spoken what of it is to be heard; empty when it is only to be looked at, such as a fenced code block
     */
    public record Piece(String shown, String spoken) {
        /** Where in {@link #shown} the spoken part begins. */
        public int spokenFrom() {
            return shown.length() - spoken.length();
        }
    }

    /**
     * Where a splitter stands between two deltas, so that an immutable state can hold it.
     *
     * @param passed text that is only to be looked at and goes with the next piece
     * @param rest text that is not yet decided upon
     * @param first whether no piece has left yet
     * @param fence the fence of the code block that the rest lies in, or nothing
     */
    public record Place(String passed, String rest, boolean first, String fence) {
        public static final Place START = new Place("", "", true, "");
    }

    private final StringBuilder passed = new StringBuilder();
    private final StringBuilder rest = new StringBuilder();
    private boolean first = true;
    private String fence = "";

    /** A splitter that goes on from {@code place}. */
    public static SentenceSplitter from(Place place) {
        var splitter = new SentenceSplitter();
        splitter.passed.append(place.passed());
        splitter.rest.append(place.rest());
        splitter.first = place.first();
        splitter.fence = place.fence();
        return splitter;
    }

    public Place place() {
        return new Place(passed.toString(), rest.toString(), first, fence);
    }

    /** Takes more text and gives the pieces it completes. */
    public List<Piece> accept(String delta) {
        rest.append(delta);
        List<Piece> pieces = new ArrayList<>();
        while (step(pieces, false)) {
            // Each step takes a piece or a line of code off the rest.
        }
        return pieces;
    }

    /** The rest of the stream, in pieces; the splitter is then ready for a new one. */
    public List<Piece> finish() {
        List<Piece> pieces = new ArrayList<>();
        while (step(pieces, true)) {
            // As above, to the end.
        }
        passed.append(rest);
        if (!passed.toString().isBlank()) {
            pieces.add(new Piece(passed.toString(), ""));
        }
        passed.setLength(0);
        rest.setLength(0);
        first = true;
        fence = "";
        return pieces;
    }

    private boolean step(List<Piece> pieces, boolean complete) {
        int ink = firstInk();
        if (ink == rest.length()) {
            return false;
        }
        boolean lineStart = startsLine(ink);
        if (!fence.isEmpty() || lineStart) {
            switch (fenceAt(ink, complete)) {
                case UNKNOWN -> {
                    return false;
                }
                case YES -> {
                    return passLine(ink, complete);
                }
                case NO -> {}
            }
        }
        int end = new PieceEnd(rest, ink, lineStart, first, complete).find();
        if (end <= ink) {
            return false;
        }
        String spoken = rest.substring(ink, end).stripTrailing();
        passed.append(rest, 0, ink).append(spoken);
        pieces.add(new Piece(passed.toString(), spoken));
        passed.setLength(0);
        rest.delete(0, ink + spoken.length());
        first = false;
        return true;
    }

    private int firstInk() {
        int i = 0;
        while (i < rest.length() && Character.isWhitespace(rest.charAt(i))) {
            i++;
        }
        return i;
    }

    private boolean startsLine(int ink) {
        if (rest.lastIndexOf("\n", ink) >= 0 && rest.lastIndexOf("\n", ink) < ink) {
            return true;
        }
        return passed.isEmpty() ? first : passed.charAt(passed.length() - 1) == '\n';
    }

    private enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    /** Whether a line of a code block, or a fence, begins at {@code ink}. */
    private Answer fenceAt(int ink, boolean complete) {
        if (!fence.isEmpty()) {
            return Answer.YES;
        }
        char c = rest.charAt(ink);
        if (c != '`' && c != '~') {
            return Answer.NO;
        }
        for (int i = ink + 1; i < ink + 3; i++) {
            if (i >= rest.length()) {
                return complete ? Answer.NO : Answer.UNKNOWN;
            }
            if (rest.charAt(i) != c) {
                return Answer.NO;
            }
        }
        return Answer.YES;
    }

    /** Passes over the line of code or fence that begins at {@code ink}; false while its end has not come. */
    private boolean passLine(int ink, boolean complete) {
        int newline = rest.indexOf("\n", ink);
        if (newline < 0 && !complete) {
            return false;
        }
        int end = newline < 0 ? rest.length() : newline + 1;
        String line = rest.substring(ink, end);
        if (fence.isEmpty()) {
            fence = line.substring(0, 3);
        } else if (line.startsWith(fence)) {
            fence = "";
        }
        passed.append(rest, 0, end);
        rest.delete(0, end);
        return true;
    }
}
