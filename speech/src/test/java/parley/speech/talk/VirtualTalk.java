package parley.speech.talk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.SentenceEnd;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.Utterance;
import parley.speech.hearing.VoiceLevel;
import parley.speech.scripted.ScriptedVoice;
import parley.speech.speaking.SpokenText;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceUnavailable;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ConversationEffect;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.ConversationInput;
import parley.tutor.conversation.ConversationMachine;
import parley.tutor.conversation.ConversationState;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Assessor;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingPolicy;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.wording.Wording.WordingOutcome;

/**
 * A talk on virtual time: the real machines in a world whose every delay is known to the millisecond. Everything is
 * performed in order of time, then of arrival, as a session's mailbox would.
 */
final class VirtualTalk {
    /** From the voice's onset to its being noticed. */
    static final long ONSET_MS = 64;

    /** From the voice's end to its being noticed. */
    static final long HANG_MS = 256;

    /** From there to the final words. */
    static final long FINAL_MS = 24;

    static final long READ_MS = 20;
    static final long WORDING_MS = 100;
    static final long SYNTHESIS_MS = 30;
    static final long WORD_MS = 500;

    /** From the final words to the first audio of the answer. */
    static final long ANSWER_MS = READ_MS + WORDING_MS + SYNTHESIS_MS;

    record Told(long ms, TalkEvent event) {}

    private record Due(long ms, long order, TalkHappening what) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>((a, b) -> a.ms != b.ms ? Long.compare(a.ms, b.ms) : Long.compare(a.order, b.order));
    final List<Told> told = new ArrayList<>();
    final List<LearningEvent> stored = new ArrayList<>();
    final List<TalkEffect> performed = new ArrayList<>();
    final ScriptedVoice voice = new ScriptedVoice(Duration.ofMillis(WORD_MS));

    /** Speaks in place of {@link #voice} at the talk's rate, where it is set. */
    @Nullable
    Voice otherVoice;

    /** Numbers and signs are read as words before they are spoken, as in a session. */
    boolean readsAloud;

    /** Tells an ear, where there is one, that the turn's words are over. */
    Runnable forgetTurn = () -> {};

    /** How loud the learner is from now on, or whoever speaks. */
    @Nullable
    VoiceLevel level;

    List<String> answers = List.of();
    List<String> replyTexts = List.of("One two three four.");
    boolean journalFails;
    private long waitingMs;
    boolean microphoneDelivers = true;
    long synthesisMs = SYNTHESIS_MS;
    long wordingMs = WORDING_MS;

    /** How much later than the words it is told that no more will come: meanwhile the model may use tools. */
    long wordedAfterMs;

    private int replies;
    private long order;
    long now;
    private final TalkMachine machine;
    TalkState state;

    VirtualTalk() {
        this(TalkSettings.usual("en", Delivery.SPOKEN).withOutputRate(ScriptedVoice.RATE_HZ));
    }

    VirtualTalk(TalkSettings settings) {
        TeachingPolicy policy = situation -> List.of(new TeachingMove.Encourage());
        machine = new TalkMachine(new ConversationMachine(
                policy, (question, progress) -> new Expectation(question, answers, List.of()), Assessor.NONE));
        state = machine.begin(ConversationState.begin("r", "en", settings.delivery(), LearnerProgress.EMPTY), settings);
    }

    VirtualTalk at(long ms, TalkHappening what) {
        queue.add(new Due(ms, order++, what));
        return this;
    }

    VirtualTalk fact(long ms, HearingFact fact) {
        return at(ms, new TalkHappening.Heard(fact));
    }

    /** The learner speaks {@code text}, evenly, and the ear hears it right; the first partial comes after 300 ms. */
    VirtualTalk says(long from, long to, String text) {
        return begins(from, to, text).ends(from, to, from, 1, text);
    }

    VirtualTalk begins(long from, long to, String text) {
        fact(from + ONSET_MS, new HearingFact.SpeechStarted(sample(from)));
        return partials(from, to, text);
    }

    /** The learner goes on in a turn that began at {@code turnStart}; {@code text} is all of the turn. */
    VirtualTalk goesOn(long turnStart, long from, long to, String text) {
        fact(from + ONSET_MS, new HearingFact.SpeechResumed(sample(from)));
        return partials(from, to, text).ends(turnStart, to, turnStart, 2, text);
    }

    VirtualTalk partials(long from, long to, String text) {
        if (!text.isEmpty() && to - from >= 400) {
            fact(from + 300, new HearingFact.PartialHeard(text.split(" ", -1)[0], sample(from + 300), level));
            fact(to, new HearingFact.PartialHeard(text, sample(to), level));
        }
        return this;
    }

