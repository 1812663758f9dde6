package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.Readiness;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.QueuedEar;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.turns.MicrophoneState;
import parley.speech.turns.Ticker;
import parley.tutor.TutorFailure;
import parley.tutor.actor.ActorLoop;
import parley.tutor.actor.EffectHandler;
import parley.tutor.actor.Machine;
import parley.tutor.actor.Mailbox;
import parley.tutor.conversation.ConversationEffects;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;

/**
 * One learner's talk with the tutor, by voice and in text. Thread-safe; nothing here waits. The answers say whether the
 * session took the input: false means that too much is waiting or that it is closed.
 *
 * <p>Everything is decided on one virtual thread by {@link TalkMachine}; the ear works on the shared decoder threads,
 * the voice and the tutor's work on virtual threads of their own. The ear is opened by the first audio; while its
 * models are missing, audio is refused with one {@link TalkEvent.Warned}, and typing works.
 */
public final class TalkSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TalkSession.class);

    /** An alarm that found the mailbox full rings again after this. */
    private static final Duration RING_AGAIN = Duration.ofMillis(20);

    /** How long closing waits for the step that stores what was heard. */
    private static final Duration STORE_LIMIT = Duration.ofSeconds(1);

    private final TalkParts parts;
    private final Consumer<TalkEvent> listener;
    private final TalkWatch watch;
    private final Mailbox<TalkInput> mailbox = new Mailbox<>();
    private final AtomicLong received = new AtomicLong();
    private final ConversationEffects conversing;
    private final SpeechMaker voice;
    private final Ticker.Alarm alarm;
    private final ActorLoop<TalkState, TalkInput, TalkEffect> loop;

    private final CountDownLatch stored = new CountDownLatch(1);
    private final Object earLock = new Object();
    private @Nullable QueuedEar ear;
    private List<String> expected;
    private EarSettings listening;
    private boolean earMissingTold;
    private volatile boolean closed;

    private TalkSession(
            TalkParts parts,
            Conversations.Opened opened,
            TalkSettings settings,
            Consumer<TalkEvent> listener,
            TalkWatch watch) {
        this.parts = parts;
        this.listener = listener;
        this.watch = watch;
        this.listening = settings.ear();
        this.expected = TalkStep.phrases(opened.state().expectation());
        this.conversing = new ConversationEffects(
                opened.id(),
                opened.learner(),
                parts.tutor(),
                said -> mailbox.tellWaiting(input(new TalkHappening.Conversed(said))),
                event -> tellWorld(new TalkEvent.Conversed(event)));
        this.voice = new SpeechMaker(
                "voice-" + opened.id(), parts.speech()::voices, answer -> mailbox.tellWaiting(input(answer)));
        this.alarm = parts.ticker().alarm(this::ring);
        var machine = new TalkMachine(parts.tutor().machine());
        this.loop = ActorLoop.start(
                "talk-" + opened.id(), machine.begin(opened.state(), settings), seen(machine), mailbox, new Effects());
    }

    /** Runs {@code opened}; {@code listener} hears the events on the session's own thread and must not block. */
    public static TalkSession start(
            TalkParts parts, Conversations.Opened opened, TalkSettings settings, Consumer<TalkEvent> listener) {
        return start(parts, opened, settings, listener, TalkWatch.NONE);
    }

    /** The same, seen by {@code watch}. */
    public static TalkSession start(
            TalkParts parts,
            Conversations.Opened opened,
            TalkSettings settings,
            Consumer<TalkEvent> listener,
            TalkWatch watch) {
        return new TalkSession(parts, opened, settings, listener, watch);
    }

    private Machine<TalkState, TalkInput, TalkEffect> seen(TalkMachine machine) {
        return (state, input) -> {
            try {
                watch.happened(input);
            } catch (RuntimeException e) {
                LOG.warn("Who watches a talk failed", e);
            }
            return machine.step(state, input);
        };
    }

    private void tellWorld(TalkEvent event) {
        // Who watches first: the time told is not that of the listener's work.
        try {
            watch.told(parts.ticker().now(), event);
        } catch (RuntimeException e) {
            LOG.warn("Who watches a talk failed", e);
        }
        listener.accept(event);
    }

    /** Tells the tutor what the learner typed; a spoken reply is cut and stored first. Ask for a reply separately. */
    public boolean say(LearnerTurn typed) {
        return tell(new TalkHappening.Typed(typed));
    }

    /** Lets the tutor answer what is unanswered, or open the conversation; a spoken turn is answered by itself. */
    public boolean requestReply() {
        return tell(new TalkHappening.ReplyAsked());
    }

    /** Stops the reply in hand, shown or spoken. */
    public boolean cancelReply() {
        return tell(new TalkHappening.ReplyStopped());
    }

    /**
     * Takes the learner's audio, at 16 kHz in session sample time; the oldest gives way when too much waits. False
     * also when it can not be heard.
     */
    public boolean audio(AudioChunk chunk) {
        QueuedEar open = ear();
        if (open == null) {
            return false;
        }
        received.accumulateAndGet(chunk.end().samples(), Math::max);
        open.hear(chunk);
        return true;
    }

    /** Ends the learner's turn with the audio given so far. */
    public boolean commitAudio() {
        return tell(new TalkHappening.AudioCommitted());
    }

    /** Forgets what was said since the last turn. */
    public boolean clearAudio() {
        return tell(new TalkHappening.AudioCleared());
    }

    /** The learner's microphone was switched; off or lost, what was being said has ended and counts. */
    public boolean microphone(MicrophoneState state) {
        return tell(new TalkHappening.MicrophoneChanged(state));
    }

    /** The client says how far it has played {@code reply}; believed within what was sent. */
    public boolean played(TurnId reply, Duration position) {
        return tell(new TalkHappening.Played(reply, position));
    }

    /** The client has stopped playing {@code reply} at {@code position}, for good. */
    public boolean truncate(TurnId reply, Duration position) {
        return tell(new TalkHappening.Truncated(reply, position));
    }

    /** Talks in another way from now on; a reply in hand goes on as it began. */
    public boolean settings(TalkSettings settings) {
        boolean taken = tell(new TalkHappening.SettingsChanged(settings));
        if (taken) {
            synchronized (earLock) {
                listening = settings.ear();
                if (ear != null) {
                    ear.listen(listening);
                }
            }
        }
        return taken;
    }

    /** Where the conversation stands; already out of date when read. */
    public ConversationState conversation() {
        return loop.state().conversation();
    }

    /** Where the whole talk stands; already out of date when read. */
    public TalkState state() {
        return loop.state();
    }

    private boolean tell(TalkHappening what) {
        return mailbox.tell(input(what));
    }

    private TalkInput input(TalkHappening what) {
        return new TalkInput(
                parts.ticker().now(), parts.tutor().clock().instant(), new SampleCount(received.get()), what);
    }

    private void ring() {
        if (!closed && !tell(new TalkHappening.AlarmRang())) {
            alarm.set(parts.ticker().now().plus(RING_AGAIN));
        }
    }

    /** The ear, opened by the first audio once its models are there; null while they are not. */
    private @Nullable QueuedEar ear() {
        synchronized (earLock) {
            if (ear != null || closed) {
                return closed ? null : ear;
            }
            Readiness<Recogniser> recogniser = parts.speech().recogniser();
            Readiness<VoiceActivityDetector> detector = parts.speech().voiceActivity();
            if (recogniser instanceof Readiness.Ready<Recogniser>(Recogniser words)
                    && detector instanceof Readiness.Ready<VoiceActivityDetector>(VoiceActivityDetector voices)) {
                QueuedEar opened =
                        new QueuedEar(parts.pool(), voices, words, listening, parts.maxWaitingAudio(), this::heard);
                opened.expect(expected);
                ear = opened;
                earMissingTold = false;
                return opened;
            }
            if (!earMissingTold) {
                String reason = missing(recogniser).isEmpty() ? missing(detector) : missing(recogniser);
                earMissingTold = tell(new TalkHappening.EarMissing(new TutorFailure.SpeechUnavailable(reason)));
            }
            return null;
        }
    }

    private static String missing(Readiness<?> part) {
        return switch (part) {
            case Readiness.Ready<?> ready -> "";
            case Readiness.Loading<?> loading -> "The speech models are still loading; typing works meanwhile";
            case Readiness.Unavailable<?>(String reason, String remedy) ->
                "Speech can not be heard (" + reason + "); to mend it: " + remedy + ". Typing works";
        };
    }

    private void heard(HearingFact fact) {
        if (!tell(new TalkHappening.Heard(fact)) && !closed) {
            // Waits for the ear are bounded, so a lost fact costs at most one repeat.
            LOG.warn("Too much waits in a talk; {} was lost", fact.getClass().getSimpleName());
        }
    }

    /**
     * Ends the session within about two seconds: what was heard of a spoken reply is stored, the rest is dropped. Safe
     * to call twice, and from the listener.
     */
    @Override
    public void close() {
        if (!closed && tell(new TalkHappening.Closing())) {
            awaitStored();
        }
        synchronized (earLock) {
            closed = true;
            if (ear != null) {
                ear.close();
            }
        }
        alarm.close();
        voice.close();
        conversing.close();
        loop.close();
    }

    private void awaitStored() {
        try {
            if (!stored.await(STORE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A talk ended before its last reply was stored");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Effects implements EffectHandler<TalkInput, TalkEffect> {
        @Override
        public void perform(TalkEffect effect) throws Exception {
            switch (effect) {
                case TalkEffect.Converse(var conversed) -> conversing.perform(conversed);
                case TalkEffect.Tell(TalkEvent event) -> tellWorld(event);
                case TalkEffect.Speak order -> {
                    if (!voice.make(order)) {
                        var failure = new TutorFailure.LimitReached("Too many sentences wait for the voice");
                        tell(new TalkHappening.VoiceFailed(order.reply(), order.number(), failure));
                    }
                }
                case TalkEffect.StopSpeaking(TurnId reply) -> voice.stop(reply);
                case TalkEffect.Expect(List<String> phrases) -> {
                    synchronized (earLock) {
                        expected = phrases;
                        if (ear != null) {
                            ear.expect(phrases);
                        }
                    }
                }
                case TalkEffect.EndAudio() -> endAudio();
                case TalkEffect.ForgetTurn() -> {
                    synchronized (earLock) {
                        if (ear != null) {
                            ear.turnCommitted();
                        }
                    }
                }
                case TalkEffect.Wake(Duration at) -> alarm.set(at);
                case TalkEffect.Closed() -> stored.countDown();
            }
        }

        private void endAudio() {
            synchronized (earLock) {
                if (ear != null) {
                    ear.audioEnded();
                    return;
                }
            }
            // Without an ear nothing is being said.
            heard(new HearingFact.AudioEnded(new SampleCount(received.get())));
        }

        @Override
        public TalkInput undone(TalkInput input, Throwable cause) {
            return TalkSession.this.input(new TalkHappening.Undone(input, ConversationEffects.failureOf(cause)));
        }
    }
}
