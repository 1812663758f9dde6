package parley.tutor.understanding.languagetool;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.languagetool.JLanguageTool;
import org.languagetool.Language;
import org.languagetool.Languages;
import org.languagetool.rules.RuleMatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.CorrectionNotes;
import parley.tutor.understanding.EditDistance;
import parley.tutor.understanding.LanguageChecker;
import parley.tutor.understanding.Observation;

/**
 * Checks English with LanguageTool's local rules and {@linkplain LessonRules our own}, which go first.
 *
 * <p>Loading takes about five seconds (measured on two cores), begins with {@link #load} or the first question, and happens
 * in the background; until it is done, and
 * whenever a check takes longer than the budget or {@value #QUEUE} checks wait already, there are no corrections: a reply
 * never waits for them. At most {@value #THREADS} checks run at once, each on a thread of its own with its own
 * instance, for an instance isn't thread-safe. Thread-safe itself.
 *
 * <p>{@link #close} gives up waiting checks and returns at once; the threads are daemons and end after the check in hand.
 */
public final class LanguageToolChecker implements LanguageChecker, AutoCloseable {
    /** A check of one sentence takes 4 to 8 ms. */
    public static final Duration BUDGET = Duration.ofMillis(50);

    static final int THREADS = 2;
    static final int QUEUE = 8;

    /** Longer texts are checked up to here: 400 characters are about five sentences. */
    static final int MAX_CHARS = 400;

    /** Suggestions beyond these are seldom of use. */
    private static final int MOST_SUGGESTIONS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(LanguageToolChecker.class);

    /** Matters of taste and of typesetting, on which no learner is corrected. */
    private static final Set<String> NEVER = Set.of(
            "STYLE",
            "TYPOGRAPHY",
            "REDUNDANCY",
            "PLAIN_ENGLISH",
            "WIKIPEDIA",
            "REPETITIONS_STYLE",
            "REPETITIONS",
            "COMPOUNDING",
            "CREATIVE_WRITING",
            "GENDER_NEUTRALITY",
            "TEXT_ANALYSIS",
            "COLLOQUIALISMS",
            "FORMAL_SPEECH",
            "AMERICAN_ENGLISH",
            "BRITISH_ENGLISH");

    /** Matters of writing, which speech has no part in. */
    private static final Set<String> NOT_SPOKEN = Set.of("CASING", "PUNCTUATION", "TYPOS");

