package parley.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.audio.Resampler;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.hearing.WordErrorRate;
import parley.speech.vosk.Parts;

/** What the tutor says is given to the real recogniser: is it what was written, and is each word where it is said to be? */
class ListenBackTest {
    private static final VoiceThreads THREADS = VoiceThreads.usual();

    private static final int LISTEN_HZ = 16_000;

    /**
     * How far starts and ends of words may be from where they are heard, at the usual speed: half of them, and nine of
     * ten. Slower speech has the same shares of a longer time. Vosk's own edges are some 20 ms off.
     */
    private record Tolerance(Duration half, Duration nineOfTen) {
        static final Tolerance TOLD = new Tolerance(Duration.ofMillis(50), Duration.ofMillis(100));
        static final Tolerance ESTIMATED = new Tolerance(Duration.ofMillis(80), Duration.ofMillis(200));
    }

    /** Written, and as a person would read it. */
    private record Line(String written, String read) {}

    private static final List<Line> NORMALISED = List.of(
            new Line(
                    "I have 25 apples and 1,204 oranges.",
                    "I have twenty five apples and one thousand two hundred four oranges."),
            new Line(
                    "That is $3.20, which is 50% of the price.",
                    "That is three dollars and twenty cents, which is fifty percent of the price."),
            new Line(
                    "We met on May 3, 2026, at 3:45 pm.",
                    "We met on May third twenty twenty six at three forty five p.m."),
            new Line("The war was from 1914 to 1918.", "The war was from nineteen fourteen to nineteen eighteen."),
            new Line("The town is 60 km away.", "The town is sixty kilometers away."),
            new Line(
                    "So $2x + 3 = 11$ means $x^2 = 16$.",
                    "So two x plus three equals eleven means x squared equals sixteen."),
            new Line("Take 3/4 of it, then 2 more.", "Take three quarters of it, then two more."),
            new Line("1. Open the window.\n2. Close the door.", "One. Open the window. Two. Close the door."),
            new Line("- some **green** tea\n- some *black* coffee", "some green tea some black coffee"),
            new Line("## Past tense\nSay `went`, and **not** ~~gone~~.", "Past tense. Say went, and not gone."),
            new Line("See [this page](https://example.org/a) for more.", "See this page for more."),
            new Line(
                    "This is the 21st, e.g. for Dr. Smith.",
                    "This is the twenty first, for example for doctor Smith."));

    private static final List<String> SENTENCES = List.of(
            "Could you tell me the way to the station, please?",
            "She has two brothers, and both of them live in London.",
            "Yesterday we went to the market and bought some apples.");

    private static Transcript heard(List<Synthesis> spoken) throws Exception {
        try (UtteranceDecoder decoder = Parts.recogniser().openFree()) {
            for (Synthesis piece : spoken) {
                short[] samples = new Resampler(piece.rateHz(), LISTEN_HZ).resample(piece.samples());
                decoder.accept(samples, 0, samples.length);
            }
            decoder.accept(new short[LISTEN_HZ / 2], 0, LISTEN_HZ / 2);
            return decoder.finish();
        }
    }

    /** As a talk says it: sentence by sentence, run by run. */
    private static List<Synthesis> spoken(String written) throws Exception {
        var splitter = new SentenceSplitter();
        var pieces = new ArrayList<>(splitter.accept(written));
        pieces.addAll(splitter.finish());
        var spoken = new ArrayList<Synthesis>();
        for (SentenceSplitter.Piece piece : pieces) {
            for (SpokenText.Run run : SpokenText.runs(piece.spoken())) {
                spoken.add(Parts.voice().synthesise(run.text(), VoiceSettings.USUAL));
            }
        }
        return spoken;
    }

    @Test
    void whatIsNormalisedIsHeardAsAPersonWouldReadIt() throws Exception {
        WordErrorRate all = WordErrorRate.NONE;
        for (Line line : NORMALISED) {
            // The recogniser's own spelling of two of our words.
            String heard = heard(spoken(line.written))
                    .text()
                    .replace("per cent", "percent")
                    .replaceAll("\\bpm\\b", "p m");
            WordErrorRate own = WordErrorRate.of(line.read, heard);
            System.out.println(own + "  " + line.read + " | " + heard);
            all = all.plus(own);
        }
        System.out.println("normalised text, heard back: word error rate " + all);
        assertThat(all.rate()).isLessThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {VoiceSettings.SLOWEST, VoiceSettings.FASTEST})
    void aVoiceIsUnderstoodAtEverySpeedAndItsWordsAreWhereTheyAreSaidToBe(double speed) throws Exception {
        check("the embedded voice", Parts.voice(), speed, Tolerance.TOLD);
        check("the embedded voice, stretched", new StretchedVoice(Parts.voice(), THREADS), speed, Tolerance.TOLD);
        check(
                "a service's voice, stretched",
                new StretchedVoice(new Untimed(Parts.voice()), THREADS),
                speed,
                Tolerance.ESTIMATED);
    }

    private static void check(String what, Voice voice, double speed, Tolerance tolerance) throws Exception {
        WordErrorRate errors = WordErrorRate.NONE;
        var away = new ArrayList<Long>();
        for (String sentence : SENTENCES) {
            Synthesis spoken = voice.synthesise(sentence, new VoiceSettings(speed));
            Transcript heard = heard(List.of(spoken));
            errors = errors.plus(WordErrorRate.of(sentence, heard.text()));
            away.addAll(millisAway(spoken.words(), heard.words()));
        }
        Collections.sort(away);
        long half = away.get(away.size() / 2);
        long nineOfTen = away.get(away.size() * 9 / 10);
        System.out.printf(
                Locale.ROOT,
                "%s at %.1f: word error rate %s; edges of %d words away from where they are heard: p50 %d ms, p90 %d ms%n",
                what,
                speed,
                errors,
                away.size() / 2,
                half,
                nineOfTen);
        assertThat(errors.rate()).as(what).isLessThan(0.1);
        assertThat(away).as(what).hasSizeGreaterThan(2 * 24);
        assertThat(half).as(what).isLessThanOrEqualTo(Math.round(tolerance.half.toMillis() / speed));
        assertThat(nineOfTen).as(what).isLessThanOrEqualTo(Math.round(tolerance.nineOfTen.toMillis() / speed));
    }

    /** How far starts and ends are from where the same words are heard, words that were misheard left out. */
    private static List<Long> millisAway(List<WordTiming> said, List<HeardWord> heard) {
        var away = new ArrayList<Long>();
        int from = 0;
        for (WordTiming word : said) {
            String wanted = word.text().toLowerCase(Locale.ROOT).replaceAll("[^a-z']", "");
            for (int i = from; i < Math.min(heard.size(), from + 3); i++) {
                if (heard.get(i).text().equals(wanted)) {
                    away.add(Math.abs(
                            word.start().toMillis() - heard.get(i).start().toMillis()));
                    away.add(Math.abs(word.end().toMillis() - heard.get(i).end().toMillis()));
                    from = i + 1;
                    break;
                }
            }
        }
        return away;
    }

    /** A voice as services are: sound only, the words estimated from it. */
    private record Untimed(Voice voice) implements VoiceLayer {
        @Override
        public Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
                throws VoiceUnavailable, InterruptedException {
            Synthesis made = voice.synthesise(text, settings);
            return new Synthesis(
                    made.samples(), made.rateHz(), EstimatedTimings.of(text, made.samples(), made.rateHz()));
        }
    }
}
