package parley.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.api.Wiring;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.audio.WavWriter;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.RecogniserHold;
import parley.speech.speaking.VoiceSettings;
import parley.speech.talk.TalkSettings;
import parley.speech.timeline.TimelinePage;
import parley.speech.turns.TurnMode;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.LearnerId;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code parley talk}: a recording, or live sound, spoken to the tutor. */
@Command(
        name = "talk",
        description = "Speaks a recording to the tutor: prints what was heard and the reply, and writes its voice.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The sound is given at the speed of speech, as a microphone would.",
            "A microphone on Linux:  arecord -q -t raw -f S16_LE -r 16000 -c 1 | ./parley talk --in -"
        })
final class TalkCommand implements Callable<Integer> {
    private static final Duration LOADING_LIMIT = Duration.ofMinutes(1);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Option(
            names = "--in",
            required = true,
            paramLabel = "FILE|-",
            description = "A WAV recording, or - for raw mono PCM16 (little-endian) on standard input.")
    @SuppressWarnings("NullAway.Init")
    private String in;

    @Option(names = "--rate", paramLabel = "HZ", description = "Samples a second of --in - (default: 16000).")
    private int rateHz = 16_000;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the reply's voice as a WAV recording.")
    private @Nullable Path out;

    @Option(
            names = "--timeline",
            paramLabel = "FILE",
            description = "Writes what happened when in each turn as a page for a browser; it holds what was said.")
    private @Nullable Path timeline;

