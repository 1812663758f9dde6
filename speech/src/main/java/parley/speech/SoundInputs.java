package parley.speech;

import parley.speech.audio.InputFormat;
import parley.speech.audio.PlainDecoder;
import parley.speech.audio.SoundDecoder;
import parley.speech.audio.SoundInput;
import parley.speech.concentus.OpusPackets;

/** Opens streams of sound from outside by their format. */
public final class SoundInputs {
    private SoundInputs() {}

    public static SoundInput open(InputFormat format) {
        SoundDecoder decoder = switch (format) {
            case InputFormat.Pcm pcm -> PlainDecoder.pcm(pcm);
            case InputFormat.MuLaw muLaw -> PlainDecoder.muLaw();
            case InputFormat.ALaw aLaw -> PlainDecoder.aLaw();
            case InputFormat.Opus opus -> new OpusPackets();
        };
        return new SoundInput(decoder);
    }
}
