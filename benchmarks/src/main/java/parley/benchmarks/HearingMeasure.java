package parley.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.HearingWeigher;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.hearing.WordErrorRate;

/** Word errors on learners' recordings, freely and against more or fewer candidates, and on fluent speakers. */
final class HearingMeasure {
    private static final int PIECE = 4_000;
    private static final int TAIL = 3_200;

    /** As in a session, where what came before the voice is decoded too: without it first words are clipped. */
    private static final int LEAD = 4_800;

    private final Recogniser recogniser;
    private final Map<String, Transcript> free = new HashMap<>();

    /** The rates by what was known, each as what the grammar alone heard and what the tutor takes. */
    private final Map<String, WordErrorRate> alone = new LinkedHashMap<>();

    private final Map<String, WordErrorRate> taken = new LinkedHashMap<>();
    private WordErrorRate fluent = WordErrorRate.NONE;
    private WordErrorRate learners = WordErrorRate.NONE;
    private int picked;
    private int pickedOf;

    HearingMeasure(Recogniser recogniser) {
        this.recogniser = recogniser;
    }

    /** The free words of {@code recording}'s speech, timed from its beginning; decoded once. */
    Transcript free(Recording recording) throws RecogniserFailure {
        Transcript known = free.get(recording.id());
        if (known == null) {
            try (UtteranceDecoder decoder = recogniser.openFree()) {
                known = decoded(decoder, TurnsSounds.speech(recording));
            }
            free.put(recording.id(), known);
        }
        return known;
    }

    Transcript free(short[] samples) throws RecogniserFailure {
        try (UtteranceDecoder decoder = recogniser.openFree()) {
            return decoded(decoder, samples);
        }
    }

    private static Transcript decoded(UtteranceDecoder decoder, short[] samples) throws RecogniserFailure {
        var padded = new short[LEAD + samples.length + TAIL];
        System.arraycopy(samples, 0, padded, LEAD, samples.length);
        for (int at = 0; at < padded.length; at += PIECE) {
            decoder.accept(padded, at, Math.min(PIECE, padded.length - at));
        }
        return new Transcript(decoder.finish().words().stream()
                .map(word -> new HeardWord(
                        word.text(),
                        word.start().minusOrZero(new SampleCount(LEAD)),
                        word.end().minusOrZero(new SampleCount(LEAD)),
                        word.confidence()))
                .toList());
    }

    void run(List<Recording> all, List<Recording> measured) throws RecogniserFailure {
        for (Recording recording : measured) {
            WordErrorRate rate =
                    WordErrorRate.of(recording.text(), free(recording).text());
            if (recording.kind().equals("native")) {
                fluent = fluent.plus(rate);
            } else {
                learners = learners.plus(rate);
            }
        }
        List<String> vocabulary = vocabulary(all);
        for (Recording recording : measured) {
            if (recording.kind().equals("learner")) {
                for (int count : new int[] {10, 100, 2_000}) {
                    List<String> candidates = candidates(all, recording, count);
                    Transcript heard = against(recording, candidates, count + " candidates");
                    if (count == 10) {
                        picked += nearest(heard, candidates).equals(recording.text()) ? 1 : 0;
                        pickedOf++;
                    }
                }
                against(recording, vocabulary, "vocabulary of " + vocabulary.size() + " words");
            }
        }
    }

    private Transcript against(Recording recording, List<String> phrases, String name) throws RecogniserFailure {
        Transcript heard;
        try (UtteranceDecoder decoder =
                recogniser.openAgainst(Grammar.of(phrases).orElseThrow())) {
            heard = decoded(decoder, TurnsSounds.speech(recording));
        }
        var known = new Transcript(heard.words().stream()
                .filter(word -> !word.text().equals(Grammar.UNKNOWN))
                .toList());
        alone.merge(name, WordErrorRate.of(recording.text(), known.text()), WordErrorRate::plus);
        String told = HearingWeigher.weigh(free(recording), heard, phrases).text();
        taken.merge(name, WordErrorRate.of(recording.text(), told), WordErrorRate::plus);
        return known;
    }

    private static String nearest(Transcript heard, List<String> candidates) {
        String best = "";
        double least = Double.MAX_VALUE;
        for (String candidate : candidates) {
            double rate = WordErrorRate.of(candidate, heard.text()).rate();
            if (rate < least) {
                least = rate;
                best = candidate;
            }
        }
        return best;
    }

    /**
     * The sentence itself and others: what other people said in the recordings, and then halves of two of those
     * sentences put together, which share more with it than chance would have.
     */
    static List<String> candidates(List<Recording> all, Recording right, int count) {
        var random = new Random(right.id().hashCode() * 31L + count);
        Set<String> others = new LinkedHashSet<>();
        List<String> texts =
                new ArrayList<>(all.stream().map(Recording::text).distinct().toList());
        texts.remove(right.text());
        Collections.shuffle(texts, random);
        others.addAll(texts.subList(0, Math.min(texts.size(), count - 1)));
        for (int tries = 0; others.size() < count - 1 && tries < count * 20; tries++) {
            others.add(joined(texts.get(random.nextInt(texts.size())), texts.get(random.nextInt(texts.size()))));
        }
        others.remove(right.text());
        List<String> candidates = new ArrayList<>(others);
        candidates.add(random.nextInt(candidates.size() + 1), right.text());
        return candidates;
    }

    private static String joined(String one, String other) {
        List<String> first = Arrays.asList(one.split(" ", -1));
        List<String> second = Arrays.asList(other.split(" ", -1));
        List<String> words = new ArrayList<>(first.subList(0, (first.size() + 1) / 2));
        words.addAll(second.subList(second.size() / 2, second.size()));
        return String.join(" ", words);
    }

    private static List<String> vocabulary(List<Recording> all) {
        Set<String> words = new LinkedHashSet<>();
        all.forEach(recording -> words.addAll(Arrays.asList(recording.text().split(" ", -1))));
        return List.copyOf(words);
    }

    void print() {
        System.out.println();
        System.out.println("Word errors (of " + learners.words() + " words of learners, " + fluent.words()
                + " of fluent speakers)");
        row("fluent speakers, free", fluent, null);
        row("learners, free", learners, null);
        alone.forEach((name, rate) -> row("learners, " + name, rate, taken.get(name)));
        System.out.printf("the right one of ten picked: %d of %d%n", picked, pickedOf);
    }

    private static void row(String name, WordErrorRate rate, @Nullable WordErrorRate weighed) {
        if (rate.words() == 0) {
            System.out.printf("%-46s not measured%n", name);
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%-46s %6.1f %%%s%n",
                name,
                rate.rate() * 100,
                weighed == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "   as the tutor takes it, weighed with free %6.1f %%",
                                weighed.rate() * 100));
    }

    double learnerRateFree() {
        return learners.words() == 0 ? Double.NaN : learners.rate();
    }

    double learnerRate100() {
        WordErrorRate rate = taken.get("100 candidates");
        return rate == null || rate.words() == 0 ? Double.NaN : rate.rate();
    }

    /** Words of {@code recording} as they were heard, for placing a pause. */
    List<HeardWord> words(Recording recording) throws RecogniserFailure {
        return free(recording).words();
    }
}
