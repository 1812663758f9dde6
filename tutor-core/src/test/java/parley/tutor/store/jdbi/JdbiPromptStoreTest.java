package parley.tutor.store.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.library.Label;
import parley.prompts.library.LabelMove;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.library.PromptLabels;
import parley.prompts.library.PromptLibrary;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.library.PromptStore;
import parley.prompts.library.PromptStore.Draft;
import parley.prompts.library.PromptStore.Edit;
import parley.prompts.library.PromptVersion;
import parley.prompts.library.ReleaseGate;

/** Two nodes with one database: what an author does at one of them holds at both. */
class JdbiPromptStoreTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    @SuppressWarnings("NullAway.Init")
    private SqliteStore one;

    @SuppressWarnings("NullAway.Init")
    private SqliteStore other;

    @BeforeEach
    void open() throws Exception {
        one = SqliteStore.open(folder);
        other = SqliteStore.open(folder);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void whatIsSavedAndReleasedAtOneNodeIsLiveAtTheOther() throws Exception {
        PromptDesk desk = desk(one);
        PromptLibrary there = PromptLibrary.of(other.prompts(), Label.PRODUCTION);
        desk.save("greet.prompt", "Hello", null);
        there.refresh();
        assertThat(said(there)).isEqualTo("Hello");

        PromptVersion first = desk.release("greet", release()).version();
        desk.save("greet.prompt", "Hello again", PromptVersion.hashOf("Hello"));
        there.refresh();
        assertThat(said(there)).isEqualTo("Hello");
        assertThat(there.live("greet", null, "en", null).version()).isEqualTo("greet@" + first.shortId());

        desk.release("greet", new Release(Label.PRODUCTION, null, 0.25, "Ann", "try it", null));
        there.refresh();
        assertThat(there.labels("greet").trial(Label.PRODUCTION))
                .hasValueSatisfying(trial -> assertThat(trial.share()).isEqualTo(0.25));
        desk(other).rollback("greet", Label.PRODUCTION, "Bo", "no better");
        assertThat(desk.details("greet").moves())
                .extracting(LabelMove::kind)
                .containsExactly(LabelMove.Kind.RELEASED, LabelMove.Kind.SHARED, LabelMove.Kind.ROLLED_BACK);
        assertThat(desk.details("greet").versions()).hasSize(2).first().isEqualTo(first);
        assertThat(desk.state("greet", first.shortId()).texts()).isEqualTo(Map.of("greet.prompt", "Hello"));
    }

    @Test
    void theSecondOfTwoAuthorsIsToldAndNothingIsOverwritten() throws Exception {
        PromptStore here = one.prompts();
        PromptStore there = other.prompts();
        here.saveDraft("greet.prompt", "Hello", null);
        String opened = PromptVersion.hashOf("Hello");
        here.saveDraft("greet.prompt", "Hello, says Ann", opened);

        assertConflict(() -> there.saveDraft("greet.prompt", "Hello, says Bo", opened));
        assertConflict(() -> there.saveDraft("greet.prompt", "New, says Bo", null));
        assertConflict(() -> there.saveDraft("greet.prompt", null, opened));
        assertThat(there.drafts().texts()).isEqualTo(Map.of("greet.prompt", "Hello, says Ann"));

        var move =
                new LabelMove(LabelMove.Kind.RELEASED, Label.STAGING, opened, 0, "Ann", clock.instant(), "", "because");
        here.move("greet", 0, move);
        assertConflict(() -> there.move("greet", 0, move));
        assertThat(there.labels().byPrompt().get("greet"))
                .isNotNull()
                .satisfies(labels -> assertThat(labels.moves()).isEqualTo(List.of(move)));
    }

    @Test
    void severalFilesAreSavedTogetherOrNotAtAll() throws Exception {
        PromptStore store = one.prompts();
        store.saveDrafts(Map.of("a.prompt", new Edit("A", null), "b.prompt", new Edit("B", null)));
        assertThat(store.draft("a.prompt")).contains(new Draft("A", PromptVersion.hashOf("A"), null));

        assertConflict(() -> store.saveDrafts(Map.of(
                "a.prompt", new Edit("A2", PromptVersion.hashOf("A")),
                "b.prompt", new Edit(null, PromptVersion.hashOf("somebody's")),
                "c.prompt", new Edit("C", null))));
        assertThat(store.drafts().texts()).isEqualTo(Map.of("a.prompt", "A", "b.prompt", "B"));
        assertThat(store.draft("c.prompt")).isEmpty();
    }

    @Test
    void whenTheMovesAreTooManyTheOlderHalfGivesWayAndALabelCanStillGoBack() throws Exception {
        PromptStore store = one.prompts();
        one.writer().useHandle(handle -> {
            var batch = handle.prepareBatch("INSERT INTO prompt_moves (prompt, seq, kind, label, version_id, share,"
                    + " author, at_ms, message, forced)"
                    + " VALUES ('greet', ?, 'released', 'production', ?, 0, 'Ann', 0, '', NULL)");
            for (int i = 1; i <= PromptLabels.MAX_MOVES; i++) {
                batch.bind(0, i).bind(1, "%064x".formatted(i)).add();
            }
            batch.execute();
        });
        String before = "%064x".formatted(PromptLabels.MAX_MOVES - 1);
        store.move(
                "greet",
                PromptLabels.MAX_MOVES,
                new LabelMove(
                        LabelMove.Kind.ROLLED_BACK, Label.PRODUCTION, before, 0, "Bo", clock.instant(), "", null));

        PromptLabels labels = store.labels().byPrompt().getOrDefault("greet", PromptLabels.NONE);
        assertThat(labels.version(Label.PRODUCTION)).contains(before);
        assertThat(labels.moves()).hasSizeLessThan(PromptLabels.MAX_MOVES);
        store.move(
                "greet",
                labels.moves().size(),
                new LabelMove(LabelMove.Kind.ROLLED_BACK, Label.PRODUCTION, null, 0, "Bo", clock.instant(), "", null));
    }

    @Test
    void nothingIsReadAgainWhileNothingChanges() throws Exception {
        PromptStore store = one.prompts();
        store.saveDraft("greet.prompt", "Hello", null);

        assertThat(store.drafts()).isSameAs(store.drafts());
        assertThat(store.labels()).isSameAs(store.labels());
    }

    @Test
    void anAlteredVersionIsNotGivenOut() throws Exception {
        PromptVersion version = desk(one).keep(saved(), "Ann", "");
        one.writer().useHandle(handle -> handle.execute("UPDATE prompt_texts SET content = 'Forged'"));

        assertThatThrownBy(() -> one.prompts().texts("greet", version.id())).hasMessageContaining("was changed");
    }

    private String saved() throws PromptRefusal {
        one.prompts().saveDraft("greet.prompt", "Hello", null);
        return "greet";
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(PromptRefusal.class))
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(Why.CONFLICT));
    }

    private static Release release() {
        return new Release(Label.PRODUCTION, null, 1, "Ann", "", null);
    }

    private static String said(PromptLibrary library) {
        return library.get("greet", "en")
                .render(Map.of(), List.of())
                .messages()
                .getFirst()
                .text();
    }

    private PromptDesk desk(SqliteStore store) {
        return new PromptDesk(
                PromptLibrary.of(store.prompts(), Label.PRODUCTION),
                store.prompts(),
                ReleaseGate.closed("no suites here"),
                clock);
    }
}
