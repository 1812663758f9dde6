package parley.speech.scripted;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;

/**
 * A recogniser that hears what it was told it would hear; thread-safe.
 *
 * <p>Each free decoder that gets audio takes the next line of the script, or nothing when the script is at
 * its end; the words are spread evenly over the audio it was given, and a partial holds those whose time
 * has come, at {@value #WORDS_PER_SECOND} a second. A decoder against a grammar hears the same line when
 * the grammar holds it, and otherwise only {@code [unk]}.
 */
public final class ScriptedRecogniser implements Recogniser {
    private static final int WORDS_PER_SECOND = 4;

    private final Queue<String> script = new ArrayDeque<>();
    private String current = "";
    private final List<Long> given = new ArrayList<>();
    private long givenAgainst;
    private boolean failing;

    /** Adds what the next utterances will be; each as the lexicon spells it. */
    public synchronized ScriptedRecogniser willHear(String... utterances) {
        script.addAll(List.of(utterances));
        return this;
    }

    /** From now on every decoder fails, or works again. */
    public synchronized void failing(boolean fails) {
        failing = fails;
    }

    /** Samples that each finished free decoder was given, in order. */
    public synchronized List<Long> given() {
        return List.copyOf(given);
    }

    /** Samples that the decoder against a grammar that finished last was given. */
    public synchronized long givenAgainst() {
        return givenAgainst;
    }

    private synchronized void note(boolean free, long samples) {
        if (free) {
            given.add(samples);
        } else {
            givenAgainst = samples;
        }
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public UtteranceDecoder openFree() {
        return new Decoder(null);
    }

    @Override
    public UtteranceDecoder openAgainst(Grammar grammar) {
        return new Decoder(grammar);
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private synchronized String nextLine() {
        String next = script.poll();
        current = next == null ? "" : next;
        return current;
    }

    private synchronized String currentLine() {
        return current;
    }

    private synchronized void requireWorking() throws RecogniserFailure {
        if (failing) {
            throw new RecogniserFailure("the scripted recogniser fails");
        }
    }

    private final class Decoder implements UtteranceDecoder {
        private final @Nullable Grammar grammar;
        private @Nullable String line;
        private long samples;

        Decoder(@Nullable Grammar grammar) {
            this.grammar = grammar;
        }

        @Override
        public void accept(short[] audio, int offset, int length) throws RecogniserFailure {
            requireWorking();
            if (line == null && grammar == null) {
                line = nextLine();
            }
            samples += length;
        }

        @Override
        public String partial() throws RecogniserFailure {
            requireWorking();
            List<String> words = words();
            int heard = (int) Math.min(words.size(), samples * WORDS_PER_SECOND / SampleCount.RATE_HZ);
            return String.join(" ", words.subList(0, heard));
        }

        @Override
        public Transcript finish() throws RecogniserFailure {
            requireWorking();
            note(grammar == null, samples);
            List<String> words = words();
            List<HeardWord> heard = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                heard.add(new HeardWord(
                        words.get(i),
                        new SampleCount(samples * i / words.size()),
                        new SampleCount(samples * (i + 1) / words.size()),
                        1));
            }
            return new Transcript(heard);
        }

        private List<String> words() {
            String said = grammar == null ? line : currentLine();
            if (said == null || said.isEmpty()) {
                return List.of();
            }
            if (grammar != null && !grammar.phrases().contains(said)) {
                return List.of(Grammar.UNKNOWN);
            }
            return List.of(said.split(" ", -1));
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
