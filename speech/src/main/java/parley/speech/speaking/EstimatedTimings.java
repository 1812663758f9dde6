package parley.speech.speaking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.Pcm16;

/**
 * The times of words in speech whose voice does not tell them, estimated from the sound. Pure.
 *
 * <p>The stretches of sound between pauses are matched with runs of words, so that each run's expected length (by its
 * syllables) fits and pauses fall where the text has marks; within a stretch the words share its time by their
 * expected lengths. The match is found by dynamic programming over words and stretches.
 */
public final class EstimatedTimings {
    /** Shorter silences are part of a word, such as the closure of a "p". */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(130);

    private static final Duration FRAME = Duration.ofMillis(10);

    /** More pauses than this are more than a text of {@link Voice#MAX_CHARS} has: the shortest are passed over. */
    private static final int MAX_STRETCHES = 48;

    /** A frame is silent below this share of a loud one. */
    private static final double SILENT_SHARE = 0.035;

    /** A pause inside a phrase counts like a misfit of its stretch by 250 ms. */
    private static final double UNMARKED_PAUSE = 6.25;

    private static final double MISFIT_SECONDS = 0.1;

    /** What a word of weight 1 usually takes; the embedded voice takes as long. */
    private static final double USUAL_WEIGHT_SECONDS = 0.2;

    private EstimatedTimings() {}

    /** Where each word of {@code text} is likely to be spoken; empty for no sound or no words. */
    public static List<WordTiming> of(String text, short[] samples, int rateHz) {
        List<String> words = words(text);
        if (words.isEmpty() || samples.length == 0) {
            return List.of();
        }
        List<Stretch> stretches = stretches(samples, rateHz);
        double[] before = new double[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            before[i + 1] = before[i] + weight(words.get(i));
        }
        int[] ends = match(words, before, stretches);
        var timings = new ArrayList<WordTiming>();
        int word = 0;
        for (int s = 0; s < stretches.size(); s++) {
            Stretch stretch = stretches.get(s);
            int first = word;
            double all = before[ends[s]] - before[first];
            for (; word < ends[s]; word++) {
                timings.add(new WordTiming(
                        words.get(word),
                        stretch.at((before[word] - before[first]) / all),
                        stretch.at((before[word + 1] - before[first]) / all)));
            }
        }
        return timings;
    }

    /**
     * Where the first words of {@code text} are likely to be spoken, when only the beginning of its sound is there; words
     * that it does not hold to their end are left out. As speech usually goes: not as near as {@link #of}.
     */
    public static List<WordTiming> soFar(String text, short[] samples, int rateHz) {
        List<WordTiming> timings = new ArrayList<>();
        List<Stretch> stretches = samples.length == 0 ? List.of() : stretches(samples, rateHz);
        double said = 0;
        for (String word : words(text)) {
            double until = said + weight(word) * USUAL_WEIGHT_SECONDS;
            Stretch first = sounding(stretches, said);
            Stretch last = sounding(stretches, until);
            if (first == null || last == null) {
                break;
            }
            timings.add(new WordTiming(word, first.at(0), last.at(0)));
            said = until;
        }
        return timings;
    }

    /** What is left of a stretch when so many seconds of sound, pauses not counted, have been; null when there is less. */
    private static @Nullable Stretch sounding(List<Stretch> stretches, double seconds) {
        double left = seconds;
        for (Stretch stretch : stretches) {
            if (left < stretch.length()) {
                return new Stretch(stretch.start() + left, stretch.end());
            }
            left -= stretch.length();
        }
        return null;
    }

    /** A stretch of sound, in seconds. */
    private record Stretch(double start, double end) {
        double length() {
            return end - start;
        }

        Duration at(double share) {
            return Duration.ofNanos(Math.round((start + length() * share) * 1e9));
        }
    }

