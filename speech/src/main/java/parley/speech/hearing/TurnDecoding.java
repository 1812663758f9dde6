package parley.speech.hearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;

/**
 * The two decoders of one ear and the words of its turn so far.
 *
 * <p>The free decoder hears each segment once. The expectation's decoder hears the whole turn again
 * at the start of each later segment, so that one phrase may span a pause; at a ninth of the cost of
 * free decoding, and while the learner speaks, this does not lengthen the wait at the end.
 *
 * <p>Not thread-safe; every method may block for decoding.
 */
final class TurnDecoding implements AutoCloseable {
    private final Recogniser recogniser;
    private final EarSettings settings;
    private final TurnAudio audio;
    private final List<HeardWord> freeWords = new ArrayList<>();
    private final short[] trailingSilence;

    private List<String> phrases = List.of();
    private Optional<Grammar> grammar = Optional.empty();
    private @Nullable UtteranceDecoder spare;
    private @Nullable UtteranceDecoder free;
    private @Nullable UtteranceDecoder expected;
    private SampleCount freeStart = SampleCount.ZERO;
    private SampleCount freeLength = SampleCount.ZERO;
    private @Nullable String failure;

    TurnDecoding(Recogniser recogniser, EarSettings settings) {
        this.recogniser = recogniser;
        this.settings = settings;
        this.audio = new TurnAudio(SampleCount.of(settings.maxExpectedTurn()));
        this.trailingSilence =
                new short[(int) SampleCount.of(settings.trailingSilence()).samples()];
    }

    /** Makes the next free decoder ahead of time, so that an onset need not wait for it. */
    void prepare() {
        if (spare == null && free == null) {
            try {
                spare = recogniser.openFree();
            } catch (RecogniserFailure e) {
                // Tried again, and reported, when there is speech to decode.
                spare = null;
            }
        }
    }

    void expect(List<String> newPhrases) {
        phrases = List.copyOf(newPhrases);
        grammar = Grammar.of(phrases);
        if (free != null) {
            openExpected();
        }
    }

    void beginSegment(SampleCount start) {
        failure = null;
        audio.beginPiece(start);
        try {
            openFree(start);
        } catch (RecogniserFailure e) {
            fail(e);
            return;
        }
        openExpected();
    }

    private void openFree(SampleCount start) throws RecogniserFailure {
        UtteranceDecoder ready = spare;
        spare = null;
        free = ready != null ? ready : recogniser.openFree();
        freeStart = start;
        freeLength = SampleCount.ZERO;
    }

    private void openExpected() {
        closeExpected();
        if (grammar.isEmpty() || audio.overflowed()) {
            return;
        }
        try {
            expected = recogniser.openAgainst(grammar.get());
            if (audio.length() > 0) {
                expected.accept(audio.samples(), 0, audio.length());
            }
        } catch (RecogniserFailure e) {
            closeExpected();
        }
    }

    void accept(short[] samples, int offset, int length) {
        audio.append(samples, offset, length);
        if (expected != null) {
            try {
                if (audio.overflowed()) {
                    closeExpected();
                } else {
                    expected.accept(samples, offset, length);
                }
            } catch (RecogniserFailure e) {
                closeExpected();
            }
        }
        if (free != null) {
            try {
                free.accept(samples, offset, length);
                freeLength = freeLength.plus(length);
            } catch (RecogniserFailure e) {
                fail(e);
            }
        }
    }

    /** How long the open free decoder has been listening. */
    SampleCount freeLength() {
        return freeLength;
    }

    /** Finishes the free decoder in mid-speech and goes on with a new one. */
    void renewFree() {
        if (free == null) {
            return;
        }
        try {
            SampleCount next = freeStart.plus(freeLength);
            finishFree(free, next);
            openFree(next);
        } catch (RecogniserFailure e) {
            fail(e);
        }
    }

    /** The words of the turn so far. */
    String partial() {
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

    /** Flushes both decoders; {@code now} bounds the words' ends, because the flushing silence was never heard. */
    Outcome endSegment(SampleCount now) {
        Transcript against = Transcript.EMPTY;
        if (expected != null) {
            try {
                expected.accept(trailingSilence, 0, trailingSilence.length);
                against = new Transcript(expected.finish().words().stream()
                        .map(word -> placed(word, audio.sessionTime(word.start()), audio.sessionTime(word.end()), now))
                        .toList());
            } catch (RecogniserFailure e) {
                against = Transcript.EMPTY;
            }
            closeExpected();
        }
        UtteranceDecoder open = free;
        if (open != null) {
            try {
                open.accept(trailingSilence, 0, trailingSilence.length);
                finishFree(open, now);
            } catch (RecogniserFailure e) {
                fail(e);
            }
        }
        if (failure != null) {
            return new Outcome.Lost(failure);
        }
        var all = new Transcript(freeWords);
        return new Outcome.Words(all, against, HearingWeigher.weigh(all, against, phrases));
    }

    private void finishFree(UtteranceDecoder decoder, SampleCount now) throws RecogniserFailure {
        try (decoder) {
            free = null;
            for (HeardWord word : decoder.finish().words()) {
                if (freeWords.size() < settings.maxTurnWords()) {
                    HeardWord later = word.later(freeStart);
                    freeWords.add(placed(later, later.start(), later.end(), now));
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
        if (free == null) {
            audio.clear();
        } else {
            audio.keepLastPiece();
            openExpected();
        }
    }

    private void fail(RecogniserFailure e) {
        failure = e.getMessage() == null ? "the recogniser failed" : e.getMessage();
        if (free != null) {
            free.close();
            free = null;
        }
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
        if (spare != null) {
            spare.close();
            spare = null;
        }
    }
}
