package parley.speech.hearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;

/**
 * The two decoders of one ear and the words of its turn so far.
 *
 * <p>The free decoder hears each segment once. The expectation's decoder hears the whole turn again with each later
 * segment, so that one phrase may span a pause; it catches up while the learner speaks, at most {@link #CATCH_UP} with
 * each piece, so that neither the wait at the end nor the piece that delays other sessions grows with the turn.
 *
 * <p>Sound is given on in pieces of {@link #PIECE}, as often as words are asked for. Smaller ones cost a recogniser that has
 * just been made a tenth more; one that is used again costs the same.
 *
 * <p>Not thread-safe; every method may block for decoding.
 */
final class TurnDecoding implements AutoCloseable {
    /** 128 ms. */
    static final int PIECE = 4 * VoiceActivityDetector.FRAME_SAMPLES;

    /**
     * A decoder that is renewed amid speech hears again from the end of the last word that is sure, and what came just
     * before it, for words whose beginning is missing are misheard: 0.2 s.
     */
    private static final int BEFORE_WORD = SampleCount.RATE_HZ / 5;

    /** A word that ends so shortly before a decoder does may be the beginning of a longer one. 0.2 s. */
    private static final int UNSURE_END = SampleCount.RATE_HZ / 5;

    /** Where no word ended since, nothing further back is heard again: that costs 0.2 s of decoding. 1 s. */
    private static final int MOST_HEARD_AGAIN = SampleCount.RATE_HZ;

    /**
     * So much waits for the expectation's decoder, whose words nobody asks for before the end: in pieces of 128 ms the same
     * words cost it a quarter more. 512 ms.
     */
    static final int EXPECTED_PIECE = 4 * PIECE;

    /** A second, in which a grammar is decoded in about 25 ms. */
    static final int CATCH_UP = SampleCount.RATE_HZ;

    private final Recogniser recogniser;
    private final EarSettings settings;
    private final TurnAudio audio;
    private final List<HeardWord> freeWords = new ArrayList<>();
    private SentenceEnd sentenceEnd = SentenceEnd.UNKNOWN;
    private final short[] trailingSilence;
    private final short[] waiting = new short[PIECE];
    private int waitingLength;

    private Optional<Grammar> grammar = Optional.empty();
    private @Nullable UtteranceDecoder free;
    private SampleCount freeStart = SampleCount.ZERO;
    private SampleCount freeLength = SampleCount.ZERO;
    private final LatestSound latest = new LatestSound(MOST_HEARD_AGAIN);
    /** Silence that the free decoder was given first, and the one for what is expected. */
    private int freeLead;

    private int expectedLead;
    /** Words of the free decoder whose middle lies before this are known already … */
    private SampleCount known = SampleCount.ZERO;
    /** … and those that begin before this, the middle of the last word that is. */
    private SampleCount middleOfLast = SampleCount.ZERO;

    private @Nullable UtteranceDecoder expected;
    private boolean expectedFailed;
    private int expectedGiven;
    private @Nullable String failure;

    TurnDecoding(Recogniser recogniser, EarSettings settings) {
        this.recogniser = recogniser;
        this.settings = settings;
        this.audio = new TurnAudio(SampleCount.of(settings.maxExpectedTurn()));
        this.trailingSilence =
                new short[(int) SampleCount.of(settings.trailingSilence()).samples()];
    }

    /** Has the next free decoder made ahead of time, so that an onset need not wait for it. */
    void prepare() {
        if (free == null) {
            recogniser.prepare();
        }
    }

    void expect(List<String> newPhrases) {
        grammar = Grammar.of(newPhrases);
        beginExpected();
    }

    /**
     * What is accepted next was heard from {@code start} on, of which some may have been in the segment before.
     *
     * @param lead samples of silence that the decoders are given first: a recogniser mishears a word with which its sound
     *     begins
     */
    void beginSegment(SampleCount start, int lead) {
        failure = null;
        if (audio.length() == 0) {
            expectedLead = lead;
        }
        audio.beginPiece(start);
        beginExpected();
        try {
            openFree(start, start);
            freeLead = lead;
            if (free != null && lead > 0) {
                free.accept(new short[lead], 0, lead);
            }
        } catch (RecogniserFailure e) {
            fail(e);
        }
    }

