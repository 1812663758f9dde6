package parley.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import parley.speech.EmbeddedSpeech;
import parley.speech.turns.TurnSettings;

/**
 * What a voice session takes of memory: the difference that {@value #SESSIONS} make, over their number.
 *
 * <p>Two figures, which add up: live objects on the Java heap after collections that are asked for, and resident pages
 * outside it ({@code /proc/self/smaps}, anonymous ones outside the range that the virtual machine says is its heap), where
 * recognisers keep theirs. Resident pages of the heap itself tell when it was last collected, not what is needed, and are left
 * out. Also outside are compiled code and the threads' stacks; they grow a little while this runs, and are counted. The
 * model, and one recogniser that has grown, are there before; what two sessions left behind is not counted, and what
 * further ones keep for all ({@code KeptRecognizers}) is. Linux only.
 */
final class SessionMemory {
    private static final int SESSIONS = 24;

    /** Of what is said, heard amid which memory is told: 1.5 s. */
    private static final int AMID = SpokenLearner.RATE_HZ * 3 / 2;

    private static final Pattern HEAP = Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+)\\)");
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) .*");
    private static final Pattern ANONYMOUS = Pattern.compile("Anonymous: +(\\d+) kB");

    /** In megabytes of 2^20 bytes. */
    private record Taken(double heap, double outside) {
        Taken perSessionOver(Taken before) {
            return new Taken((heap - before.heap) / SESSIONS, (outside - before.outside) / SESSIONS);
        }
    }

    private record Row(String name, Taken taken) {}

    private final List<Row> rows = new ArrayList<>();

    /** Sessions that listen, then all amid speech with ten answers foreseen, then all answered. */
    void run(EmbeddedSpeech speech, Recording recording, List<String> answers) throws Exception {
        short[] said = TurnsSounds.speech(recording);
        int amid = Math.min(AMID, said.length * 2 / 3);
        for (int i = 0; i < 2; i++) {
            try (SpokenLearner learner = open(speech, answers)) {
                learner.say(said, said.length);
                learner.silence(Duration.ofSeconds(3));
            }
        }
        Taken before = now();
        List<SpokenLearner> learners = new ArrayList<>();
        try {
            for (int i = 0; i < SESSIONS; i++) {
                learners.add(open(speech, answers));
            }
            for (SpokenLearner learner : learners) {
                learner.silence(Duration.ofSeconds(1));
            }
            settle(speech);
            rows.add(new Row("that listens", now().perSessionOver(before)));
            for (SpokenLearner learner : learners) {
                learner.say(Arrays.copyOf(said, amid), amid);
            }
            settle(speech);
            rows.add(new Row("amid what is said", now().perSessionOver(before)));
            for (SpokenLearner learner : learners) {
                short[] rest = Arrays.copyOfRange(said, amid, said.length);
                learner.say(rest, rest.length);
                learner.silence(Duration.ofSeconds(2));
            }
            settle(speech);
            rows.add(new Row("that was answered", now().perSessionOver(before)));
        } finally {
            learners.forEach(SpokenLearner::close);
        }
    }

    private static SpokenLearner open(EmbeddedSpeech speech, List<String> answers) throws Exception {
        var tutor = new TurnsTutor("Very good.");
        tutor.foresee(answers);
        return new SpokenLearner(speech, tutor, TurnSettings.USUAL);
    }

    /** Until nothing waits to be decoded. */
    private static void settle(EmbeddedSpeech speech) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        for (int quiet = 0; quiet < 5 && System.nanoTime() < end; ) {
            quiet = speech.decoders().waiting() == 0 ? quiet + 1 : 0;
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static Taken now() throws InterruptedException, IOException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20);
        return new Taken(heap, outside());
    }

    private static double outside() throws IOException {
        Path maps = Path.of("/proc/self/smaps");
        Matcher heap = HEAP.matcher(heapInfo());
        if (!Files.isReadable(maps) || !heap.find()) {
            return Double.NaN;
        }
        long from = Long.parseUnsignedLong(heap.group(1), 16);
        long to = Long.parseUnsignedLong(heap.group(2), 16);
        boolean counted = false;
        long kilobytes = 0;
        for (String line : Files.readAllLines(maps)) {
            Matcher mapping = MAPPING.matcher(line);
            Matcher anonymous = ANONYMOUS.matcher(line);
            if (mapping.matches()) {
                long at = Long.parseUnsignedLong(mapping.group(1), 16);
                counted = Long.compareUnsigned(at, from) < 0 || Long.compareUnsigned(at, to) >= 0;
            } else if (counted && anonymous.matches()) {
                kilobytes += Long.parseLong(anonymous.group(1));
            }
        }
        return kilobytes / 1_024.0;
    }

    /** What {@code jcmd PID GC.heap_info} says, with the heap's addresses; empty where it cannot be had. */
    private static String heapInfo() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcHeapInfo",
                            new Object[0],
                            new String[0]);
        } catch (JMException e) {
            return "";
        }
    }

    void print() {
        for (Row row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "%-46s MB   %5d   heap %.2f, outside it %s%n",
                    "memory of a session " + row.name,
                    SESSIONS,
                    row.taken.heap,
                    Double.isNaN(row.taken.outside)
                            ? "not measured"
                            : String.format(Locale.ROOT, "%.2f", row.taken.outside));
        }
    }

    /** Heap and what is outside it, of a session amid what is said; NaN when not measured. */
    double megabytesAmid() {
        return rows.size() < 2 ? Double.NaN : rows.get(1).taken.heap + rows.get(1).taken.outside;
    }
}
