package parley.speech.vosk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vosk.Recognizer;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.SentenceEnd;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;

/**
 * One native Vosk decoder behind a lock and a closed flag.
 *
 * <p>Vosk ends segments of its own at silences inside the utterance; their words are collected as they
 * come, for the next segment overwrites them.
 */
final class VoskDecoder implements UtteranceDecoder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Object lock = new Object();
    private final Recognizer recognizer;
    private final @Nullable KeptRecognizers keeper;
    private final long heardBefore;
    private final boolean tellsEnds;
    private final Dither dither = new Dither();
    private final List<HeardWord> words = new ArrayList<>();
    private long heard;
    private boolean closed;

    /** One that is closed with its utterance. */
    VoskDecoder(Recognizer recognizer) {
        this(recognizer, null, 0, false);
    }

    /**
     * One that may hear further utterances.
     *
     * @param keeper is given it after its utterance
     * @param heardBefore samples of earlier utterances, from which its word times count
     * @param tellsEnds whether its own segments end by {@link SentenceEnds#RULES}
     */
    VoskDecoder(Recognizer recognizer, @Nullable KeptRecognizers keeper, long heardBefore, boolean tellsEnds) {
        this.recognizer = recognizer;
        this.keeper = keeper;
        this.heardBefore = heardBefore;
        this.tellsEnds = tellsEnds;
        recognizer.setWords(true);
    }

    @Override
    public void accept(short[] samples, int offset, int length) throws RecogniserFailure {
        Objects.checkFromIndexSize(offset, length, samples.length);
        synchronized (lock) {
            requireOpen();
            if (length == 0) {
                return;
            }
            heard += length;
            if (recognizer.acceptWaveForm(dither.over(samples, offset, length), length)) {
                collect(recognizer.getResult());
            }
        }
    }

    @Override
    public String partial() throws RecogniserFailure {
        synchronized (lock) {
            requireOpen();
            String latest = latest();
            String earlier = words.stream().map(HeardWord::text).collect(Collectors.joining(" "));
            return earlier.isEmpty() || latest.isEmpty() ? earlier + latest : earlier + " " + latest;
        }
    }

    @Override
    public Transcript finishSentence() throws RecogniserFailure {
        synchronized (lock) {
            requireOpen();
            boolean asked = tellsEnds && !latest().isEmpty();
            // A segment that Kaldi ended, and nothing since.
            boolean ended = tellsEnds && !asked && !words.isEmpty();
            for (int piece = 0; piece < SentenceEnds.PIECES && asked && !ended; piece++) {
                int before = words.size();
                accept(SentenceEnds.SILENCE, 0, SentenceEnds.SILENCE.length);
                ended = words.size() > before;
            }
            Transcript finished = finish();
            return asked || ended
                    ? new Transcript(finished.words(), ended ? SentenceEnd.LIKELY : SentenceEnd.UNLIKELY)
                    : finished;
        }
    }

    @Override
    public Transcript finish() throws RecogniserFailure {
        synchronized (lock) {
            requireOpen();
            try {
                collect(recognizer.getFinalResult());
            } catch (RecogniserFailure e) {
                close();
                throw e;
            }
            closed = true;
            if (keeper == null || heard == 0) {
                recognizer.close();
            } else {
                keeper.give(recognizer, heardBefore + heard);
            }
            return new Transcript(words);
        }
    }

    private String latest() throws RecogniserFailure {
        return parse(recognizer.getPartialResult()).path("partial").asText("");
    }

    private void collect(String json) throws RecogniserFailure {
        for (JsonNode word : parse(json).path("result")) {
            SampleCount start = seconds(word.path("start"));
            SampleCount end = seconds(word.path("end"));
            words.add(new HeardWord(
                    word.path("word").asText(),
                    start,
                    end.isAfter(start) ? end : start,
                    Math.clamp(word.path("conf").asDouble(0), 0, 1)));
        }
    }

    private SampleCount seconds(JsonNode value) {
        return new SampleCount(Math.max(0, Math.round(value.asDouble(0) * SampleCount.RATE_HZ) - heardBefore));
    }

    private static JsonNode parse(String json) throws RecogniserFailure {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // The cause would quote what was said.
            throw new RecogniserFailure("Vosk gave a result that is no JSON");
        }
    }

    private void requireOpen() throws RecogniserFailure {
        if (closed) {
            throw new RecogniserFailure("the decoder is closed");
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                recognizer.close();
            }
        }
    }
}
