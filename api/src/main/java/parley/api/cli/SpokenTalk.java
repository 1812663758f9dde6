package parley.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.audio.WavWriter;
import parley.speech.talk.TalkEvent;
import parley.speech.talk.TalkParts;
import parley.speech.talk.TalkSession;
import parley.speech.talk.TalkSettings;
import parley.speech.talk.TalkState;
import parley.speech.timeline.TimelinePage;
import parley.speech.timeline.TimelineRecorder;
import parley.speech.timeline.TurnTimeline;
import parley.speech.turns.MicrophoneState;
import parley.speech.turns.TurnMode;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;

/**
 * A talk between a sound and a terminal. What the tutor says is taken as heard when it is sent, so that nobody waits for
 * a voice that nobody plays. Used by one thread; events come on the talk's.
 */
final class SpokenTalk implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    /** So long must the talk be quiet after the sound's end; its first steps take a few milliseconds. */
    private static final Duration QUIET = Duration.ofMillis(400);

    /** A reply that is not over by then is given up. */
    private static final Duration END_LIMIT = Duration.ofMinutes(3);

    /** Steps of 16 bits; the quietest microphone's own noise is louder. */
    private static final int SILENT = 8;

    private final TalkSession talk;
    private final TurnMode mode;
    private final TimelineRecorder timeline;
    private final NoticeLine notices;
    private final PrintWriter out;
    private final @Nullable WavWriter voice;
    private final List<TurnTimeline> turns = new CopyOnWriteArrayList<>();
    private volatile boolean heardWords;
    private volatile boolean failed;

    SpokenTalk(
            TalkParts parts,
            Conversations.Opened opened,
            TalkSettings settings,
            PrintWriter out,
            @Nullable WavWriter voice) {
        this.out = out;
        this.voice = voice;
        this.mode = settings.mode();
        this.notices = new NoticeLine(settings.locale());
        this.timeline = new TimelineRecorder(turn -> {
            if (turns.size() < TimelinePage.MAX_TURNS) {
                turns.add(turn);
            }
        });
        this.talk = TalkSession.start(parts, opened, settings, this::told, timeline);
    }

    /**
     * Gives {@code sound} at its own speed, all of it with the key down where turns are ended by a key, and waits for the
     * last reply; false when nothing was heard or answered.
     */
    boolean hold(SoundSource sound) throws IOException, InterruptedException {
        SampleCount at = SampleCount.ZERO;
        long begun = System.nanoTime();
        int loudest = 0;
        if (mode == TurnMode.PUSH_TO_TALK) {
            talk.microphone(MicrophoneState.ON);
        }
        for (short[] piece = sound.next(); piece.length > 0; piece = sound.next()) {
            pause(at.toDuration().minus(Duration.ofNanos(System.nanoTime() - begun)));
            var chunk = new AudioChunk(piece, at);
            talk.audio(chunk);
            at = chunk.end();
            for (short sample : piece) {
                loudest = Math.max(loudest, Math.abs(sample));
            }
        }
        if (at.samples() == 0) {
            out.println("(There was no sound.)");
            return false;
        }
        if (mode == TurnMode.PUSH_TO_TALK) {
            talk.microphone(MicrophoneState.OFF);
        } else {
            talk.commitAudio();
        }
        boolean ended = awaitQuiet();
        if (!ended) {
            out.println("(The tutor did not come to an end.)");
        } else if (!heardWords) {
            out.println(
                    loudest < SILENT
                            ? "(No words were heard: the sound is silent. Is the microphone muted, or is another one chosen?)"
                            : "(No words were heard.)");
        }
        return ended && heardWords && !failed;
    }

    private boolean awaitQuiet() throws InterruptedException {
        Duration quiet = Duration.ZERO;
        for (Duration waited = Duration.ZERO; waited.compareTo(END_LIMIT) < 0; waited = waited.plus(POLL)) {
            TalkState state = talk.state();
            boolean over = state.listening()
                    && state.turns().asked() == null
                    && state.conversation().unanswered().isEmpty();
            quiet = over || failed ? quiet.plus(POLL) : Duration.ZERO;
            if (quiet.compareTo(QUIET) >= 0) {
                return true;
            }
            pause(POLL);
        }
        return false;
    }

    private static void pause(Duration time) throws InterruptedException {
        if (time.isPositive()) {
            Thread.sleep(time);
        }
    }

    private void told(TalkEvent event) {
        switch (event) {
            case TalkEvent.Conversed(ConversationEvent said) -> conversed(said);
            case TalkEvent.TurnCommitted committed -> heard(committed.turn());
            case TalkEvent.AudioOut audio -> {
                write(audio.samples());
                long end = audio.startSample() + audio.samples().length;
                talk.played(audio.reply(), Duration.ofNanos(end * 1_000_000_000L / audio.rateHz()));
            }
            case TalkEvent.Warned warned -> notices.of(warned.failure()).ifPresent(out::println);
            case TalkEvent.SpeechStarted started -> {}
            case TalkEvent.SpeechStopped stopped -> {}
            case TalkEvent.PartialHeard partial -> {}
            case TalkEvent.TurnDiscarded discarded -> {}
            case TalkEvent.TurnJudged judged -> {}
            case TalkEvent.PlaybackStarted started -> {}
            case TalkEvent.WordsTimed timed -> {}
            case TalkEvent.PlaybackEnded ended -> {}
            case TalkEvent.PlaybackPaused paused -> {}
            case TalkEvent.PlaybackResumed resumed -> {}
            case TalkEvent.ReplyTruncated cut -> {}
        }
    }

    private void heard(LearnerTurn turn) {
        heardWords = true;
        out.println("You: " + turn.text());
        SpokenEvidence evidence = turn.spoken();
        if (evidence == null) {
            return;
        }
        for (SpokenEvidence.SpokenWord word : evidence.words()) {
            out.println(String.format(
                    Locale.ROOT, "  %7.2f – %7.2f s  %s", seconds(word.start()), seconds(word.end()), word.text()));
        }
        if (evidence.doubt() >= SpokenEvidence.ASK_FROM_DOUBT) {
            out.println("  (not heard clearly)");
        }
        out.flush();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    private void conversed(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.LearnerTurnStored stored -> {}
            case ConversationEvent.LearnerTurnReopened reopened -> {}
            case ConversationEvent.LearnerTurnRefused refused -> fail(notices.problem(refused.failure()));
            case ConversationEvent.ReplyStarted started -> print("Tutor: ");
            case ConversationEvent.ReplyText text -> print(text.delta());
            case ConversationEvent.ReplyWorded worded -> {}
            case ConversationEvent.ReplyFinished finished -> {
                out.println(finished.interrupted() ? " …" : "");
                notices.replied();
            }
            case ConversationEvent.ReplyDropped dropped -> out.println("…");
            case ConversationEvent.ReplyFailed lost -> fail(notices.problem(lost.failure()));
            case ConversationEvent.Notice notice -> notices.of(notice.failure()).ifPresent(out::println);
        }
    }

    private void fail(String line) {
        failed = true;
        out.println(line);
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }

    private void write(short[] samples) {
        if (voice == null) {
            return;
        }
        try {
            voice.write(samples);
        } catch (IOException e) {
            if (!failed) {
                fail("(The reply's voice can't be written: " + e.getMessage() + ")");
            }
        }
    }

    /** Ends the talk and gives its turns, the first {@link TimelinePage#MAX_TURNS} of them. */
    List<TurnTimeline> end() {
        talk.close();
        // The talk's thread has come to its end: nobody else writes.
        timeline.finish();
        return List.copyOf(turns);
    }

    @Override
    public void close() {
        talk.close();
    }
}
