package parley.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parley.api.Hearing;
import parley.api.Speaking;
import parley.api.config.ConfigException;
import parley.api.config.Settings;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.SpeechModels;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.speaking.Voices;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.jdbi.SqliteStore;

/** What the doctor looks at. It loads the speech parts for real, since a file that is there may still not work. */
final class Examination {
    private static final int LEAST_JAVA = 21;
    private static final long LEAST_FREE_BYTES = 200L << 20;
    private static final Duration LOADING_LIMIT = Duration.ofMinutes(1);
    private static final String BUILD_AGAIN = "touch parley.yaml && ./parley --version   (builds again)";

    private final Settings settings;
    private final SpeechModels models;
    private final boolean online;
    private final List<Finding> findings = new ArrayList<>();

    /** @param online whether language models and the voice service are asked, which may cost */
    Examination(Settings settings, SpeechModels models, boolean online) {
        this.settings = settings;
        this.models = models;
        this.online = online;
    }

    List<Finding> findings() {
        java();
        findings.add(Finding.there("settings", settings.source()));
        store();
        if (settings.config().speech().enabled()) {
            speech();
        } else {
            findings.add(Finding.note("speech", "switched off", "set speech.enabled to true in the settings"));
        }
        models();
        return List.copyOf(findings);
    }

    private void java() {
        int feature = Runtime.version().feature();
        String found = "JDK " + Runtime.version() + " in " + System.getProperty("java.home");
        findings.add(
                feature >= LEAST_JAVA
                        ? Finding.there("java", found)
                        : Finding.missing("java", found, "apt install openjdk-21-jdk"));
    }

    private void store() {
        try {
            settings.data().create();
            SqliteStore.open(settings.data().path()).close();
            findings.add(Finding.there("store", settings.data().path().resolve(SqliteStore.FILE_NAME) + ", writable"));
        } catch (ConfigException | JournalUnavailable e) {
            findings.add(Finding.missing("store", InstallationOptions.message(e), "choose another folder with --data"));
            return;
        }
        try {
            long free = Files.getFileStore(settings.data().path()).getUsableSpace();
            String found = (free >> 20) + " MiB free in the data folder";
            findings.add(
                    free >= LEAST_FREE_BYTES
                            ? Finding.there("disk", found)
                            : Finding.missing("disk", found, "free some space, or choose another folder with --data"));
        } catch (IOException e) {
            findings.add(Finding.note("disk", "the free space can't be told", ""));
        }
    }

    private void speech() {
        try (EmbeddedSpeech speech = EmbeddedSpeech.start(models, 1, Hearing.of(settings), Speaking.of(settings))) {
            if (!speech.awaitSettled(LOADING_LIMIT)) {
                findings.add(Finding.missing(
                        "speech", "still loading after " + LOADING_LIMIT.toSeconds() + " s", BUILD_AGAIN));
                return;
            }
            findings.addAll(new HearingExamination(settings, models, BUILD_AGAIN).findings(speech));
            switch (speech.voiceActivity()) {
                case Readiness.Ready<VoiceActivityDetector>(VoiceActivityDetector part) ->
                    findings.add(
                            part.name().startsWith("silero")
                                    ? Finding.there("voice activity", part.name())
                                    : Finding.note(
                                            "voice activity",
                                            part.name() + ", which is poor in noise",
                                            "install npm, then: " + BUILD_AGAIN));
                case Readiness.Unavailable<VoiceActivityDetector> none ->
                    findings.add(Finding.missing("voice activity", none.reason(), none.remedy()));
                case Readiness.Loading<VoiceActivityDetector> loading -> {}
            }
            switch (speech.voices()) {
                case Readiness.Ready<Voices>(Voices part) ->
                    findings.addAll(new VoiceExamination(settings, online).findings(part, BUILD_AGAIN));
                case Readiness.Unavailable<Voices> none ->
                    findings.add(Finding.missing("voice", none.reason(), none.remedy()));
                case Readiness.Loading<Voices> loading -> {}
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void models() {
        findings.addAll(new ModelExamination(settings, online).findings());
    }
}
