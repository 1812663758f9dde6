package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parley.speech.Readiness;
import parley.speech.SpeechParts;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.Recognisers;
import parley.speech.speaking.Voice;
import parley.speech.speaking.Voices;
import parley.speech.turns.Ticker;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.LearnerId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.store.scripted.InMemoryJournal;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingPolicy;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Understanding;
import parley.tutor.wording.ReplyRequest;
import parley.tutor.wording.Wording;

/** A running session with a tutor that says what it was told to say. Waits for events, never for time. */
final class LiveTalk implements AutoCloseable, SpeechParts {
    /** Far more than any step takes; reaching it is a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<TalkEvent> events = new LinkedBlockingQueue<>();
    final List<TalkEvent> seen = new ArrayList<>();
    private final Deque<String> replies = new ArrayDeque<>();
    final InMemoryJournal journal = new InMemoryJournal();
    private final DecoderPool pool = new DecoderPool(1);
    volatile Readiness<Recogniser> recogniser = new Readiness.Loading<>();
    /** What hears several languages, instead of the one recogniser. */
    volatile @Nullable Recognisers recognisers;

    volatile Readiness<VoiceActivityDetector> detector = new Readiness.Loading<>();
    volatile Readiness<Voices> voices = new Readiness.Loading<>();
    private final Conversations.Opened opened;
    final TalkSession session;
    private long fed;

    LiveTalk(
            Ticker ticker,
            List<String> answers,
            List<String> says,
            Recogniser ears,
            VoiceActivityDetector voice,
            Voice mouth)
            throws JournalUnavailable {
        this(ticker, answers, says);
        recogniser = new Readiness.Ready<>(ears);
        detector = new Readiness.Ready<>(voice);
        voices = new Readiness.Ready<>(new Voices(List.of(mouth)));
    }

    /** With models that are still loading. */
    LiveTalk(Ticker ticker, List<String> answers, List<String> says) throws JournalUnavailable {
        replies.addAll(says);
        Tutor tutor = scripted(answers);
        opened = new Conversations(tutor).current(LearnerId.LOCAL, "en", Delivery.SPOKEN);
        session = started(tutor, ticker);
    }

    /** With a tutor of the caller's, who keeps what it stores in the journal that is passed. */
    LiveTalk(
            Ticker ticker,
            Function<InMemoryJournal, Tutor> tutors,
            Recogniser ears,
            VoiceActivityDetector voice,
            Voice mouth)
            throws JournalUnavailable {
        Tutor tutor = tutors.apply(journal);
        opened = new Conversations(tutor).current(LearnerId.LOCAL, "en", Delivery.SPOKEN);
        recogniser = new Readiness.Ready<>(ears);
        detector = new Readiness.Ready<>(voice);
        voices = new Readiness.Ready<>(new Voices(List.of(mouth)));
        session = started(tutor, ticker);
    }

    private Tutor scripted(List<String> answers) {
        TeachingPolicy policy = situation -> List.of(new TeachingMove.Encourage());
        Understanding reading = (turn, item) ->
                new Observation(turn.id(), "", Intent.ANSWER, new AnswerCheck.NotAnAnswer(), "", List.of());
        return new Tutor(
                "course",
                journal,
                new FoldedRecords(journal),
                Assessor.NONE,
                reading,
                policy,
                (question, progress) -> new Expectation(question, answers, List.of("i don't know")),
                new Says(),
                Clock.systemUTC(),
                () -> "run");
    }

    private TalkSession started(Tutor tutor, Ticker ticker) {
        var parts = new TalkParts(tutor, this, pool, TalkParts.USUAL_WAITING_AUDIO, ticker);
        return TalkSession.start(parts, opened, TalkSettings.usual("en", Delivery.SPOKEN), events::add);
    }

    private final class Says implements Wording {
        @Override
        public WordingOutcome word(ReplyRequest request, WordingSink sink) throws InterruptedException {
            String text;
            synchronized (replies) {
                text = replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
            }
            for (String word : text.split("(?<= )", -1)) {
                sink.text(word);
            }
            return new WordingOutcome.Worded("authored");
        }
    }

    @Override
    public Readiness<Recogniser> recogniser() {
        return recogniser;
    }

    @Override
    public HoldAnswer hearing(List<String> languages, Runnable takenBack) {
        Recognisers several = recognisers;
        return several == null ? SpeechParts.super.hearing(languages, takenBack) : several.hold(languages, takenBack);
    }

    @Override
    public void prepare(List<String> languages) {
        Recognisers several = recognisers;
        if (several != null) {
            several.prepare(languages);
        }
    }

    @Override
    public Readiness<VoiceActivityDetector> voiceActivity() {
        return detector;
    }

    @Override
    public Readiness<Voices> voices() {
        return voices;
    }

    /** Gives {@code sound} as one would who delivers it at once, in pieces of 40 ms. */
    void hears(short[] sound) {
        for (int at = 0; at < sound.length; at += 640) {
            short[] piece = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 640));
            session.audio(new AudioChunk(piece, new SampleCount(fed)));
            fed += piece.length;
        }
    }

    /** The next event of {@code kind}; those on the way are kept in {@link #seen}. */
    <T extends TalkEvent> T await(Class<T> kind) throws InterruptedException {
        return kind.cast(await(kind::isInstance, kind.getSimpleName()));
    }

    <T extends ConversationEvent> T awaitConversed(Class<T> kind) throws InterruptedException {
        var event = (TalkEvent.Conversed) await(
                one -> one instanceof TalkEvent.Conversed(ConversationEvent inner) && kind.isInstance(inner),
                kind.getSimpleName());
        return kind.cast(event.event());
    }

    /** The next event that is {@code wanted}. */
    TalkEvent await(Predicate<TalkEvent> wanted, String what) throws InterruptedException {
        while (true) {
            TalkEvent event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(event).as("waiting for %s after %s", what, seen).isNotNull();
            seen.add(event);
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    List<LearningEvent> stored() {
        return journal.read(opened.id());
    }

    @Override
    public void close() {
        session.close();
        pool.close();
    }
}