    private static final Pattern AGREEMENT = Pattern.compile("^(HE|SHE|IT)_|AGR");
    private static final Pattern PAST =
            Pattern.compile("\\b(yesterday|ago|last (night|week|month|year))\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern ENDS = Pattern.compile("[.!?…。！？]\\W*$|^\\s*$");

    private static final String SPELLING = "TYPOS";
    private static final String CASING = "CASING";
    private static final String PUNCTUATION = "PUNCTUATION";

    private final Duration budget;
    private final ThreadPoolExecutor threads;
    private final ThreadLocal<JLanguageTool> tool = ThreadLocal.withInitial(LanguageToolChecker::newTool);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private static final class Lessons {
        private static final Language ENGLISH = Languages.getLanguageForShortCode("en-US");
        private static final LessonRules RULES = LessonRules.of(ENGLISH);
    }

    private LanguageToolChecker(Duration budget) {
        this.budget = budget;
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), work -> {
                    Thread thread = new Thread(work, "language-check-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** One that loads when it is first asked for anything. */
    public static LanguageToolChecker onDemand() {
        return new LanguageToolChecker(BUDGET);
    }

    /** Starts loading in the background with the {@link #BUDGET}. */
    public static LanguageToolChecker loading() {
        return loading(BUDGET);
    }

    /** Starts loading in the background; each check then has {@code budget}, its wait for a thread included. */
    public static LanguageToolChecker loading(Duration budget) {
        LanguageToolChecker checker = new LanguageToolChecker(budget);
        checker.load();
        return checker;
    }

    /** Starts loading in the background, once; it takes some three seconds of one core. */
    public void load() {
        if (begun.compareAndSet(false, true)) {
            try {
                threads.execute(this::warmUp);
            } catch (RejectedExecutionException closed) {
                ready.complete(false);
            }
        }
    }

    /** Completes with true once checks give corrections, with false when they never will; has them loaded. */
    public CompletableFuture<Boolean> ready() {
        load();
        return ready.copy();
    }

    @Override
    public List<Correction> check(String text, boolean spoken) {
        if (!ready.getNow(false)) {
            load();
            return List.of();
        }
        String head = head(text);
        Future<List<Correction>> check;
        try {
            check = threads.submit(() -> corrections(spoken ? SpokenText.written(head) : head, spoken));
        } catch (RejectedExecutionException e) {
            return List.of();
        }
        try {
            return check.get(budget.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            check.cancel(false);
            return List.of();
        } catch (InterruptedException e) {
            check.cancel(false);
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            // Nothing of the exception but its type: rules may put the learner's words into messages.
            LOG.warn(
                    "A language check failed with {}",
                    e.getCause() == null ? e : e.getCause().getClass());
            return List.of();
        }
    }

    @Override
    public void close() {
        ready.complete(false);
        threads.shutdownNow();
    }

    private static JLanguageTool newTool() {
        JLanguageTool tool = new JLanguageTool(Lessons.ENGLISH);
        Lessons.RULES.rules().forEach(tool::addRule);
        return tool;
    }

    private void warmUp() {
        try {
            corrections("He go to school yesterday.", false);
            ready.complete(true);
            // A second thread makes its instance now, in tens of milliseconds, not within someone's budget.
            threads.execute(this::warmUpNext);
        } catch (IOException | RuntimeException | LinkageError e) {
            ready.complete(false);
            if (!threads.isShutdown()) {
                LOG.warn("English corrections are off: LanguageTool could not be loaded", e);
            }
        }
    }

    private void warmUpNext() {
        try {
            corrections("She like tea.", false);
        } catch (IOException | RuntimeException e) {
            if (!threads.isShutdown()) {
                LOG.warn("A language checker did not warm up", e);
            }
        }
    }

    private static String head(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS);
    }

    private List<Correction> corrections(String text, boolean spoken) throws IOException {
        // The end of a sentence is a place in many rules, and learners leave its mark out.
        String whole = ENDS.matcher(text).find() ? text : text + ".";
        List<RuleMatch> found = tool.get().check(whole).stream()
                .filter(match -> match.getToPos() <= text.length())
                .filter(match -> matters(match, text, spoken))
                .sorted(Comparator.comparingInt(LanguageToolChecker::rank).thenComparingInt(RuleMatch::getFromPos))
                .toList();
        List<RuleMatch> chosen = new ArrayList<>();
        for (RuleMatch match : found) {
            if (chosen.size() < Observation.MAX_CORRECTIONS && chosen.stream().noneMatch(c -> overlap(c, match))) {
                chosen.add(match);
            }
        }
        return chosen.stream().map(match -> correction(match, chosen, text)).toList();
    }

    private static boolean matters(RuleMatch match, String text, boolean spoken) {
        String category = String.valueOf(match.getRule().getCategory().getId());
        if (NEVER.contains(category)
                || (spoken && NOT_SPOKEN.contains(category))
                || suggestions(match).isEmpty()
                || match.getRule().getId().equals("UPPERCASE_SENTENCE_START")
                || match.getRule().getId().startsWith("MISSING_HYPHEN")) {
            return false;
        }
        // "She go yesterday" would become "she goes yesterday": the rule sees the person but not the time.
        if (AGREEMENT.matcher(match.getRule().getId()).find()
                && PAST.matcher(text).find()) {
            return false;
        }
        String fragment = fragment(match, text);
        // A word that begins with a capital may be a name, which no dictionary holds.
        boolean name =
                category.equals(SPELLING) && !fragment.isEmpty() && Character.isUpperCase(fragment.codePointAt(0));
        return !name && !fragment.equals(replacement(match, text));
    }

    /** Lessons before other grammar before spelling before case and punctuation. */
    private static int rank(RuleMatch match) {
        if (LessonRules.holds(match.getRule())) {
            return -1;
        }
        return switch (String.valueOf(match.getRule().getCategory().getId())) {
            case SPELLING -> 1;
            case CASING, PUNCTUATION -> 2;
            default -> 0;
        };
    }

    /** Two that touch may mend the same thing, one before and one after the word: "he very tall" needs one "is". */
    private static boolean overlap(RuleMatch a, RuleMatch b) {
        return a.getFromPos() <= b.getToPos() + 1 && b.getFromPos() <= a.getToPos() + 1;
    }

    private static String fragment(RuleMatch match, String text) {
        return text.substring(match.getFromPos(), match.getToPos());
    }

    private static Correction correction(RuleMatch match, List<RuleMatch> chosen, String text) {
        int start = sentenceStart(text, match.getFromPos());
        int end = sentenceEnd(text, match.getToPos());
        StringBuilder corrected = new StringBuilder(text.substring(start, end));
        chosen.stream()
                .filter(c -> c.getFromPos() >= start && c.getToPos() <= end)
                .sorted(Comparator.comparingInt(RuleMatch::getFromPos).reversed())
                .forEach(c -> corrected.replace(c.getFromPos() - start, c.getToPos() - start, replacement(c, text)));
        var correction = new Correction(
                text.substring(start, end).strip(),
                corrected.toString().replace(" ,", ",").strip(),
                fragment(match, text),
                replacement(match, text),
                message(match),
                match.getRule().getId());
        return correction.withMessage(CorrectionNotes.shipped().note(correction, "en"));
    }

    private static List<String> suggestions(RuleMatch match) {
        return match.getSuggestedReplacements();
    }

    /**
     * The suggestion that changes least, the earlier of equals. Their own order serves writers: "two brother" becomes
     * "two brethren", and "she like to" becomes "she is like to", before "brothers" and "likes".
     */
    private static String replacement(RuleMatch match, String text) {
        String fragment = fragment(match, text);
        String nearest = suggestions(match).stream()
                .limit(MOST_SUGGESTIONS)
                .min(Comparator.comparingInt(s -> EditDistance.between(fragment, s)))
                .orElse(fragment);
        return LessonRules.holds(match.getRule())
                ? Lessons.RULES.finished(nearest, text.substring(0, match.getFromPos()))
                : nearest;
    }

    private static int sentenceStart(String text, int from) {
        int at = from;
        while (at > 0 && ".!?\n".indexOf(text.charAt(at - 1)) < 0) {
            at--;
        }
        return at;
    }

    private static int sentenceEnd(String text, int to) {
        int at = to;
        while (at < text.length() && ".!?\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return Math.min(text.length(), at + 1);
    }

    private static String message(RuleMatch match) {
        String message =
                match.getShortMessage() == null || match.getShortMessage().isBlank()
                        ? match.getMessage()
                        : match.getShortMessage();
        String plain = message.replaceAll("</?suggestion>", "\"").strip();
        return plain.endsWith(".") || plain.endsWith("?") ? plain : plain + ".";
    }
}
