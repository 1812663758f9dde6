package parley.speech.mary;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import marytts.config.MaryConfig;
import marytts.datatypes.MaryData;
import marytts.datatypes.MaryDataType;
import marytts.modules.MaryModule;
import marytts.modules.ModuleRegistry;
import marytts.util.MaryRuntimeUtils;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import parley.speech.audio.Pcm16;
import parley.speech.speaking.EarlySound;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceThreads;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.WordTiming;

/**
 * The embedded English voice: MaryTTS with CMU's slt voice, 48 kHz; thread-safe.
 *
 * <p>The chain of MaryTTS's modules is driven from here rather than through its front door: so its
 * tokeniser, whose library is not to be had, is not needed, the modules for unused markup are never
 * loaded, and one pass gives both the sound and, in the document it was made from, the times of its words.
 */
public final class MaryVoice implements Voice {
    private static final String VOICE = "cmu-slt-hsmm";
    private static final String MODULES = "modules.classes.list";

    /** Spoken once or twice at the start: the first sentences run in cold code, at a tenth of the speed. */
    private static final List<String> WARM_UP = List.of(
            "Hello, and welcome.",
            "I would like a cup of coffee, please. How about you?",
            "Yesterday she went to the market and bought 12 apples.");

    /** Sound that is made before the first of it is given. */
    private static final int FIRST_MILLIS = 200;

    /** The same for all sentences, because MaryTTS evens the loudness of what is read at once. */
    private static final int READ_BYTES = 1 << 14;

    /** The words' times may be asked for before it is known how long the sound is. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Object STARTING = new Object();

    private final marytts.modules.synthesis.Voice voice;
    private final List<MaryModule> chain;
    private volatile boolean closed;

    private MaryVoice(marytts.modules.synthesis.Voice voice, List<MaryModule> chain) {
        this.voice = voice;
        this.chain = chain;
    }

    /** Starts MaryTTS, once for the whole process, and warms it up; takes two to three seconds. */
    public static MaryVoice open() throws VoiceUnavailable, InterruptedException {
        MaryVoice opened;
        try {
            synchronized (STARTING) {
                keepNeededModules();
                MaryRuntimeUtils.ensureMaryStarted();
            }
            marytts.modules.synthesis.Voice voice = marytts.modules.synthesis.Voice.getVoice(VOICE);
            if (voice == null) {
                throw new VoiceUnavailable("MaryTTS has no voice " + VOICE);
            }
            opened = new MaryVoice(
                    voice,
                    List.copyOf(ModuleRegistry.modulesRequiredForProcessing(
                            MaryDataType.TOKENS, MaryDataType.AUDIO, Locale.US, voice)));
        } catch (VoiceUnavailable e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new VoiceUnavailable("MaryTTS could not start", e);
        }
        for (String sentence : WARM_UP) {
            opened.synthesise(sentence, VoiceSettings.USUAL);
        }
        return opened;
    }

    private static void keepNeededModules() {
        for (MaryConfig config : MaryConfig.getConfigs()) {
            Properties properties = config.getProperties();
            String modules = properties.getProperty(MODULES);
            if (modules != null) {
                List<String> kept = Arrays.stream(modules.trim().split("\\s+"))
                        .filter(MaryVoice::needed)
                        .map(module -> module.contains("OpenNLPPosTagger") ? EnglishPosTagger.class.getName() : module)
                        .toList();
                properties.setProperty(MODULES, String.join(" ", kept));
            }
        }
    }

    private static boolean needed(String module) {
        return !module.contains("JTokeniser")
                && !module.contains("en_GB")
                && !module.contains("SableParser")
                && !module.contains("SSMLParser")
                && !module.contains("APMLParser")
                && !module.contains("EmotionmlParser");
    }

    @Override
    public String name() {
        return VOICE;
    }

    @Override
    public Set<String> languages() {
        return Set.of("en");
    }

