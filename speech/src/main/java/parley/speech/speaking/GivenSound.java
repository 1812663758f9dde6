package parley.speech.speaking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import parley.speech.audio.Resampler;

/** The beginning of a sentence as a voice gave it early, kept for the case that this voice fails. Not thread-safe. */
final class GivenSound implements EarlySound {
    /** Between what broke off and the sentence said again. */
    private static final Duration GAP = Duration.ofMillis(200);

    private final EarlySound to;
    private final List<short[]> pieces = new ArrayList<>();
    private List<WordTiming> words = List.of();
    private int rateHz;

    GivenSound(EarlySound to) {
        this.to = to;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    @Override
    public void more(short[] samples, int rate, List<WordTiming> soFar) throws VoiceUnavailable, InterruptedException {
        to.more(samples, rate, soFar);
        pieces.add(samples);
        words = List.copyOf(soFar);
        rateHz = rate;
    }

    /** What was given, a short silence, and then the sentence from its start. */
    Synthesis followedBy(Synthesis again) {
        var resampler = new Resampler(again.rateHz(), rateHz);
        pieces.add(new short[(int) (rateHz * GAP.toMillis() / 1_000)]);
        int before = pieces.stream().mapToInt(piece -> piece.length).sum();
        pieces.add(resampler.resample(again.samples()));
        pieces.add(resampler.finish());
        int length = pieces.stream().mapToInt(piece -> piece.length).sum();
        short[] all = Arrays.copyOf(pieces.getFirst(), length);
        int at = pieces.getFirst().length;
        for (short[] piece : pieces.subList(1, pieces.size())) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return new Synthesis(all, rateHz, firstHeard(again.words(), before));
    }

    /** Words that were already said to their end stay where they were said; the others are where they are said again. */
    private List<WordTiming> firstHeard(List<WordTiming> again, int before) {
        var offset = Duration.ofNanos(before * 1_000_000_000L / rateHz);
        var heard = new ArrayList<WordTiming>();
        for (int i = 0; i < again.size(); i++) {
            WordTiming word = again.get(i);
            boolean said = heard.size() == i
                    && i < words.size()
                    && words.get(i).text().equals(word.text())
                    && words.get(i).end().compareTo(offset.minus(GAP)) <= 0
                    && (heard.isEmpty() || heard.getLast().end().compareTo(offset) < 0);
            heard.add(said ? words.get(i) : word.after(offset, 0));
        }
        return heard;
    }
}
