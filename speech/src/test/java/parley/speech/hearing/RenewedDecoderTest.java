package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.audio.WavReader;
import parley.speech.hearing.HearingFact.SegmentHeard;
import parley.speech.vosk.Parts;

/** Real people who speak for long without a pause, so that the decoder is renewed in the middle of their words. */
@Timeout(300)
class RenewedDecoderTest {
    private static final int RECORDINGS = 12;

    /** Hears a voice everywhere. */
    private static final VoiceActivityDetector NEVER_SILENT = new VoiceActivityDetector() {
        @Override
        public String name() {
            return "never silent";
        }

        @Override
        public VoiceActivity open() {
            return new VoiceActivity() {
                @Override
                public float probability(short[] samples, int offset) {
                    return 1;
                }

                @Override
                public void reset() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    };

    private static EarSettings renewedAfter(Duration speech) {
        EarSettings usual = EarSettings.USUAL;
        return new EarSettings(
                usual.activation(),
                usual.release(),
                usual.onsetFrames(),
                usual.releaseHang(),
                usual.preRoll(),
                usual.trailingSilence(),
                usual.partialEvery(),
                speech,
                usual.maxExpectedTurn(),
                usual.maxTurnWords());
    }

    private static List<HeardWord> heard(short[] sound, Duration renewedAfter) {
        List<HeardWord> words = new ArrayList<>();
        try (Ear ear = new Ear(NEVER_SILENT, Parts.recogniser(), renewedAfter(renewedAfter), fact -> {
            if (fact instanceof SegmentHeard(Utterance utterance)) {
                words.addAll(utterance.free().words());
            }
        })) {
            for (int at = 0; at < sound.length; at += 512) {
                ear.hear(new AudioChunk(
                        Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 512)), new SampleCount(at)));
            }
            ear.audioEnded();
        }
        return words;
    }

    @Test
    void noWordIsLostOrSaidTwiceWhereTheDecoderIsRenewed() throws Exception {
        Path folder = Parts.recordings();
        WordErrorRate whole = WordErrorRate.NONE;
        WordErrorRate renewed = WordErrorRate.NONE;
        List<String> lines = Files.readAllLines(folder.resolve("native.tsv"));
        for (String line : lines.subList(0, Math.min(lines.size(), RECORDINGS))) {
            String[] cells = line.split("\t", -1);
            short[] sound;
            try (var reader =
                    WavReader.open(Files.newInputStream(folder.resolve("native").resolve(cells[0] + ".wav")))) {
                sound = reader.readAllResampled();
            }
            whole = whole.plus(WordErrorRate.of(cells[2], text(heard(sound, Duration.ofSeconds(60)))));
            List<HeardWord> words = heard(sound, Duration.ofSeconds(2));
            renewed = renewed.plus(WordErrorRate.of(cells[2], text(words)));
            for (int i = 1; i < words.size(); i++) {
                assertThat(words.get(i).start())
                        .isGreaterThanOrEqualTo(words.get(i - 1).start());
            }
        }
        System.out.println("one decoder " + whole + ", renewed every 2.5 s " + renewed);
        assertThat(renewed.rate()).isLessThan(whole.rate() + 0.02);
    }

    private static String text(List<HeardWord> words) {
        return new Transcript(words).text();
    }
}
