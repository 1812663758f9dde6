package parley.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import parley.speech.audio.AudioUnreadable;
import parley.speech.audio.WavReader;

/**
 * A recording of a person with what was said.
 *
 * @param samples 16 kHz mono PCM16
 * @param speechStart first sample of speech by energy: the first 30 ms in a row within 30 dB of the loudest 10 ms; breath and
 *     room lie below
 * @param speechEnd sample after the last 10 ms within 30 dB
 */
@SuppressWarnings("ArrayRecordComponent")
record Recording(String id, String kind, String text, short[] samples, int speechStart, int speechEnd) {
    static final int RATE_HZ = 16_000;
    private static final int FRAME = RATE_HZ / 100;

    /** 30 dB below the loudest frame, as a ratio of energies. */
    private static final double FLOOR = Math.pow(10, -3.0);

    /** Frames in a row that make an onset: a click is shorter. */
    private static final int ONSET_FRAMES = 3;

    /** The recordings of a folder that has {@code native.tsv} and {@code learner.tsv}. */
    static List<Recording> readAll(Path folder) throws IOException {
        var all = new ArrayList<Recording>();
        // native.tsv has no header: id, seconds, transcript …; learner.tsv has one: id, text …
        for (String line : Files.readAllLines(folder.resolve("native.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (cells.length >= 3) {
                read(folder, "native", cells[0], cells[2], all);
            }
        }
        for (String line : Files.readAllLines(folder.resolve("learner.tsv")).stream()
                .skip(1)
                .toList()) {
            String[] cells = line.split("\t", -1);
            if (cells.length >= 2) {
                read(folder, "learner", cells[0], cells[1], all);
            }
        }
        return all;
    }

    private static void read(Path folder, String kind, String id, String text, List<Recording> into)
            throws IOException {
        Path file = folder.resolve(kind).resolve(id + ".wav");
        if (!Files.exists(file)) {
            return;
        }
        try (WavReader reader = WavReader.open(Files.newInputStream(file))) {
            short[] samples = reader.readAllResampled();
            int[] speech = speech(samples);
            into.add(new Recording(id, kind, text.toLowerCase(Locale.ROOT), samples, speech[0], speech[1]));
        } catch (AudioUnreadable e) {
            System.out.println("left out " + file.getFileName() + ": " + e.getMessage());
        }
    }

    private static int[] speech(short[] samples) {
        int frames = samples.length / FRAME;
        var energy = new double[frames];
        double loudest = 0;
        for (int f = 0; f < frames; f++) {
            for (int i = 0; i < FRAME; i++) {
                double sample = samples[f * FRAME + i];
                energy[f] += sample * sample;
            }
            loudest = Math.max(loudest, energy[f]);
        }
        int first = 0;
        for (int f = 0, loud = 0; f < frames; f++) {
            loud = energy[f] >= loudest * FLOOR ? loud + 1 : 0;
            if (loud == ONSET_FRAMES) {
                first = f + 1 - ONSET_FRAMES;
                break;
            }
        }
        int last = frames - 1;
        while (last > first && energy[last] < loudest * FLOOR) {
            last--;
        }
        return new int[] {first * FRAME, (last + 1) * FRAME};
    }
}
