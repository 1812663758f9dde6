package parley.tutor.wording;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.prompts.library.PromptLibrary;
import parley.prompts.source.AuthoringException;
import parley.tutor.Caller;
import parley.tutor.conversation.HistoryItem;
import parley.tutor.conversation.TurnId;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.ModelCall;
import parley.tutor.models.Purpose;
import parley.tutor.models.context.TokenEstimate;

/**
 * Short notes of what was said in conversations that have outgrown the turns a model gets; made in the background by the
 * prompt {@value #PROMPT}, each from the one before and the turns since. Thread-safe.
 *
 * <p>When the turns that no summary tells of take more than the tokens given, those before the last half of them are
 * summed up. No reply waits for it, a conversation has at most one under way, {@value #AT_ONCE} run at a time and
 * {@value #MOST_WAITING} may wait; beyond that, and when a model fails, older turns are simply left out until a later
 * reply asks again. Summaries of the {@value #MOST_KEPT} conversations used last are kept, in memory alone: they can be
 * made again from the journal's turns.
 */
public final class Summaries implements AutoCloseable {
    /** The prompt's name in the library. */
    public static final String PROMPT = "summarise";

    static final int MOST_KEPT = 500;
    static final int AT_ONCE = 2;
    static final int MOST_WAITING = 64;

    /** 120 English words have about 700 characters. */
    static final int MAX_SUMMARY_CHARS = 1_500;

    /** Replies until a summary is asked for again after one has failed. */
    static final int REST_AFTER_FAILURE = 5;

    /** More of a single turn tells a summary nothing. */
    private static final int MAX_TURN_CHARS = 1_000;

    private static final int MOST_TURNS = 100;
    private static final int PER_TURN_TOKENS = 4;
    private static final int DEFAULT_OUTPUT_TOKENS = 300;
    private static final Logger LOG = LoggerFactory.getLogger(Summaries.class);

