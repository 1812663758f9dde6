package parley.speech.turns;

import java.util.List;
import parley.speech.audio.SampleCount;

/**
 * What surrounds the learner's turn while it is judged.
 *
 * @param tutorHasFloor a spoken reply is being thought of or spoken
 * @param questionHeard the learner has heard the question that is open, so that "yes" answers it
 * @param protectedLine a reply is being heard that can not be interrupted by a voice
 * @param echoLikely the reply has only just begun to be played: a voice is likely the tutor's own
 * @param tutorWords what the tutor has said aloud since shortly before the turn began, oldest first
 * @param reopenable nothing of the reply to the last spoken turn was heard, and nothing came between
 * @param answers what the course expects to be said now
 * @param phrases what may be said to anything
 * @param received audio that the ear was given so far
 */
public record Scene(
        boolean tutorHasFloor,
        boolean questionHeard,
        boolean protectedLine,
        boolean echoLikely,
        List<TutorWord> tutorWords,
        boolean reopenable,
        List<String> answers,
        List<String> phrases,
        SampleCount received) {}