    VirtualTalk ends(long turnStart, long to, long firstWord, int segments, String text) {
        return ends(to, utterance(turnStart, to, segments, text));
    }

    private VirtualTalk ends(long to, Utterance utterance) {
        fact(to + HANG_MS, new HearingFact.SpeechPaused(sample(to + HANG_MS), sample(to)));
        return fact(to + HANG_MS + FINAL_MS, new HearingFact.SegmentHeard(levelled(utterance)));
    }

    private Utterance levelled(Utterance one) {
        return new Utterance(one.start(), one.end(), one.segments(), one.free(), one.expected(), one.heard(), level);
    }

    /** The same words as the turn's first, where a sentence ends likely or not. */
    VirtualTalk says(long from, long to, String text, SentenceEnd end) {
        return begins(from, to, text).ends(to, utterance(from, to, 1, text, end));
    }

    static Utterance utterance(long from, long to, int segments, String text) {
        return utterance(from, to, segments, text, SentenceEnd.UNKNOWN);
    }

    private static Utterance utterance(long from, long to, int segments, String text, SentenceEnd end) {
        var words = new ArrayList<HeardWord>();
        String[] parts = text.isEmpty() ? new String[0] : text.split(" ", -1);
        for (int i = 0; i < parts.length; i++) {
            long each = (to - from) / parts.length;
            words.add(new HeardWord(parts[i], sample(from + i * each), sample(from + (i + 1) * each), 0.9));
        }
        var transcript = new Transcript(words);
        return new Utterance(
                sample(from),
                sample(to),
                segments,
                transcript,
                Transcript.EMPTY,
                new Heard(text, words, text, null, List.of(), 0.1, end),
                null);
    }

    static SampleCount sample(long ms) {
        return SampleCount.ofMillis(ms);
    }

    VirtualTalk types(long ms, String id, String text) {
        return at(ms, new TalkHappening.Typed(LearnerTurn.typed(new TurnId(id), text)));
    }

    VirtualTalk asks(long ms) {
        return at(ms, new TalkHappening.ReplyAsked());
    }

    /** Runs everything that is due up to {@code ms}. */
    VirtualTalk until(long ms) {
        while (!queue.isEmpty() && queue.peek().ms <= ms) {
            Due due = Objects.requireNonNull(queue.poll());
            now = due.ms;
            step(due.what);
        }
        now = ms;
        return this;
    }

    /** So much of the sound waits for a recogniser from now on. */
    VirtualTalk waits(long ms) {
        waitingMs = ms;
        return this;
    }

    private TalkInput input(TalkHappening what) {
        long arrived = microphoneDelivers ? now : 0;
        return new TalkInput(
                Duration.ofMillis(now),
                Instant.EPOCH.plusMillis(now),
                sample(Math.max(0, arrived - waitingMs)),
                sample(arrived),
                what);
    }

    private void step(TalkHappening what) {
        TalkInput input = input(what);
        var step = machine.step(state, input);
        boolean stores = step.effects().stream().anyMatch(TalkEffect::commits);
        if (stores && journalFails) {
            step = machine.step(
                    state, input(new TalkHappening.Undone(input, new TutorFailure.StoreUnavailable("disk full"))));
            if (step.effects().stream().anyMatch(TalkEffect::commits)) {
                return;
            }
        }
        state = step.state();
        step.effects().forEach(this::perform);
    }

    private void perform(TalkEffect effect) {
        performed.add(effect);
        switch (effect) {
            case TalkEffect.Converse(ConversationEffect conversed) -> perform(conversed);
            case TalkEffect.Tell(TalkEvent event) -> told.add(new Told(now, event));
            case TalkEffect.Speak speak -> at(now + synthesisMs, spoken(speak));
            // Stale answers come all the same: only the id keeps them out.
            case TalkEffect.StopSpeaking stop -> {}
            case TalkEffect.Expect expect -> {}
            case TalkEffect.EndAudio() -> fact(now + 5, new HearingFact.AudioEnded(sample(now)));
            case TalkEffect.ForgetTurn() -> forgetTurn.run();
            // Wake-ups replace each other only in a session; here every one rings, and none may do harm.
            case TalkEffect.Wake(Duration at) -> at(ceilMillis(at), new TalkHappening.AlarmRang());
            case TalkEffect.Closed() -> {}
        }
    }

    private static long ceilMillis(Duration at) {
        return Math.ceilDiv(at.toNanos(), 1_000_000L);
    }