    private final PromptLibrary prompts;
    private final LanguageModel model;
    private final int pastTokens;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final Map<String, Thread> underWay = new ConcurrentHashMap<>();
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    };
    private volatile boolean closed;

    /**
     * @param pastTokens what a model gets of the past, as {@code ContextFit} has it
     */
    public Summaries(PromptLibrary prompts, LanguageModel model, int pastTokens) {
        this.prompts = prompts;
        this.model = model;
        this.pastTokens = pastTokens;
    }

    /**
     * Notes of a conversation.
     *
     * @param text data, made from what a learner said
     * @param last the last turn that it tells of
     */
    record Summary(String text, TurnId last) {
        /** How many of {@code history}'s items it tells of, from the oldest; 0 when all of them came later. */
        int itemsOf(List<HistoryItem> history) {
            for (int i = history.size() - 1; i >= 0; i--) {
                if (history.get(i).id().equals(last)) {
                    return i + 1;
                }
            }
            return 0;
        }
    }

    private record Kept(@Nullable Summary summary, int rest) {
        static final Kept NOTHING = new Kept(null, 0);
    }

    private record Job(
            Caller caller, String courseTitle, @Nullable Summary earlier, List<HistoryItem> turns) {
        TurnId last() {
            return turns.getLast().id();
        }
    }

    /** The summary of a conversation, if there is one. Never waits. */
    Optional<Summary> of(String conversation) {
        return Optional.ofNullable(kept(conversation).summary());
    }

    /** Begins to sum up what {@code request}'s conversation has outgrown, when it has. Never waits. */
    void replied(ReplyRequest request, String courseTitle) {
        String conversation = request.caller().conversation();
        if (conversation.isEmpty() || closed || underWay.containsKey(conversation)) {
            return;
        }
        Job job = job(request, courseTitle);
        if (job == null || rests(conversation)) {
            return;
        }
        Thread thread = Thread.ofVirtual().name("summary-" + conversation).unstarted(() -> run(conversation, job));
        synchronized (underWay) {
            if (underWay.size() >= AT_ONCE + MOST_WAITING || underWay.putIfAbsent(conversation, thread) != null) {
                return;
            }
        }
        thread.start();
        if (closed) {
            thread.interrupt();
        }
    }

    private @Nullable Job job(ReplyRequest request, String courseTitle) {
        List<HistoryItem> history = request.history();
        Summary earlier = kept(request.caller().conversation()).summary();
        int from = earlier == null ? 0 : earlier.itemsOf(history);
        int tokens = 0;
        int until = history.size();
        for (int i = history.size() - 1; i >= from; i--) {
            tokens +=
                    PER_TURN_TOKENS + TokenEstimate.TOKENS.tokens(history.get(i).text());
            if (tokens <= pastTokens / 2) {
                until = i;
            }
        }
        if (tokens <= pastTokens || until <= from) {
            return null;
        }
        return new Job(
                request.caller(), courseTitle, earlier, history.subList(Math.max(from, until - MOST_TURNS), until));
    }

    private void run(String conversation, Job job) {
        try {
            slots.acquire();
            try {
                Optional<String> text = summarise(job);
                keep(
                        conversation,
                        text.map(t -> new Kept(new Summary(t, job.last()), 0))
                                .orElse(new Kept(job.earlier(), REST_AFTER_FAILURE)));
            } finally {
                slots.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Without its message, which may quote the learner.
            LOG.error("A summary failed: {}", e.getClass().getName());
            keep(conversation, new Kept(job.earlier(), REST_AFTER_FAILURE));
        } finally {
            underWay.remove(conversation);
        }
    }

    private Optional<String> summarise(Job job) throws InterruptedException {
        List<LanguageModel.Message> messages;
        int maxOutputTokens;
        @Nullable Double temperature;
        try {
            var template = prompts.live(
                            PROMPT, null, job.caller().locale(), job.caller().learner())
                    .template();
            messages = PromptForm.of(template.render(inputs(job), List.of()));
            maxOutputTokens = PromptLimits.maxOutputTokens(template, DEFAULT_OUTPUT_TOKENS);
            temperature = PromptLimits.temperature(template);
        } catch (AuthoringException e) {
            LOG.warn("The prompt {} can't be used: {}", PROMPT, PromptLimits.firstLine(e));
            return Optional.empty();
        }
        var text = new Collected();
        var call = new ModelCall(Purpose.SUMMARISE, job.caller(), messages, List.of(), maxOutputTokens, null)
                .withTemperature(temperature);
        return switch (model.stream(call, text)) {
            case StreamEnd.Done done -> text.whole(done.finish());
            case StreamEnd.Failed failed -> {
                LOG.debug("No summary: {}", failed.fault().reason());
                yield Optional.empty();
            }
        };
    }

    private static Map<String, Object> inputs(Job job) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("course", job.courseTitle());
        inputs.put("locale", job.caller().locale());
        inputs.put("earlier", job.earlier() == null ? "" : job.earlier().text());
        inputs.put(
                "turns",
                job.turns().stream()
                        .filter(item -> !item.text().isBlank())
                        .map(item -> Map.of(
                                "who",
                                switch (item) {
                                    case HistoryItem.FromLearner learner -> "learner";
                                    case HistoryItem.FromTutor tutor -> "tutor";
                                },
                                "text",
                                cut(item.text())))
                        .toList());
        return inputs;
    }

    private static String cut(String text) {
        return text.length() <= MAX_TURN_CHARS ? text : text.substring(0, MAX_TURN_CHARS);
    }

    private Kept kept(String conversation) {
        synchronized (kept) {
            return kept.getOrDefault(conversation, Kept.NOTHING);
        }
    }

    private void keep(String conversation, Kept now) {
        synchronized (kept) {
            kept.put(conversation, now);
        }
    }

    /** Whether the last one failed too recently; counts the replies. */
    private boolean rests(String conversation) {
        synchronized (kept) {
            Kept now = kept.getOrDefault(conversation, Kept.NOTHING);
            if (now.rest() == 0) {
                return false;
            }
            kept.put(conversation, new Kept(now.summary(), now.rest() - 1));
            return true;
        }
    }

    /** Whether a conversation is being summed up, or waits for it. */
    boolean isUnderWay(String conversation) {
        return underWay.containsKey(conversation);
    }

    /** Stops what is under way; nothing is begun any more. */
    @Override
    public void close() {
        closed = true;
        underWay.values().forEach(Thread::interrupt);
    }

    /** Gathers a summary; what a model begins anew is begun anew here. Used by one thread. */
    private static final class Collected implements LanguageModel.TextSink {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void text(String delta) {
            int room = MAX_SUMMARY_CHARS - text.length();
            text.append(delta, 0, Math.min(room, delta.length()));
        }

        @Override
        public String takeBack() {
            text.setLength(0);
            return "";
        }

        /** Without a last sentence that is only begun. */
        Optional<String> whole(LanguageModel.Finish finish) {
            boolean whole = finish == LanguageModel.Finish.STOP && text.length() < MAX_SUMMARY_CHARS;
            List<String> sentences = SentenceSplitter.split(text.toString());
            String kept = whole || sentences.size() < 2
                    ? text.toString()
                    : String.join("", sentences.subList(0, sentences.size() - 1));
            return Optional.of(kept.strip()).filter(said -> !said.isEmpty());
        }
    }
}
