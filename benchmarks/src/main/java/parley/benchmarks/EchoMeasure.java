package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import parley.speech.EmbeddedSpeech;
import parley.speech.talk.TalkEvent;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.ConversationEvent;

/** The tutor's own voice in the microphone, 20 dB below its loudness, after some delays in a small room. */
final class EchoMeasure {
    private static final int[] DELAYS_MS = {0, 50, 200, 400};
    private static final double MINUS_20_DB = 0.1;
    private static final int SESSIONS = 4;
    private static final List<String> TEXTS = List.of(
            "Very good. Now tell me where you went yesterday.",
            "That is right!",
            "Listen and repeat: I would like two coffees and a piece of cake, please.",
            "In 2019 the train from London took three hours. How long does it take today?",
            "Well done. The past of go is went, because it is irregular. Try another one.",
            "It costs £5.50, or about $7, and 30 % of that is tax. How much is the tax?",
            "Dr. Smith's office opens at 8:30 on May 3rd, e.g. for a check-up, doesn't it?",
            "At 5 o'clock it was -4 °C, and 12 km away it was 1/2 a degree warmer.",
            "If 3x + 4 = 19, then x = 5. What's 7 × 8?",
            "We'll meet at 6:15 p.m. in room 204; call 555-0142 if you can't come.");

    /** Counts of one delay. */
    private static final class Counts {
        private int replies;
        private int stopped;
        private int held;
        private int taken;
        private final List<String> stoppedBy = new ArrayList<>();
    }

    private record Case(int delayMillis, String text) {}

    private final EmbeddedSpeech speech;
    private final Map<Integer, Counts> byDelay = new LinkedHashMap<>();

    EchoMeasure(EmbeddedSpeech speech) {
        this.speech = speech;
    }

    /** The first {@code texts} of the replies at each delay. */
    void run(int texts) throws Exception {
        var cases = new ArrayList<Case>();
        for (int delay : DELAYS_MS) {
            byDelay.put(delay, new Counts());
            TEXTS.subList(0, Math.min(texts, TEXTS.size())).forEach(text -> cases.add(new Case(delay, text)));
        }
        AtOnce.each(SESSIONS, cases, this::reply);
    }

    private void reply(Case one) throws Exception {
        try (var learner = new SpokenLearner(speech, new TurnsTutor(one.text()), TurnSettings.USUAL)) {
            learner.echo(new Room(one.delayMillis(), MINUS_20_DB));
            learner.session.requestReply();
            learner.silenceUntil(
                    0,
                    event -> SpokenLearner.conversed(event, ConversationEvent.ReplyFinished.class),
                    Duration.ofSeconds(12));
            // What comes back last comes after the reply.
            learner.silence(Duration.ofMillis(1_500));
            count(learner, one);
        }
    }

    private synchronized void count(SpokenLearner learner, Case one) {
        Counts counts = byDelay.computeIfAbsent(one.delayMillis(), unseen -> new Counts());
        counts.replies++;
        boolean stopped = seen(learner, TalkEvent.ReplyTruncated.class) > 0;
        if (stopped) {
            counts.stopped++;
            counts.stoppedBy.add("\"" + one.text() + "\", recognised as \"" + learner.recognisedSince(0) + "\"");
        }
        counts.held += seen(learner, TalkEvent.PlaybackPaused.class);
        counts.taken += seen(learner, TalkEvent.TurnCommitted.class);
    }

    private static int seen(SpokenLearner learner, Class<? extends TalkEvent> kind) {
        return learner.all(0, kind).findAny().isPresent() ? 1 : 0;
    }

    double stoppedPer100() {
        int replies = byDelay.values().stream().mapToInt(one -> one.replies).sum();
        int stopped = byDelay.values().stream().mapToInt(one -> one.stopped).sum();
        return replies == 0 ? Double.NaN : 100.0 * stopped / replies;
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%-46s per 100 %5.1f%n",
                "self-interruptions, own voice at -20 dB in a room",
                stoppedPer100());
        byDelay.forEach((delay, counts) -> {
            System.out.printf(
                    Locale.ROOT,
                    "  … %3d ms late: %d of %d; held for a moment %d; taken for the learner's turn %d%n",
                    delay,
                    counts.stopped,
                    counts.replies,
                    counts.held,
                    counts.taken);
            counts.stoppedBy.forEach(by -> System.out.println("      … stopped by " + by));
        });
    }
}