    private TalkHappening spoken(TalkEffect.Speak speak) {
        try {
            Voice speaker = otherVoice == null ? voice : otherVoice;
            if (readsAloud) {
                var sound = new SentenceSound(speak, beginning -> {});
                for (SpokenText.Run run : SpokenText.runs(speak.sentence())) {
                    sound.begin(run);
                    sound.speak(speaker, run.text());
                }
                return sound.answer();
            }
            Synthesis made = speaker.synthesise(speak.sentence(), speak.voice());
            return new TalkHappening.SentenceSpoken(speak.reply(), speak.number(), made.samples(), made.words());
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a voice on virtual time", e);
        } catch (VoiceUnavailable e) {
            return new TalkHappening.VoiceFailed(
                    speak.reply(), speak.number(), new TutorFailure.SpeechUnavailable(String.valueOf(e.getMessage())));
        }
    }

    private static @Nullable Observation read(@Nullable LearnerTurn turn) {
        return turn == null
                ? null
                : new Observation(turn.id(), "", Intent.ANSWER, new AnswerCheck.NotAnAnswer(), "", List.of());
    }

    private void perform(ConversationEffect effect) {
        switch (effect) {
            case ConversationEffect.Store(List<LearningEvent> events) -> stored.addAll(events);
            case ConversationEffect.Understand understand ->
                // Who says nothing is read in no time.
                at(
                        now + (understand.turn() == null ? 0 : READ_MS),
                        new TalkHappening.Conversed(new ConversationInput.Understood(
                                understand.reply(),
                                read(understand.turn()),
                                Known.NOTHING,
                                Instant.ofEpochMilli(now))));
            case ConversationEffect.Word(var request) -> {
                String text = replyTexts.get(Math.min(replies++, replyTexts.size() - 1));
                at(
                        now + wordingMs,
                        new TalkHappening.Conversed(new ConversationInput.WordsArrived(request.reply(), text)));
                at(
                        now + wordingMs + wordedAfterMs,
                        new TalkHappening.Conversed(new ConversationInput.WordingEnded(
                                request.reply(),
                                new WordingOutcome.Worded("authored"),
                                Instant.EPOCH.plusMillis(now))));
            }
            case ConversationEffect.StopWording stop -> {}
            case ConversationEffect.Emit(ConversationEvent event) ->
                told.add(new Told(now, new TalkEvent.Conversed(event)));
        }
    }

    // ---- asking what happened

    <T extends TalkEvent> Stream<T> all(Class<T> kind) {
        return told.stream().map(Told::event).filter(kind::isInstance).map(kind::cast);
    }

    <T extends ConversationEvent> Stream<T> conversed(Class<T> kind) {
        return all(TalkEvent.Conversed.class)
                .map(TalkEvent.Conversed::event)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** When the first such event was told, or -1. */
    long firstAt(Class<? extends TalkEvent> kind) {
        return first(told -> kind.isInstance(told.event()));
    }

    long lastAt(Class<? extends TalkEvent> kind) {
        return told.stream()
                .filter(told -> kind.isInstance(told.event()))
                .mapToLong(Told::ms)
                .max()
                .orElse(-1);
    }

    private long first(Predicate<Told> what) {
        return told.stream().filter(what).mapToLong(Told::ms).min().orElse(-1);
    }

    List<String> learnerTurns() {
        return stored.stream()
                .filter(LearningEvent.LearnerSpoke.class::isInstance)
                .map(event -> ((LearningEvent.LearnerSpoke) event).turn().text())
                .toList();
    }

    /** Those that were not taken back by going on in another. */
    List<String> learnerTurnsThatStand() {
        var gone = stored.stream()
                .filter(LearningEvent.TurnReopened.class::isInstance)
                .map(event -> ((LearningEvent.TurnReopened) event).turn())
                .toList();
        return stored.stream()
                .filter(LearningEvent.LearnerSpoke.class::isInstance)
                .map(event -> ((LearningEvent.LearnerSpoke) event).turn())
                .filter(turn -> !gone.contains(turn.id()))
                .map(LearnerTurn::text)
                .toList();
    }

    List<LearningEvent.TutorReplied> replies() {
        return stored.stream()
                .filter(LearningEvent.TutorReplied.class::isInstance)
                .map(LearningEvent.TutorReplied.class::cast)
                .toList();
    }

    /** All audio sent for {@code reply}, in milliseconds; fails when it does not follow on without a gap. */
    long audioMs(@Nullable TurnId reply) {
        long samples = 0;
        for (TalkEvent.AudioOut out : all(TalkEvent.AudioOut.class).toList()) {
            if (reply == null || out.reply().equals(reply)) {
                if (reply != null && out.startSample() != samples) {
                    throw new AssertionError("audio jumps from " + samples + " to " + out.startSample());
                }
                samples += out.samples().length;
            }
        }
        return samples * 1_000 / ScriptedVoice.RATE_HZ;
    }
}