    private void openFree(SampleCount start, SampleCount newFrom) throws RecogniserFailure {
        free = recogniser.openFree();
        freeStart = start;
        freeLead = 0;
        known = newFrom;
        middleOfLast = SampleCount.ZERO;
        latest.clear();
        freeLength = SampleCount.ZERO;
        waitingLength = 0;
    }

    void accept(short[] samples, int offset, int length) {
        audio.append(samples, offset, length);
        int at = offset;
        while (at < offset + length) {
            int count = Math.min(PIECE - waitingLength, offset + length - at);
            System.arraycopy(samples, at, waiting, waitingLength, count);
            waitingLength += count;
            at += count;
            if (waitingLength == PIECE) {
                giveOn();
            }
        }
    }

    /** Gives the free decoder what waits, and the other one when it has waited for long enough. */
    private void giveOn() {
        giveFree();
        if (audio.length() - expectedGiven >= EXPECTED_PIECE) {
            giveExpected(CATCH_UP);
        }
    }

    /** Gives both decoders what waits. */
    void giveAllOn() {
        giveFree();
        giveExpected(CATCH_UP);
    }

    private void giveFree() {
        int count = waitingLength;
        waitingLength = 0;
        if (free != null && count > 0) {
            try {
                free.accept(waiting, 0, count);
                freeLength = freeLength.plus(count);
                latest.append(waiting, count);
            } catch (RecogniserFailure e) {
                fail(e);
            }
        }
    }

    /** The expectation's decoder is opened with the next sound, and hears the turn from its beginning. */
    private void beginExpected() {
        closeExpected();
        expectedFailed = false;
        expectedGiven = 0;
    }

    private void giveExpected(int most) {
        if (audio.overflowed()) {
            closeExpected();
            return;
        }
        if (grammar.isEmpty() || expectedFailed || free == null) {
            return;
        }
        try {
            if (expected == null) {
                expected = recogniser.openAgainst(grammar.get());
                if (expectedLead > 0) {
                    expected.accept(new short[expectedLead], 0, expectedLead);
                }
            }
            int count = Math.min(most, audio.length() - expectedGiven);
            if (count > 0) {
                expected.accept(audio.samples(), expectedGiven, count);
                expectedGiven += count;
            }
        } catch (RecogniserFailure e) {
            failExpected();
        }
    }

    /**
     * Finishes the free decoder in mid-speech and goes on with a new one. Which words are whose is told by time: the old
     * one's up to the last that surely had ended, the new one's from there.
     */
    void renewFree() {
        giveFree();
        if (free == null) {
            return;
        }
        try {
            SampleCount until = freeStart.plus(freeLength);
            int before = freeWords.size();
            finishFree(free, until, false);
            SampleCount sure = until.minusOrZero(new SampleCount(UNSURE_END));
            while (freeWords.size() > before && freeWords.getLast().end().isAfter(sure)) {
                freeWords.removeLast();
            }
            SampleCount oldest = until.minusOrZero(new SampleCount(MOST_HEARD_AGAIN - BEFORE_WORD));
            SampleCount cut = freeWords.size() > before ? freeWords.getLast().end() : oldest;
            cut = cut.isAfter(oldest) ? cut : oldest;
            short[] again =
                    latest.last((int) until.minusOrZero(cut).plus(BEFORE_WORD).samples());
            openFree(until.minusOrZero(new SampleCount(again.length)), cut);
            if (freeWords.size() > before) {
                HeardWord last = freeWords.getLast();
                middleOfLast =
                        new SampleCount((last.start().samples() + last.end().samples()) / 2);
            }
            giveAgain(again);
        } catch (RecogniserFailure e) {
            fail(e);
        }
    }

    private void giveAgain(short[] sound) throws RecogniserFailure {
        if (free != null) {
            free.accept(sound, 0, sound.length);
            freeLength = new SampleCount(sound.length);
            latest.append(sound, sound.length);
        }
    }

    /** The words of the turn so far. */
    String partial() {
        giveOn();
        return freeText();
    }

    private String freeText() {
        var text = new StringBuilder(new Transcript(freeWords).text());
        if (free != null) {
            try {
                String latest = free.partial();
                text.append(text.isEmpty() || latest.isEmpty() ? "" : " ").append(latest);
            } catch (RecogniserFailure e) {
                fail(e);
            }
        }
        return text.toString();
    }

    /** What a finished segment yields. */
    sealed interface Outcome {
        record Words(Transcript free, Transcript expected, Heard heard) implements Outcome {}