    @Override
    public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
        return synthesise(text, settings, EarlySound.NONE);
    }

    /** Gives the sound as MaryTTS makes it, with the words' true times from the beginning. */
    @Override
    public Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
            throws VoiceUnavailable, InterruptedException {
        if (closed) {
            throw new VoiceUnavailable("the voice is closed");
        }
        if (text.length() > MAX_CHARS) {
            throw new VoiceUnavailable("a text of " + text.length() + " characters is more than " + MAX_CHARS);
        }
        int rateHz = (int) voice.dbAudioFormat().getSampleRate();
        var tokens = new MaryTokens(text);
        if (tokens.isEmpty()) {
            return new Synthesis(new short[0], rateHz, List.of());
        }
        try {
            MaryData spoken = speak(tokens, settings.speed());
            Element root = spoken.getDocument().getDocumentElement();
            short[] samples = readAll(
                    spoken.getAudio(), rateHz, timed(root, tokens, LONGEST).orElse(List.of()), early);
            var length = Duration.ofNanos(samples.length * 1_000_000_000L / rateHz);
            return new Synthesis(samples, rateHz, timed(root, tokens, length).orElseGet(() -> evenly(tokens, length)));
        } catch (InterruptedException | VoiceUnavailable e) {
            throw e;
        } catch (Exception e) {
            if (Thread.interrupted() || causedByInterruption(e)) {
                // A session that closes; the voice is well.
                throw new InterruptedException("interrupted while speech was made");
            }
            // MaryTTS's messages quote the text: only the kind of fault is told.
            throw new VoiceUnavailable(
                    "MaryTTS could not speak: " + e.getClass().getSimpleName());
        }
    }

    private static boolean causedByInterruption(Throwable fault) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof InterruptedException || cause instanceof InterruptedIOException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private MaryData speak(MaryTokens tokens, double speed) throws Exception {
        var format = new AudioFileFormat(AudioFileFormat.Type.WAVE, voice.dbAudioFormat(), AudioSystem.NOT_SPECIFIED);
        var data = new MaryData(MaryDataType.TOKENS, Locale.US);
        data.setDocument(tokens.toDocument((1 - 1 / speed) * 100));
        for (MaryModule module : chain) {
            if (Thread.interrupted() || VoiceThreads.unwanted()) {
                throw new InterruptedException("interrupted while speech was made");
            }
            data.setDefaultVoice(voice);
            data.setAudioFileFormat(format);
            data.setDefaultEffects("");
            data = module.process(data);
        }
        return data;
    }

    /**
     * The stream's own read-all stops at its first inner piece, so it is read in a loop; and to its end even when nobody
     * wants it any more, or the thread that MaryTTS has begun for it would wait for its reader for ever.
     */
    private static short[] readAll(AudioInputStream audio, int rateHz, List<WordTiming> words, EarlySound early)
            throws IOException, VoiceUnavailable, InterruptedException {
        var bytes = new byte[1 << 16];
        int length = 0;
        int given = 0;
        boolean ended = false;
        int piece = 2 * rateHz * FIRST_MILLIS / 1_000;
        try (audio) {
            try {
                while (true) {
                    if (length == bytes.length) {
                        bytes = Arrays.copyOf(bytes, bytes.length * 2);
                    }
                    int count = audio.read(bytes, length, Math.min(bytes.length - length, READ_BYTES));
                    if (count <= 0) {
                        ended = true;
                        return Pcm16.fromBytes(bytes, 0, length & ~1);
                    }
                    length += count;
                    int whole = length & ~1;
                    if (whole - given >= Math.max(piece, given / 4)) {
                        early.more(Pcm16.fromBytes(bytes, given, whole - given), rateHz, words);
                        given = whole;
                    }
                }
            } finally {
                while (!ended && audio.read(bytes, 0, bytes.length) > 0) {
                    // Nobody wants the rest.
                }
            }
        }
    }

    /**
     * Adds up phones and pauses in document order; the outermost token elements are our tokens, in order. Empty when a
     * module split or joined tokens.
     */
    private static Optional<List<WordTiming>> timed(Element root, MaryTokens tokens, Duration length) {
        List<Span> spans = new ArrayList<>();
        new DurationWalk(spans).walk(root, false);
        List<Integer> wordOfEach = tokens.wordOfEachToken();
        if (spans.size() != wordOfEach.size()) {
            return Optional.empty();
        }
        List<WordTiming> timings = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            int word = wordOfEach.get(i);
            Span span = spans.get(i);
            if (word >= 0 && span.end > span.start) {
                timings.add(new WordTiming(tokens.word(word), span.startTime(), span.endTime(length)));
            }
        }
        return Optional.of(timings);
    }

    /** For the case that a module split or joined tokens: longer words get more of the time. */
    private static List<WordTiming> evenly(MaryTokens tokens, Duration length) {
        List<Integer> spoken =
                tokens.wordOfEachToken().stream().filter(word -> word >= 0).toList();
        double all =
                spoken.stream().mapToInt(word -> tokens.word(word).length()).sum();
        List<WordTiming> timings = new ArrayList<>();
        double before = 0;
        for (int word : spoken) {
            double after = before + tokens.word(word).length();
            timings.add(new WordTiming(
                    tokens.word(word),
                    Duration.ofNanos((long) (length.toNanos() * before / all)),
                    Duration.ofNanos((long) (length.toNanos() * after / all))));
            before = after;
        }
        return timings;
    }

    /** Milliseconds from the start of the speech. */
    private record Span(double start, double end) {
        Duration startTime() {
            return Duration.ofNanos((long) (start * 1_000_000));
        }

        Duration endTime(Duration latest) {
            Duration time = Duration.ofNanos((long) (end * 1_000_000));
            return time.compareTo(latest) > 0 ? latest : time;
        }
    }

    private static final class DurationWalk {
        private final List<Span> spans;
        private double now;

        DurationWalk(List<Span> spans) {
            this.spans = spans;
        }

        void walk(Element element, boolean insideToken) {
            String name = element.getLocalName() == null ? element.getTagName() : element.getLocalName();
            switch (name) {
                case "ph" -> now += milliseconds(element.getAttribute("d"));
                case "boundary" -> now += milliseconds(element.getAttribute("duration"));
                case "t", "mtu" -> {
                    double start = now;
                    walkChildren(element, true);
                    if (!insideToken) {
                        spans.add(new Span(start, now));
                    }
                }
                default -> walkChildren(element, insideToken);
            }
        }

        private void walkChildren(Element element, boolean insideToken) {
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element inner) {
                    walk(inner, insideToken);
                }
            }
        }

        private static double milliseconds(String attribute) {
            return attribute.isEmpty() ? 0 : Double.parseDouble(attribute);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
