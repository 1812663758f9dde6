package parley.speech.turns;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.hearing.VoiceLevel;
import parley.tutor.conversation.TurnId;

/**
 * A learner's turn in progress. Immutable.
 *
 * @param continued whether the ear may still tell it together with the words of the turn before
 * @param before the committed turn that it goes on in, or null
 * @param began where the voice began
 * @param voice whether the learner speaks, or what is known since they paused
 * @param partial the words so far as they may still change
 * @param heard the final words up to the last pause, {@link Heard#NOTHING} before any
 * @param level how loud it was so far, or null while too little came to tell
 * @param speechEnd where the voice last ended
 * @param knownUntil audio up to here is known to be silent after that
 * @param voiceEndedAt when the voice ended
 * @param begunAt when the turn began to be known
 * @param lastFactAt when the ear last told anything
 * @param received audio received when it last grew or when its end was asked for
 * @param receivedAt when that was seen
 * @param endAsked the ear was asked to end what is being said
 * @param forced why it ends with that, whatever the words; null when it does not
 * @param overTutor began over a reply whose question had not been heard: backchannels are possible
 * @param soft began where a voice alone does not hold the tutor
 * @param taken real words were heard: the floor is the learner's
 * @param yielded no words came in time, and the tutor went on
 * @param drafts replies made ahead so far
 * @param drafted the words that the last of them answers, empty when there is none
 * @param wentOn the learner has paused in it and gone on
 * @param kept why it ended, over a line that can not be interrupted: it is committed when the line is over; else null
 */