        record Lost(String reason) implements Outcome {}
    }

    /**
     * Flushes both decoders; {@code now} bounds the words' ends, because the flushing silence was never heard.
     *
     * @param silent samples since the voice, which the decoders have: only what they lack of the trailing silence is pushed
     */
    Outcome endSegment(SampleCount now, SampleCount silent) {
        giveFree();
        giveExpected(Integer.MAX_VALUE);
        int flush = (int) Math.max(0, trailingSilence.length - silent.samples());
        Transcript against = finishExpected(now, flush);
        UtteranceDecoder open = free;
        if (open != null) {
            try {
                open.accept(trailingSilence, 0, flush);
                finishFree(open, now, !isPhrase(against));
            } catch (RecogniserFailure e) {
                fail(e);
            }
        }
        if (failure != null) {
            return new Outcome.Lost(failure);
        }
        var all = new Transcript(freeWords, sentenceEnd);
        return new Outcome.Words(
                all,
                against,
                HearingWeigher.weighSpelled(
                        all, against, grammar.map(Grammar::phrases).orElse(List.of())));
    }

    private Transcript finishExpected(SampleCount now, int flush) {
        UtteranceDecoder open = expected;
        if (open == null) {
            return Transcript.EMPTY;
        }
        try {
            open.accept(trailingSilence, 0, flush);
            return new Transcript(open.finish().words().stream()
                    .map(word -> placed(
                            word,
                            audio.sessionTime(heardAt(word.start())),
                            audio.sessionTime(heardAt(word.end())),
                            now))
                    .toList());
        } catch (RecogniserFailure e) {
            return Transcript.EMPTY;
        } finally {
            closeExpected();
        }
    }

    /** A place in what the expectation's decoder was given, in the turn's audio. */
    private SampleCount heardAt(SampleCount given) {
        return given.minusOrZero(new SampleCount(expectedLead));
    }

    /** Whether one of the phrases is what will be taken for said: then nobody asks where sentences end. */
    private boolean isPhrase(Transcript against) {
        return !against.isEmpty()
                && grammar.map(Grammar::phrases).orElse(List.of()).contains(against.text())
                && HearingWeigher.mayStand(freeText(), against.text());
    }

    private void finishFree(UtteranceDecoder decoder, SampleCount now, boolean tellEnd) throws RecogniserFailure {
        free = null;
        try (decoder) {
            Transcript finished = tellEnd ? decoder.finishSentence() : decoder.finish();
            if (!finished.isEmpty()) {
                sentenceEnd = finished.end();
            }
            for (HeardWord word : finished.words()) {
                var lead = new SampleCount(freeLead);
                SampleCount start = freeStart.plus(word.start().minusOrZero(lead));
                SampleCount end = freeStart.plus(word.end().minusOrZero(lead));
                // The middle tells whose a word is: its edges differ a little from one decoder to the next.
                boolean knownAlready =
                        start.samples() + end.samples() < 2 * known.samples() || start.compareTo(middleOfLast) < 0;
                if (freeWords.size() < settings.maxTurnWords() && !knownAlready) {
                    freeWords.add(placed(word, start, end, now));
                }
            }
        }
    }

    private static HeardWord placed(HeardWord word, SampleCount start, SampleCount end, SampleCount latest) {
        return new HeardWord(word.text(), earlier(start, latest), earlier(end, latest), word.confidence());
    }

    private static SampleCount earlier(SampleCount one, SampleCount other) {
        return one.isAfter(other) ? other : one;
    }

    /** Forgets the turn; a segment that is open becomes the first of the next turn. */
    void turnCommitted() {
        freeWords.clear();
        sentenceEnd = SentenceEnd.UNKNOWN;
        if (free == null) {
            audio.clear();
        } else {
            audio.keepLastPiece();
        }
        beginExpected();
    }

    private void fail(RecogniserFailure e) {
        failure = e.getMessage() == null ? "the recogniser failed" : e.getMessage();
        if (free != null) {
            free.close();
            free = null;
        }
        closeExpected();
    }

    private void failExpected() {
        expectedFailed = true;
        closeExpected();
    }

    private void closeExpected() {
        if (expected != null) {
            expected.close();
            expected = null;
        }
    }

    @Override
    public void close() {
        closeExpected();
        if (free != null) {
            free.close();
            free = null;
        }
    }
}
