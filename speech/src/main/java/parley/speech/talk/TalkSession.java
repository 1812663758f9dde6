package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HearingFact;
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
 * models are loaded, audio waits; where they are missing, it is refused. Each reason is told by one {@link
 * TalkEvent.Warned}, and typing works.
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
    private final ConversationEffects conversing;
    private final SpeechMaker voice;
    private final Ticker.Alarm alarm;
    private final ActorLoop<TalkState, TalkInput, TalkEffect> loop;

    private final CountDownLatch stored = new CountDownLatch(1);
    private final SessionEar ear;
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
        this.ear = new SessionEar(
                parts, settings, TalkStep.phrases(opened.state().expectation()), this::heard, this::tell);
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
     * Takes the learner's audio, at 16 kHz in session sample time; the oldest gives way when too much waits, also for a
     * model. False also when it can not be heard.
     */
    public boolean audio(AudioChunk chunk) {
        return ear.hear(chunk);
    }

    /** Ends the learner's turn with the audio given so far. */
    public boolean commitAudio() {
        return ear.inPlace(new TalkHappening.AudioCommitted());
    }

    /** Forgets what was said since the last turn. */
    public boolean clearAudio() {
        return ear.inPlace(new TalkHappening.AudioCleared());
    }

    /** The learner's microphone was switched; off or lost, what was being said has ended and counts. */
    public boolean microphone(MicrophoneState state) {
        if (state == MicrophoneState.ON) {
            ear.prepare();
        }
        return ear.inPlace(new TalkHappening.MicrophoneChanged(state));
    }

    /** The client says how far it has played {@code reply}, and plays on. */
    public boolean played(TurnId reply, Duration position) {
        return played(reply, position, false);
    }

    /**
     * The client says how far it has played {@code reply}; believed within what was sent.
     *
     * @param halted whether it also says that it does not play on: nothing more is sent, and counts as heard, until it does
     */
    public boolean played(TurnId reply, Duration position, boolean halted) {
        return tell(new TalkHappening.Played(reply, position, halted));
    }

    /** The client has stopped playing {@code reply} at {@code position}, for good. */
    public boolean truncate(TurnId reply, Duration position) {
        return tell(new TalkHappening.Truncated(reply, position));
    }

    /** Talks in another way from now on; a reply in hand goes on as it began. */
    public boolean settings(TalkSettings settings) {
        boolean taken = tell(new TalkHappening.SettingsChanged(settings));
        if (taken && ear.settings(settings) && loop.state().turns().turn() != null) {
            // What was being said must not wait for an ear that is gone.
            heard(new HearingFact.RecogniserFailed("the language was changed"));
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
        // What was received has arrived, so it is read first.
        SampleCount received = ear.received();
        return new TalkInput(parts.ticker().now(), parts.tutor().clock().instant(), received, ear.arrived(), what);
    }

    private void ring() {
        if (!closed && !tell(new TalkHappening.AlarmRang())) {
            alarm.set(parts.ticker().now().plus(RING_AGAIN));
        }
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
        closed = true;
        ear.close();
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
                case TalkEffect.Expect(List<String> phrases) -> ear.expect(phrases);
                case TalkEffect.EndAudio() -> endAudio();
                case TalkEffect.ForgetTurn() -> ear.turnCommitted();
                case TalkEffect.Wake(Duration at) -> alarm.set(at);
                case TalkEffect.Closed() -> stored.countDown();
            }
        }

        private void endAudio() {
            if (!ear.audioEnded()) {
                // Without an ear nothing is being said.
                heard(new HearingFact.AudioEnded(ear.received()));
            }
        }

        @Override
        public TalkInput undone(TalkInput input, Throwable cause) {
            return TalkSession.this.input(new TalkHappening.Undone(input, ConversationEffects.failureOf(cause)));
        }
    }
}
