package parley.speech;

import java.util.Optional;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.vosk.VoskRecogniser;
import parley.speech.workers.RecogniserWorkers;
import parley.speech.workers.WorkerCommand;
import parley.speech.workers.WorkerSettings;

/**
 * How this installation hears.
 *
 * @param workers recognisers run in processes of their own, so; empty: in this one
 */
public record HearingSetup(Optional<WorkerSettings> workers) {
    /** In this process. */
    public static final HearingSetup USUAL = new HearingSetup(Optional.empty());

    /** Opens the recogniser; loading takes about a second. */
    Recogniser open(SpeechModels models) throws RecogniserFailure, InterruptedException {
        if (workers.isEmpty()) {
            return VoskRecogniser.open(models.recogniser());
        }
        WorkerSettings settings = workers.get();
        return RecogniserWorkers.open(
                "vosk/" + models.recogniser().getFileName(),
                WorkerCommand.vosk(models.recogniser(), settings.decodesAtOnce()),
                settings);
    }
}