public record OpenTurn(
        TurnId id,
        boolean continued,
        @Nullable TurnId before,
        SampleCount began,
        Voice voice,
        String partial,
        Heard heard,
        @Nullable VoiceLevel level,
        SampleCount speechEnd,
        SampleCount knownUntil,
        Duration voiceEndedAt,
        Duration begunAt,
        Duration lastFactAt,
        SampleCount received,
        Duration receivedAt,
        boolean endAsked,
        @Nullable TurnReason forced,
        boolean overTutor,
        boolean soft,
        boolean taken,
        boolean yielded,
        int drafts,
        String drafted,
        boolean wentOn,
        @Nullable TurnReason kept) {

    /** Whether the learner's voice is heard or its words are still coming. */
    public enum Voice {
        SPEAKING,
        PAUSED_WORDS_DUE,
        PAUSED
    }

    static OpenTurn begin(
            TurnId id, boolean continued, @Nullable TurnId before, SampleCount at, SampleCount received, Duration now) {
        return new OpenTurn(
                id,
                continued,
                before,
                at,
                Voice.SPEAKING,
                "",
                Heard.NOTHING,
                null,
                at,
                at,
                now,
                now,
                now,
                received,
                now,
                false,
                null,
                false,
                false,
                false,
                false,
                0,
                "",
                false,
                null);
    }

    /** Whether it makes the tutor hold still. */
    boolean holds() {
        return !yielded && (taken || !soft);
    }

    OpenTurn over(boolean tutor, boolean softly) {
        return edit(e -> {
            e.overTutor = overTutor || tutor;
            e.soft = softly;
        });
    }

    /** The voice alone holds the tutor from now on. */
    OpenTurn holding() {
        return edit(e -> e.soft = false);
    }

    OpenTurn speaking(boolean overTutorNow) {
        return edit(e -> {
            e.voice = Voice.SPEAKING;
            e.overTutor = overTutor || overTutorNow;
            e.yielded = false;
            e.kept = null;
        });
    }

    /** The learner has gone on after a pause. */
    OpenTurn afterPause() {
        return edit(e -> e.wentOn = true);
    }

    /** It has ended on {@code words}, and waits for a line to be over that it does not stop. */
    OpenTurn keeping(Heard words, TurnReason why) {
        return edit(e -> {
            e.voice = Voice.PAUSED;
            e.partial = words.text();
            e.heard = words;
            e.endAsked = false;
            e.forced = null;
            e.soft = true;
            e.kept = why;
        });
    }

    OpenTurn paused(SampleCount end, SampleCount known, Duration endedAt) {
        return edit(e -> {
            e.voice = Voice.PAUSED_WORDS_DUE;
            e.speechEnd = end;
            e.knownUntil = later(known, end);
            e.voiceEndedAt = endedAt;
        });
    }

    OpenTurn withWords(Heard words, @Nullable VoiceLevel loud, SampleCount end, Duration endedAt) {
        return edit(e -> {
            e.voice = Voice.PAUSED;
            e.partial = words.text();
            e.heard = words;
            e.level = loud;
            e.speechEnd = end;
            e.knownUntil = later(knownUntil, end);
            e.voiceEndedAt = endedAt;
        });
    }

    private static SampleCount later(SampleCount a, SampleCount b) {
        return a.isAfter(b) ? a : b;
    }

    OpenTurn withPartial(String text, @Nullable VoiceLevel loud) {
        return edit(e -> {
            e.partial = text;
            e.level = loud;
        });
    }

    OpenTurn toldAt(Duration now) {
        return edit(e -> e.lastFactAt = now);
    }

    OpenTurn receiving(SampleCount audio, Duration now) {
        return edit(e -> {
            e.received = audio;
            e.receivedAt = now;
        });
    }

    OpenTurn ending(@Nullable TurnReason why, SampleCount upTo, Duration now) {
        return edit(e -> {
            e.endAsked = true;
            e.forced = forced == null ? why : forced;
            e.received = upTo;
            e.receivedAt = now;
            e.lastFactAt = now;
        });
    }

    OpenTurn audioEnded() {
        return edit(e -> e.endAsked = false);
    }

    OpenTurn take() {
        return edit(e -> {
            e.taken = true;
            e.yielded = false;
        });
    }

    OpenTurn yieldFloor() {
        return edit(e -> e.yielded = true);
    }

    OpenTurn drafting(String text) {
        return edit(e -> {
            e.drafts = drafts + 1;
            e.drafted = text;
        });
    }

    OpenTurn withoutDraft() {
        return edit(e -> e.drafted = "");
    }

    private OpenTurn edit(Consumer<Edit> change) {
        var edit = new Edit(this);
        change.accept(edit);
        return edit.done(this);
    }

    /** A copy in the making. */
    private static final class Edit {
        private Voice voice;
        private String partial;
        private Heard heard;
        private @Nullable VoiceLevel level;
        private SampleCount speechEnd;
        private SampleCount knownUntil;
        private Duration voiceEndedAt;
        private Duration lastFactAt;
        private SampleCount received;
        private Duration receivedAt;
        private boolean endAsked;
        private @Nullable TurnReason forced;
        private boolean overTutor;
        private boolean soft;
        private boolean taken;
        private boolean yielded;
        private int drafts;
        private String drafted;
        private boolean wentOn;
        private @Nullable TurnReason kept;

        Edit(OpenTurn from) {
            voice = from.voice;
            partial = from.partial;
            heard = from.heard;
            level = from.level;
            speechEnd = from.speechEnd;
            knownUntil = from.knownUntil;
            voiceEndedAt = from.voiceEndedAt;
            lastFactAt = from.lastFactAt;
            received = from.received;
            receivedAt = from.receivedAt;
            endAsked = from.endAsked;
            forced = from.forced;
            overTutor = from.overTutor;
            soft = from.soft;
            taken = from.taken;
            yielded = from.yielded;
            drafts = from.drafts;
            drafted = from.drafted;
            wentOn = from.wentOn;
            kept = from.kept;
        }

        OpenTurn done(OpenTurn from) {
            return new OpenTurn(
                    from.id,
                    from.continued,
                    from.before,
                    from.began,
                    voice,
                    partial,
                    heard,
                    level,
                    speechEnd,
                    knownUntil,
                    voiceEndedAt,
                    from.begunAt,
                    lastFactAt,
                    received,
                    receivedAt,
                    endAsked,
                    forced,
                    overTutor,
                    soft,
                    taken,
                    yielded,
                    drafts,
                    drafted,
                    wentOn,
                    kept);
        }
    }
}
