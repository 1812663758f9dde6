package parley.speech.audio;

/** Something wrong with the sound that comes in, which its sender can mend. */
public enum SoundFault {
    /** Nothing but zeros from the beginning: a muted or missing microphone. */
    SILENT,
    /** Much of it lies at the limits of 16 bits: the microphone is set too loud, or 8-bit samples are sent as 16-bit ones. */
    CLIPPED,
    /** It does not swing around zero: a faulty sound card. */
    OFFSET,
    /** It comes faster than its rate says: the rate is not the one that was recorded with. */
    TOO_FAST
}
