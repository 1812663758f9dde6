package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.Resampler;
import parley.speech.speaking.SpokenText;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.WordTiming;
import parley.speech.talk.TalkEffect.Speak;

/**
 * The sound of one sentence, put together from what voices make of its parts, at the rate that was ordered; what is there
 * is told as soon as a voice gives it. Used by one thread at a time.
 */
final class SentenceSound {
    private final Speak order;
    private final SpeechMaker.Answers early;
    /** Made and not told. */
    private final List<short[]> waiting = new ArrayList<>();
    /** Of the runs that are whole. */
    private final List<WordTiming> words = new ArrayList<>();
    /** Of the run in hand, as its voice told them. */
    private List<WordTiming> timed = new ArrayList<>();

    private SpokenText.@Nullable Run run;
    private long length;
    private boolean told;

    /** Tells {@link TalkHappening.SentenceSounds} to {@code early}. */
    SentenceSound(Speak order, SpeechMaker.Answers early) {
        this.order = order;
        this.early = early;
    }

    /** What is spoken next belongs to {@code next}. */
    void begin(SpokenText.Run next) {
        words.addAll(written(timed));
        timed = new ArrayList<>();
        run = next;
    }

    private List<WordTiming> written(List<WordTiming> spoken) {
        return run == null ? List.of() : run.written(spoken);
    }

    void speak(Voice voice, String part) throws VoiceUnavailable, InterruptedException {
        var place = Duration.ofNanos(length * 1_000_000_000L / order.rateHz());
        var piecemeal = new Piecemeal();
        Synthesis made = voice.synthesise(part, order.voice(), (samples, rateHz, soFar) -> {
            piecemeal.add(samples, rateHz);
            tell(placed(soFar, place));
        });
        piecemeal.finish(made);
        timed.addAll(placed(made.words(), place));
    }

    private static List<WordTiming> placed(List<WordTiming> words, Duration place) {
        return words.stream().map(word -> word.after(place, 0)).toList();
    }

    private void tell(List<WordTiming> soFar) throws InterruptedException {
        var ofRun = new ArrayList<>(timed);
        ofRun.addAll(soFar);
        var all = new ArrayList<>(words);
        all.addAll(written(ofRun));
        early.tell(new TalkHappening.SentenceSounds(order.reply(), order.number(), taken(), all));
        told = true;
    }

    /** What was not told, and all the words. */
    TalkHappening answer() {
        words.addAll(written(timed));
        timed = new ArrayList<>();
        return waiting.isEmpty() && !told
                ? new TalkHappening.SentenceSilent(order.reply(), order.number())
                : new TalkHappening.SentenceSpoken(order.reply(), order.number(), taken(), words);
    }

    private short[] taken() {
        var all = new short[waiting.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (short[] piece : waiting) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        waiting.clear();
        return all;
    }

    /** One synthesis, brought to the rate as it comes. */
    private final class Piecemeal {
        private @Nullable Resampler resampler;
        private int taken;

        void add(short[] samples, int rateHz) {
            taken += samples.length;
            if (rateHz == order.rateHz()) {
                keep(samples);
            } else {
                keep(from(rateHz).resample(samples));
            }
        }

        private Resampler from(int rateHz) {
            Resampler begun = resampler == null ? new Resampler(rateHz, order.rateHz()) : resampler;
            resampler = begun;
            return begun;
        }

        void finish(Synthesis made) {
            add(
                    taken == 0 ? made.samples() : Arrays.copyOfRange(made.samples(), taken, made.samples().length),
                    made.rateHz());
            if (made.rateHz() != order.rateHz()) {
                keep(from(made.rateHz()).finish());
            }
        }

        private void keep(short[] samples) {
            waiting.add(samples);
            length += samples.length;
        }
    }
}
