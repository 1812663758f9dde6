package parley.api;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.api.config.Settings;
import parley.api.models.ConfiguredModels;
import parley.api.models.ModelCatalogue;
import parley.api.studio.StudioRest;
import parley.prompts.course.Course;
import parley.prompts.library.FolderPromptStore;
import parley.prompts.library.LibraryWatch;
import parley.prompts.library.PhraseBook;
import parley.prompts.library.PromptBundle;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptLibrary;
import parley.prompts.library.PromptStore;
import parley.prompts.lint.LintGate;
import parley.prompts.lint.LintSettings;
import parley.speech.EmbeddedSpeech;
import parley.speech.SpeechParts;
import parley.speech.hearing.DecoderPool;
import parley.speech.speaking.VoiceSettings;
import parley.speech.talk.TalkParts;
import parley.speech.talk.TalkSettings;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.LearnerDesk;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.Knowledge;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.context.jtokkit.PublishedTokenizers;
import parley.tutor.retrieval.embeddings.EmbeddingSearch;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.LearnerRecords;
import parley.tutor.store.jdbi.SqliteStore;
import parley.tutor.understanding.IntentPhrases;
import parley.tutor.understanding.KnownWords;
import parley.tutor.understanding.languagetool.LanguageToolChecker;
import parley.tutor.understanding.languagetool.LanguageToolWords;
import parley.tutor.understanding.symja.SymjaAlgebra;
import parley.tutor.wording.ContinuedReply;
import parley.tutor.wording.ReasonSentences;

/**
 * The one place where Parley's parts are put together, by hand; closed in reverse order. What takes long (speech models,
 * language rules) loads in the background, so that typing works at once.
 */