    private static List<Stretch> stretches(short[] samples, int rateHz) {
        int frame = Math.max(1, (int) (rateHz * FRAME.toMillis() / 1_000));
        int frames = Math.ceilDiv(samples.length, frame);
        double[] loudness = new double[frames];
        for (int i = 0; i < frames; i++) {
            loudness[i] = Pcm16.rms(samples, i * frame, Math.min(frame, samples.length - i * frame));
        }
        double[] sorted = loudness.clone();
        Arrays.sort(sorted);
        double silent = Math.max(20, sorted[(int) (0.95 * (frames - 1))] * SILENT_SHARE);
        double second = (double) frame / rateHz;
        int least = (int) (LEAST_PAUSE.toMillis() / FRAME.toMillis());
        var found = new ArrayList<Stretch>();
        for (int tries = 0; tries < 8; tries++) {
            found.clear();
            int begun = -1;
            int loud = -1;
            for (int i = 0; i < frames; i++) {
                if (loudness[i] < silent) {
                    continue;
                }
                if (begun >= 0 && i - loud > least) {
                    found.add(new Stretch(begun * second, (loud + 1) * second));
                    begun = i;
                }
                begun = begun < 0 ? i : begun;
                loud = i;
            }
            if (begun >= 0) {
                found.add(new Stretch(begun * second, Math.min((loud + 1) * second, (double) samples.length / rateHz)));
            }
            if (found.size() <= MAX_STRETCHES) {
                break;
            }
            least *= 2;
        }
        return found.isEmpty() || found.size() > MAX_STRETCHES
                ? List.of(new Stretch(0, (double) samples.length / rateHz))
                : found;
    }

    /** For each stretch the number of words spoken by its end. */
    private static int[] match(List<String> words, double[] before, List<Stretch> stretches) {
        int count = words.size();
        double sound = stretches.stream().mapToDouble(Stretch::length).sum();
        double each = sound / before[count];
        var cost = new double[stretches.size() + 1][count + 1];
        var came = new int[stretches.size() + 1][count + 1];
        for (double[] row : cost) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        cost[0][0] = 0;
        for (int s = 1; s <= stretches.size(); s++) {
            double length = stretches.get(s - 1).length();
            for (int end = 0; end <= count; end++) {
                boolean marked = end == 0 || end == count || endsPhrase(words.get(end - 1));
                double pause = s < stretches.size() && !marked ? UNMARKED_PAUSE : 0;
                for (int start = 0; start <= end; start++) {
                    double misfit = (length - each * (before[end] - before[start])) / MISFIT_SECONDS;
                    double total = cost[s - 1][start] + misfit * misfit + pause;
                    if (total < cost[s][end]) {
                        cost[s][end] = total;
                        came[s][end] = start;
                    }
                }
            }
        }
        int[] ends = new int[stretches.size()];
        int end = count;
        for (int s = stretches.size(); s > 0; s--) {
            ends[s - 1] = end;
            end = came[s][end];
        }
        return ends;
    }

    private static boolean endsPhrase(String word) {
        return ".,;:!?\u2026\u2014\u3002\uff0c\uff01\uff1f\uff1b\uff1a\u3001)\u201d\""
                        .indexOf(word.charAt(word.length() - 1))
                >= 0;
    }

    /** How long a word is to speak, in syllables with their consonants. */
    private static double weight(String word) {
        double weight = 0;
        boolean vowel = false;
        for (int i = 0; i < word.length(); i++) {
            char c = Character.toLowerCase(word.charAt(i));
            if (Character.isIdeographic(c)) {
                weight += 1.2;
            } else if (Character.isDigit(c)) {
                weight += 1.5;
            } else if (Character.isLetter(c)) {
                boolean now = "aeiouy\u00e9\u00e8\u00e1\u00ed\u00f3\u00fa\u00fc\u00f6\u00e4".indexOf(c) >= 0;
                boolean silent = c == 'e' && i > 1 && i == word.length() - 1;
                weight += 0.15 + (now && !vowel && !silent ? 0.6 : 0);
                vowel = now;
            }
        }
        return Math.max(weight, 0.4);
    }

    /** What stands between white space and has a letter; for Chinese each character with the marks that follow it. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String part : text.strip().split("\\s+", -1)) {
            var word = new StringBuilder();
            for (int i = 0; i < part.length(); i++) {
                char c = part.charAt(i);
                if (Character.isIdeographic(c) && word.chars().anyMatch(Character::isLetterOrDigit)) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                word.append(c);
            }
            if (word.chars().anyMatch(Character::isLetterOrDigit)) {
                words.add(word.toString());
            }
        }
        return words;
    }
}
