package parley.speech.languages;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.scripted.ScriptedRecogniser;

/** Recognisers by language that open when a test lets them, and note in which order they were opened and closed. */
public final class ScriptedShelf {
    private final Map<String, ScriptedRecogniser> heard = new TreeMap<>();
    public final List<String> order = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> loading = new ConcurrentLinkedQueue<>();
    private final AtomicLong nanos = new AtomicLong(1);

    @Nullable
    volatile String broken;

    private volatile boolean refusing;
    private volatile UnaryOperator<UtteranceDecoder> decoders = UnaryOperator.identity();

    public ScriptedShelf(String... languages) {
        for (String language : languages) {
            heard.put(language, new ScriptedRecogniser());
        }
    }

    /** What hears {@code language}, which was named at the start. */
    public ScriptedRecogniser hears(String language) {
        return Objects.requireNonNull(heard.get(language));
    }

    public Recognisers recognisers(int most) {
        return new Recognisers(this::source, most, Recognisers.USUAL_IDLE, nanos::get, this::begin);
    }

    private void begin(Runnable work) {
        if (refusing) {
            throw new RejectedExecutionException("no thread");
        }
        loading.add(work);
    }

    private Optional<RecogniserSource> source(String language) {
        ScriptedRecogniser hears = heard.get(language);
        return hears == null
                ? Optional.empty()
                : Optional.of(new RecogniserSource(!language.equals("xx"), "mend it", () -> open(language, hears)));
    }

    private Recogniser open(String language, ScriptedRecogniser hears) throws RecogniserFailure {
        if (language.equals(broken)) {
            throw new RecogniserFailure("no model in " + language);
        }
        order.add("+" + language);
        return new Recogniser() {
            @Override
            public String name() {
                return "scripted/" + language;
            }

            @Override
            public UtteranceDecoder openFree() {
                return decoders.apply(hears.openFree());
            }

            @Override
            public UtteranceDecoder openAgainst(Grammar grammar) {
                return hears.openAgainst(grammar);
            }

            @Override
            public void close() {
                order.add("-" + language);
            }
        };
    }

    /** From now on {@code language} can not be opened. */
    public void breaks(String language) {
        broken = language;
    }

    /** From now on no thread can be had to open anything on, or again one can. */
    void refuses(boolean refuse) {
        refusing = refuse;
    }

    /** From now on free decoders are what {@code other} makes of them. */
    public void decodesBy(UnaryOperator<UtteranceDecoder> other) {
        decoders = other;
    }

    /** Lets what is being opened be open. */
    public void load() {
        for (Runnable next = loading.poll(); next != null; next = loading.poll()) {
            next.run();
        }
    }

    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
