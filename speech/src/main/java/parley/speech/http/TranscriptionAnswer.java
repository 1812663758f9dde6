package parley.speech.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.Transcript;

/**
 * Reads a service's answer, as {@code verbose_json} with word times or as {@code json} without. Pure.
 *
 * <p>Words come out as a recogniser's lexicon spells them. The services tell no confidence of a word: that of its segment,
 * exp(avg_logprob), stands for it, and {@link #UNTOLD} where there is none. Without times the words are spread over the
 * sound by their lengths.
 */
final class TranscriptionAnswer {
    static final double UNTOLD = 0.9;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_WORDS = 2_000;

    private TranscriptionAnswer() {}

    /**
     * The words of {@code json}.
     *
     * @param length of the sound that was sent
     * @throws RecogniserFailure when it is no such answer
     */
    static Transcript read(byte[] json, SampleCount length) throws RecogniserFailure {
        JsonNode answer;
        try {
            answer = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // The cause would quote what was said.
            throw new RecogniserFailure("the transcription service's answer is no JSON");
        } catch (IOException e) {
            throw new RecogniserFailure("the transcription service's answer can't be read");
        }
        if (answer == null || !answer.path("text").isTextual()) {
            throw new RecogniserFailure("the transcription service's answer holds no text");
        }
        List<HeardWord> timed = timed(answer, length);
        return new Transcript(timed.isEmpty() ? spread(answer, length) : timed);
    }

    private static List<HeardWord> timed(JsonNode answer, SampleCount length) {
        List<HeardWord> words = new ArrayList<>();
        for (JsonNode word : answer.path("words")) {
            double start = word.path("start").asDouble(-1);
            double end = word.path("end").asDouble(-1);
            if (!(start >= 0 && end >= start)) {
                return List.of();
            }
            for (String spelled : spelled(word.path("word").asText())) {
                add(words, spelled, place(start, length), place(end, length), confidence(answer, start));
            }
        }
        return words;
    }

    private static SampleCount place(double seconds, SampleCount length) {
        return new SampleCount(Math.min(length.samples(), Math.round(seconds * SampleCount.RATE_HZ)));
    }

    private static List<HeardWord> spread(JsonNode answer, SampleCount length) {
        List<String> spelled = spelled(answer.path("text").asText());
        int letters = spelled.stream().mapToInt(String::length).sum();
        List<HeardWord> words = new ArrayList<>();
        long before = 0;
        for (String word : spelled) {
            long start = length.samples() * before / letters;
            before += word.length();
            long end = length.samples() * before / letters;
            add(words, word, new SampleCount(start), new SampleCount(end), confidence(answer, 0));
        }
        return words;
    }

    private static void add(List<HeardWord> words, String word, SampleCount start, SampleCount end, double confidence) {
        if (words.size() < MOST_WORDS) {
            words.add(new HeardWord(word, start, end, confidence));
        }
    }

    private static double confidence(JsonNode answer, double seconds) {
        double found = UNTOLD;
        for (JsonNode segment : answer.path("segments")) {
            if (segment.path("avg_logprob").isNumber()
                    && (found == UNTOLD || segment.path("start").asDouble(0) <= seconds)) {
                found = Math.clamp(Math.exp(segment.path("avg_logprob").asDouble()), 0, 1);
            }
        }
        return found;
    }

    /** Lower case, without the punctuation around and between words; apostrophes inside stay. */
    private static List<String> spelled(String text) {
        List<String> words = new ArrayList<>();
        for (String piece :
                text.toLowerCase(Locale.ROOT).replace('\u2019', '\'').split("[^\\p{L}\\p{M}\\p{Nd}']+", -1)) {
            String word = piece.replaceAll("^'+|'+$", "");
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