public final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final Duration SPEECH_LIMIT = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Settings settings;
    private final SqliteStore store;
    private final CourseShelf shelf;
    private final LearnerRecords records;
    private final Seeing seeing;
    private final LanguageToolChecker rules;
    private final KnownWords words;
    private final PromptStore promptStore;
    private final PromptLibrary prompts;
    private final ConfiguredModels models;
    private final CourseTutors tutors;
    private final @Nullable EmbeddedSpeech speech;
    private final SpeechParts parts;
    private final DecoderPool pool;

    /**
     * Opens everything.
     *
     * @param withSpeech whether hearing and speaking are wanted, should the settings allow them
     * @throws JournalUnavailable when the store can't be opened; nothing stays open then
     */
    public Wiring(Settings settings, boolean withSpeech) throws JournalUnavailable {
        this.settings = settings;
        boolean whole = false;
        try {
            this.store = closing(SqliteStore.open(settings.data().path()));
            this.records = store.records();
            this.shelf = CourseShelf.read(settings.data().courses());
            shelf.problems().forEach(problem -> LOG.warn("{}", problem));
            ModelCatalogue catalogue = ModelCatalogue.of(settings);
            this.seeing = closing(Seeing.start(System.getenv(), catalogue.entries()));
            this.rules = closing(LanguageToolChecker.onDemand());
            this.promptStore = settings.config().prompts().inDatabase()
                    ? store.prompts()
                    : new FolderPromptStore(settings.data().prompts());
            var promptsConfig = settings.config().prompts();
            this.prompts = PromptLibrary.of(promptStore, promptsConfig.followed(), promptsConfig.variants());
            closing(LibraryWatch.start(prompts, finding -> LOG.warn("{}", finding.asLine())));
            this.models = closing(new ConfiguredModels(
                    catalogue,
                    new ConfiguredModels.Around(
                            Clock.systemUTC(),
                            store.spend(Clock.systemUTC()),
                            new ContinuedReply(prompts),
                            seeing.attempts())));
            this.words = LanguageToolWords.load();
            this.tutors = closing(new CourseTutors(
                    shelf.courses().values(),
                    new CourseTutors.Shared(
                            store.journal(),
                            records,
                            IntentPhrases.shipped(),
                            words,
                            rules,
                            closing(EmbeddingSearch.in(settings.data().cache())),
                            closing(new SymjaAlgebra()),
                            PhraseBook.shipped(),
                            prompts,
                            models.model(),
                            Clock.systemUTC(),
                            Wiring::newId)));
            // Last: what loads in the background would only take the processor from the rest.
            var embedded = withSpeech && settings.config().speech().enabled()
                    ? closing(EmbeddedSpeech.start(
                            Hearing.models(settings),
                            settings.config().speech().decoders(),
                            Hearing.of(settings),
                            Speaking.of(settings)))
                    : null;
            this.speech = embedded;
            this.pool = embedded == null ? closing(new DecoderPool(1)) : embedded.decoders();
            this.parts = embedded == null ? new NoSpeech() : embedded;
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private <T extends AutoCloseable> T closing(T part) {
        opened.push(part);
        return part;
    }

    public Settings settings() {
        return settings;
    }

    public CourseShelf shelf() {
        return shelf;
    }

    /** What learners tell outside of conversations. */
    public LearnerDesk desk() {
        return new LearnerDesk(store.journal(), Clock.systemUTC(), Wiring::newId, usualCourse());
    }

    /** Why an exercise comes now, in a sentence. */
    public ReasonSentences reasons() {
        return new ReasonSentences(PhraseBook.shipped());
    }

    /** What stands behind the studio page. */
    public StudioRest studio() {
        var model = models.model();
        String tokenizer = models.catalogue().entries().stream()
                .findFirst()
                .map(ModelEntry::tokenizer)
                .orElse("");
        return new StudioRest(new StudioRest.Parts(
                settings.data().courses(),
                words,
                settings.data().prompts(),
                promptDesk(),
                model,
                new PublishedTokenizers().of(tokenizer),
                models.catalogue().smallestWindow()));
    }

    /**
     * Makes everything that follows from the journal anew.
     *
     * @throws JournalUnavailable when the store cannot be read or written
     */
    public void rebuild() throws JournalUnavailable {
        store.rebuild();
    }

    /** The language models of the settings; none of them where the authored tutor speaks alone. */
    public ConfiguredModels models() {
        return models;
    }

    public LearnerRecords records() {
        return records;
    }

    /** What is seen of requests to models. */
    public Seeing seeing() {
        return seeing;
    }

    /** The id of the course that is taught unless another is asked for. */
    public String usualCourse() {
        return settings.config().tutor().course();
    }

    /** The tutor of a course; empty when there is no such course. */
    public Optional<Tutor> tutor(String courseId) {
        return tutors.of(courseId);
    }

    /** The tutor of a course as it speaks with a prompt in a given state; empty when there is no such course. */
    public Optional<Tutor> tutorSaying(String courseId, PromptBundle prompt) {
        return tutors.saying(courseId, prompts.with(prompt));
    }

    /** Whether a model words the replies. */
    public boolean hasModel() {
        return tutors.haveModel();
    }

    /** What authors do with this installation's prompts; releases are judged by this wiring's tutors. */
    public PromptDesk promptDesk() {
        return new PromptDesk(
                prompts, promptStore, new LintGate(LintSettings::usual, new SuiteGate(this)), Clock.systemUTC());
    }

    /**
     * Has loaded in the background what is not needed before a learner's first turn: the language rules, behind the speech
     * parts, for together they would only keep the processor from the first answer. A turn that comes earlier begins it.
     */
    public void loadRest() {
        Thread.ofPlatform().name("load-rest").daemon().start(() -> {
            try {
                if (speech != null && !speech.awaitSettled(SPEECH_LIMIT)) {
                    LOG.warn(
                            "the speech parts still load after {} s; the language rules no longer wait for them",
                            SPEECH_LIMIT.toSeconds());
                }
                rules.load();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Completes with true once sentences are corrected, with false when they never will be; has the rules loaded. */
    public CompletableFuture<Boolean> languageRules() {
        return rules.ready();
    }

    /** What hears and speaks in all talks. */
    public SpeechParts speechParts() {
        return parts;
    }

    /** What a talk with {@code tutor} needs. */
    public TalkParts talk(Tutor tutor) {
        return TalkParts.of(tutor, parts, pool);
    }

    /** The speech parts, or null when speech was not wanted. */
    public @Nullable EmbeddedSpeech speech() {
        return speech;
    }

    /**
     * How talks on a course are held unless a client asks for something else.
     *
     * @param learner what is known of the learner in that course
     */
    public TalkSettings talkSettings(Course course, Knowledge learner) {
        boolean beginner = TalkTurns.beginner(course.level(), learner.ability());
        var usual = TalkSettings.usual(settings.config().tutor().locale(), Delivery.TEXT)
                .withVoice(new VoiceSettings(settings.config().speech().speed()));
        return usual.withSpoken(Hearing.spoken(course, settings))
                .withMode(TalkTurns.mode(settings.config().talk()))
                .withEar(TalkTurns.ear(settings.config().speech().ear()))
                .withTurns(TalkTurns.inTimeFor(
                        settings.config().speech().transcription(),
                        TalkTurns.settings(settings.config().talk(), beginner)));
    }

    /** 96 random bits: no two are ever alike. */
    private static String newId() {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("A part did not close", e);
            }
        }
    }
}