    @Option(
            names = "--course",
            paramLabel = "ID",
            description = "The course to be taught (default: the settings'; ./parley course list tells all).")
    private @Nullable String course;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description = "Speed of the tutor's voice, 0.6 to 1.4 of its usual one (default: the settings').")
    private @Nullable Double speed;

    /** Who ends the turns; the names are those of the settings. */
    enum Mode {
        automatic(TurnMode.AUTOMATIC),
        push_to_talk(TurnMode.PUSH_TO_TALK),
        manual(TurnMode.MANUAL);

        private final TurnMode turns;

        Mode(TurnMode turns) {
            this.turns = turns;
        }

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    @Option(
            names = "--mode",
            paramLabel = "WHO",
            converter = ModeNames.class,
            description = "Who ends a turn: automatic (its pauses), push-to-talk or manual (the end of the sound); "
                    + "default: talk.mode of the settings.")
    private @Nullable Mode mode;

    /** Reads {@link Mode} as it is written in the settings. */
    static final class ModeNames implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String written) {
            for (Mode mode : Mode.values()) {
                if (mode.toString().equals(written)) {
                    return mode;
                }
            }
            throw new TypeConversionException("expected automatic, push-to-talk or manual, not \"" + written + "\"");
        }
    }

    @Option(names = "--new", description = "Begin a new conversation instead of going on with the last.")
    private boolean fresh;

    @Override
    public Integer call() throws Exception {
        if (rateHz < TalkSettings.LOWEST_RATE_HZ || rateHz > TalkSettings.HIGHEST_RATE_HZ) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rate: expected " + TalkSettings.LOWEST_RATE_HZ + " to " + TalkSettings.HIGHEST_RATE_HZ);
        }
        if (speed != null && !(speed >= VoiceSettings.SLOWEST && speed <= VoiceSettings.FASTEST)) {
            throw new ParameterException(
                    spec.commandLine(), "--speed: expected " + VoiceSettings.SLOWEST + " to " + VoiceSettings.FASTEST);
        }
        requireOther("--out", out);
        requireOther("--timeline", timeline);
        if (timeline != null && timeline.equals(out)) {
            throw new ParameterException(spec.commandLine(), "--timeline: expected another file than --out");
        }
        requireWritable(timeline);
        var settings = installation.settings();
        if (!settings.config().speech().enabled()) {
            throw new CliFailure("Speech is switched off: set speech.enabled to true in " + settings.source());
        }
        // First, so that a course that is not there, or a recording that can't be heard, costs no loading.
        InstallationOptions.requireCourse(settings, course);
        try (SoundSource sound = in.equals("-")
                        ? SoundSource.raw(System.in, rateHz)
                        : SoundSource.wav(InstallationOptions.path("--in", "a recording's path", in));
                @Nullable WavWriter voice = openVoiceFile();
                Wiring wiring = InstallationOptions.open(settings, true)) {
            wiring.loadRest();
            Tutor tutor = InstallationOptions.tutor(wiring, course);
            var conversations = new Conversations(tutor);
            String locale = settings.config().tutor().locale();
            Conversations.Opened opened = fresh
                    ? conversations.open(LearnerId.LOCAL, locale, Delivery.SPOKEN)
                    : conversations.current(LearnerId.LOCAL, locale, Delivery.SPOKEN);
            TalkSettings spoken = wiring.talkSettings(
                            wiring.shelf().course(tutor.courseId()).orElseThrow(),
                            opened.state().progress().knowledge())
                    .withDelivery(Delivery.SPOKEN);
            requireSpeech(wiring.speech(), spoken);
            if (speed != null) {
                spoken = spoken.withVoice(new VoiceSettings(speed));
            }
            spoken = mode == null ? spoken : spoken.withMode(mode.turns);
            PrintWriter terminal = spec.commandLine().getOut();
            try (var talk = new SpokenTalk(wiring.talk(tutor), opened, spoken, terminal, voice)) {
                boolean well = talk.hold(sound);
                drawTimeline(talk, terminal);
                return well ? 0 : 1;
            }
        }
    }

    private void requireOther(String option, @Nullable Path written) throws CliFailure {
        if (written != null
                && !in.equals("-")
                && sameFile(InstallationOptions.path("--in", "a recording's path", in), written)) {
            throw new ParameterException(
                    spec.commandLine(), option + ": expected another file than --in, which it would overwrite");
        }
    }

    /** Tried first, so that nobody talks for minutes in vain. */
    private static void requireWritable(@Nullable Path page) throws CliFailure {
        if (page == null) {
            return;
        }
        try {
            Files.writeString(page, "");
        } catch (IOException e) {
            throw notWritable(page, e);
        }
    }

    private static CliFailure notWritable(Path page, IOException e) {
        return new CliFailure(page + ": the timeline can't be written there" + why(page, e), e);
    }

    private static String why(Path file, IOException e) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            return "; there is no folder " + folder;
        }
        if (Files.isDirectory(file)) {
            return "; this is a folder";
        }
        return e instanceof AccessDeniedException ? "; this is not allowed" : "";
    }

    private void drawTimeline(SpokenTalk talk, PrintWriter terminal) throws CliFailure {
        Path page = timeline;
        if (page == null) {
            return;
        }
        try {
            Files.writeString(page, TimelinePage.html(talk.end()));
        } catch (IOException e) {
            throw notWritable(page, e);
        }
        terminal.println("(The timeline is in " + page + ".)");
    }

    private static boolean sameFile(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            // One of them is not there: then nothing is overwritten.
            return false;
        }
    }

    private @Nullable WavWriter openVoiceFile() throws CliFailure {
        if (out == null) {
            return null;
        }
        try {
            return WavWriter.create(out, TalkSettings.USUAL_RATE_HZ);
        } catch (IOException e) {
            throw new CliFailure(out + ": the reply can't be written there" + why(out, e), e);
        }
    }

    private static void requireSpeech(@Nullable EmbeddedSpeech speech, TalkSettings spoken)
            throws CliFailure, InterruptedException {
        if (speech == null || !speech.awaitSettled(LOADING_LIMIT)) {
            throw new CliFailure("The speech models did not load within " + LOADING_LIMIT.toSeconds() + " s");
        }
        requireReady(speech.voiceActivity());
        requireHeard(speech, spoken.spoken().inOrder(spoken.locale()));
    }

    /** Opened now: a recording does not wait for a model as a learner does. */
    private static void requireHeard(EmbeddedSpeech speech, List<String> languages)
            throws CliFailure, InterruptedException {
        for (int tries = 0; tries <= languages.size(); tries++) {
            switch (speech.hearing(languages, () -> {})) {
                case HoldAnswer.Held(RecogniserHold hold) -> {
                    hold.close();
                    return;
                }
                case HoldAnswer.Loading(String language) -> {
                    if (!speech.recognisers().awaitSettled(language, LOADING_LIMIT)) {
                        throw new CliFailure("The model for " + language + " did not load within "
                                + LOADING_LIMIT.toSeconds() + " s");
                    }
                }
                case HoldAnswer.NoRoom(String language, int most) ->
                    throw new CliFailure("The tutor can't hear " + language + ": all " + most
                            + " models that may be open are in use; raise speech.open-models");
                case HoldAnswer.NoModel(String language) ->
                    throw new CliFailure("The tutor can't hear " + language
                            + ": no model for it is chosen; see ./parley speech list");
                case HoldAnswer.Failed(String language, String reason, String remedy) ->
                    throw new CliFailure("The tutor can't hear: " + reason + "; " + remedy);
            }
        }
    }

    private static void requireReady(Readiness<?> part) throws CliFailure {
        if (part instanceof Readiness.Unavailable<?>(String reason, String remedy)) {
            throw new CliFailure("The tutor can't hear: " + reason + "; " + remedy);
        }
    }
}
