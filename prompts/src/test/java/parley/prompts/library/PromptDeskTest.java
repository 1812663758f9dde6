package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.library.PromptDesk.Seen;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.library.PromptSummary.Origin;

/** An author's day with a folder: what is written there is what another program, a second author or git would see. */
class PromptDeskTest {
    @TempDir
    Path workspace;

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private final List<ReleaseGate.Question> asked = new ArrayList<>();
    private ReleaseGate.Answer answer = new ReleaseGate.Answer.Open(List.of("12 of 12 cases passed"));

    @Test
    void anEditIsLiveUntilSomethingIsReleasedAndNoLongerAfterwards() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Hello", null);
        PromptLibrary library = library();
        assertThat(said(library)).isEqualTo("Hello");

        PromptVersion first =
                desk.release("greet", production("working", "first")).version();
        edit(desk, "Hello again");
        library.refresh();

        assertThat(said(library)).isEqualTo("Hello");
        assertThat(library.live("greet", null, "en", null).version()).isEqualTo("greet@" + first.shortId());
        assertThat(desk.list())
                .filteredOn(PromptSummary::isUnreleased)
                .extracting(PromptSummary::name)
                .containsExactly("greet");
        assertThat(said(PromptLibrary.of(store(), Label.DRAFT))).isEqualTo("Hello again");

        desk.release("greet", production("working", "second"));
        library.refresh();
        assertThat(said(library)).isEqualTo("Hello again");

        desk.rollback("greet", Label.PRODUCTION, "Bo", "too long");
        library.refresh();
        assertThat(said(library)).isEqualTo("Hello");
        assertThat(desk.details("greet").moves())
                .extracting(LabelMove::kind)
                .containsExactly(LabelMove.Kind.RELEASED, LabelMove.Kind.RELEASED, LabelMove.Kind.ROLLED_BACK);
        assertThat(desk.details("greet").versions())
                .extracting(PromptVersion::message)
                .contains("first", "second");

        desk.rollback("greet", Label.PRODUCTION, "Bo", "");
        library.refresh();
        assertThat(said(library)).isEqualTo("Hello again");
    }

    @Test
    void aVersionHoldsAllLocalesAndIsTheSameForTheSameTexts() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Hello", null);
        desk.save("greet.zh-CN.prompt", "你好", null);
        PromptVersion one = desk.keep("greet", "Ann", "one");
        PromptVersion same = desk.keep("greet", "Bo", "again");

        assertThat(same.id()).isEqualTo(one.id());
        assertThat(desk.details("greet").versions()).singleElement().satisfies(version -> {
            assertThat(version.author()).isEqualTo("Ann");
            assertThat(version.at()).isEqualTo(clock.instant());
        });
        assertThat(desk.state("greet", one.id().substring(0, 6)).texts())
                .containsOnlyKeys("greet.prompt", "greet.zh-CN.prompt");
        assertThat(desk.state("greet", "draft").id()).isEqualTo(one.id());
    }

    @Test
    void aTrialGivesSomeLearnersAnotherVersionAndRepliesSayWhich() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Old", null);
        assertThatThrownBy(() -> desk.release("greet", new Release(Label.PRODUCTION, null, 0.5, "Ann", "", null)))
                .hasMessageContaining("nothing to try this one against");
        desk.release("greet", production("working", ""));
        edit(desk, "New");
        desk.release("greet", new Release(Label.PRODUCTION, null, 0.5, "Ann", "", null));
        PromptLibrary library = library();

        Map<String, Long> versions = Stream.iterate(0, i -> i < 1_000, i -> i + 1)
                .map(i -> library.live("greet", null, "en", "learner-" + i).version())
                .collect(java.util.stream.Collectors.groupingBy(v -> v, java.util.stream.Collectors.counting()));

        assertThat(versions)
                .hasSize(2)
                .allSatisfy((version, count) -> assertThat(count).isBetween(400L, 600L));
        assertThat(said(library)).isEqualTo("Old");
    }

    @Test
    void theGateIsAskedOnTheWayToProductionAndAForcedReleaseSaysWhy() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "---\nparley.suites: [everyday-english]\n---\nHello", null);
        answer = new ReleaseGate.Answer.Closed(List.of("2 cases that passed now fail"));

        desk.release("greet", new Release(Label.STAGING, null, 1, "Ann", "", null));
        assertThat(asked).isEmpty();
        assertThatThrownBy(() -> desk.release("greet", production("staging", "")))
                .asInstanceOf(type(PromptRefusal.class))
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(Why.GATE_CLOSED))
                .satisfies(refusal -> assertThat(refusal.line()).contains("2 cases that passed now fail"));
        assertThat(asked)
                .singleElement()
                .satisfies(question -> assertThat(question.suites()).containsExactly("everyday-english"));
        assertThat(library().labels("greet").version(Label.PRODUCTION)).isEmpty();

        desk.release("greet", new Release(Label.PRODUCTION, "staging", 1, "Ann", "", "the suite is out of date"));
        assertThat(library().labels("greet").moves().getLast().forced()).isEqualTo("the suite is out of date");

        answer = new ReleaseGate.Answer.Open(List.of());
        edit(desk, "---\nparley.suites: [everyday-english]\n---\nHello!");
        desk.release("greet", new Release(Label.PRODUCTION, null, 1, "Ann", "", "not needed"));
        assertThat(library().labels("greet").moves().getLast().forced()).isNull();
    }

    @Test
    void aBrokenPromptIsSavedButNotReleased() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Fine", null);
        edit(desk, "Hello\n{{#if x}}");

        // The desk's library saw the good text and keeps it; one that starts now has none to keep.
        assertThat(library().workingCopy("greet")).isEmpty();
        assertThatThrownBy(() -> desk.release("greet", production(null, "")))
                .asInstanceOf(type(PromptRefusal.class))
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(Why.INVALID))
                .satisfies(refusal -> assertThat(refusal.findings()).isNotEmpty());
        assertThat(desk.list())
                .filteredOn(PromptSummary::broken)
                .extracting(PromptSummary::name)
                .containsExactly("greet");
        assertThat(desk.details("greet").findings()).isNotEmpty();
    }

    @Test
    void whatIncludesPartialsThatIncludeEachOtherIsListedAsBroken() throws Exception {
        PromptDesk desk = desk();
        desk.save("_me.prompt", "I am {{>you}}", null);
        desk.save("_you.prompt", "You are {{>me}}", null);
        desk.save("who.prompt", "Who? {{>me}}", null);
        desk.save("greet.prompt", "Hello", null);

        assertThat(desk.list())
                .filteredOn(PromptSummary::broken)
                .extracting(PromptSummary::name)
                .contains("_me", "_you", "who")
                .doesNotContain("greet");
    }

    @Test
    void ofTwoAuthorsWhoSaveTheSecondIsToldAndNothingIsOverwritten() throws Exception {
        PromptDesk ann = desk();
        PromptDesk bo = desk();
        String opened = ann.save("greet.prompt", "Hello", null).hash();
        ann.save("greet.prompt", "Hello, says Ann", opened);

        assertThatThrownBy(() -> bo.save("greet.prompt", "Hello, says Bo", opened))
                .asInstanceOf(type(PromptRefusal.class))
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(Why.CONFLICT));
        assertThatThrownBy(() -> bo.save("greet.prompt", "New, says Bo", null)).hasMessageContaining("somebody else");
        assertThat(Files.readString(workspace.resolve("greet.prompt"))).isEqualTo("Hello, says Ann");
    }

    @Test
    void ofTwoWhoMoveALabelTheSecondIsTold() throws Exception {
        PromptDesk ann = desk();
        ann.save("greet.prompt", "Hello", null);
        ann.release("greet", production(null, ""));
        PromptStore store = store();
        LabelMove back =
                new LabelMove(LabelMove.Kind.ROLLED_BACK, Label.PRODUCTION, null, 0, "Bo", clock.instant(), "", null);

        store.move("greet", 1, back);
        assertThatThrownBy(() -> store.move("greet", 1, back))
                .asInstanceOf(type(PromptRefusal.class))
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(Why.CONFLICT));
    }

    @Test
    void anEditOfAShippedPromptIsAWorkingCopyThatCanBeTakenAway() throws Exception {
        PromptDesk desk = desk();
        PromptDesk.SourceFile shipped = desk.file("tutor-reply.prompt");
        assertThat(shipped.shipped()).isTrue();

        PromptDesk.SourceFile mine = desk.save("tutor-reply.prompt", shipped.text() + "\nBe brief.\n", shipped.hash());
        assertThat(origin(desk)).isEqualTo(Origin.CHANGED);
        assertThatThrownBy(() -> desk.save("tutor-reply.prompt", "x", shipped.hash()))
                .hasMessageContaining("somebody else");

        desk.remove("tutor-reply.prompt", mine.hash());
        assertThat(origin(desk)).isEqualTo(Origin.SHIPPED);
        assertThat(desk.file("tutor-reply.prompt").hash()).isEqualTo(shipped.hash());
    }

    @Test
    void anOldVersionCanBeMadeTheWorkingCopyAndNothingIsLost() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "One", null);
        PromptVersion one = desk.keep("greet", "Ann", "one");
        edit(desk, "Two, never kept");
        desk.save("greet.es.prompt", "Hola", null);

        desk.restore("greet", one.shortId(), "Bo");

        assertThat(desk.state("greet", "working").texts()).isEqualTo(Map.of("greet.prompt", "One"));
        assertThat(desk.details("greet").versions()).hasSize(2);
    }

    @Test
    void whatWasChangedInAKeptVersionIsNoticedAndLearnersGetTheVersionBefore() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Hello", null);
        PromptVersion first = desk.release("greet", production(null, "")).version();
        edit(desk, "Hello again");
        PromptVersion second = desk.release("greet", production(null, "")).version();
        edit(desk, "Working");
        forge(second);

        PromptLibrary library = library();
        assertThat(said(library)).isEqualTo("Hello");
        assertThat(library.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("damaged"));

        forge(first);
        library.refresh();
        assertThat(said(library)).isEqualTo("Hello");
        assertThatThrownBy(() -> said(library())).hasMessageContaining("no released version of greet");
    }

    @Test
    void aDamagedVersionOfAShippedPromptGivesTheShippedOneAndAReleaseOfOneThatIsDamagedChangesNothing()
            throws Exception {
        PromptDesk desk = desk();
        PromptDesk.SourceFile shipped = desk.file("tutor-reply.prompt");
        PromptDesk.SourceFile mine = desk.save("tutor-reply.prompt", shipped.text() + "\nMine\n", shipped.hash());
        PromptVersion version =
                desk.release("tutor-reply", production(null, "")).version();
        PromptLibrary before = library();
        desk.save("tutor-reply.prompt", shipped.text() + "\nUnreleased\n", mine.hash());
        PromptVersion next = desk.release("tutor-reply", production(null, "")).version();
        forge(next);
        before.refresh();
        assertThat(before.live("tutor-reply", null, "en", null).version()).endsWith(version.shortId());

        forge(version);
        assertThat(library().live("tutor-reply", null, "en", null).version())
                .isEqualTo(PromptLibrary.shipped()
                        .live("tutor-reply", null, "en", null)
                        .version());
    }

    private void forge(PromptVersion version) throws IOException {
        Files.writeString(
                workspace.resolve(".parley/versions/" + version.prompt() + "/" + version.id() + "/" + version.prompt()
                        + ".prompt"),
                "Forged");
    }

    @Test
    void labelsThatCannotBeReadAtTheStartDoNotMakeTheWorkingCopyLive() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Hello", null);
        desk.release("greet", new Release(Label.STAGING, null, 1, "Ann", "", null));
        Path labels = workspace.resolve(".parley/labels/greet.yaml");
        String staged = Files.readString(labels);
        desk.release("greet", production(null, ""));
        edit(desk, "Working");
        String whole = Files.readString(labels);

        Files.writeString(labels, whole + "<<<<<<< HEAD\n  - at: \"2026\n");
        PromptLibrary library = library();
        assertThat(said(library)).isEqualTo("Hello");
        assertThat(library.findings()).isNotEmpty();

        // The release itself is what is not whole: where production stands is not known.
        Files.writeString(labels, staged + "<<<<<<< HEAD\n" + whole.substring(staged.length()));
        assertThatThrownBy(() -> said(library())).hasMessageContaining("no released version of greet");

        Files.write(labels, new byte[] {'m', (byte) 0xC3, '('});
        assertThatThrownBy(() -> said(library())).hasMessageContaining("no released version of greet");
        assertThatThrownBy(() -> desk.release("greet", production(null, ""))).isInstanceOf(PromptRefusal.class);

        Files.writeString(labels, whole);
        assertThat(said(library())).isEqualTo("Hello");
    }

    @Test
    void whatIsNothingIsNotSavedAndWhoSavesGetsTheHashOfTheirOwnText() throws Exception {
        PromptDesk desk = desk();
        PromptDesk.SourceFile saved = desk.save("greet.prompt", "Hello", null);
        assertThatThrownBy(() -> desk.save("greet.prompt", " \n", saved.hash()))
                .asInstanceOf(type(PromptRefusal.class))
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(Why.INVALID));

        PromptStore store = store();
        PromptStore faster = new OtherStore(store) {
            @Override
            public void saveDrafts(Map<String, Edit> edits) throws PromptRefusal {
                super.saveDrafts(edits);
                for (Map.Entry<String, Edit> edit : edits.entrySet()) {
                    String hash =
                            PromptVersion.hashOf(String.valueOf(edit.getValue().text()));
                    store.saveDraft(edit.getKey(), "Bo's", hash);
                }
            }
        };
        PromptDesk ann = new PromptDesk(PromptLibrary.of(faster, Label.PRODUCTION), faster, question -> answer, clock);
        PromptDesk.SourceFile hers = ann.save("greet.prompt", "Ann's", saved.hash());

        assertThat(hers.text()).isEqualTo("Ann's");
        assertThatThrownBy(() -> store.saveDraft("greet.prompt", "Ann's again", hers.hash()))
                .hasMessageContaining("somebody else");
    }

    @Test
    void anAuthorWithoutANameIsToldWhenKeepingAVersion() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Hello", null);
        assertThatThrownBy(() -> desk.keep("greet", "x".repeat(PromptVersion.MAX_AUTHOR + 1), ""))
                .isInstanceOf(PromptRefusal.class);
    }

    @Test
    void aLabelFileThatGitCouldNotMergeKeepsWhereTheLabelStood() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Hello", null);
        desk.release("greet", production(null, "say \"hi\"\n<<<<<<< and: more"));
        edit(desk, "Working");
        PromptLibrary library = library();
        Path labels = workspace.resolve(".parley/labels/greet.yaml");
        Files.writeString(labels, Files.readString(labels) + "<<<<<<< HEAD\n");
        library.refresh();

        assertThat(said(library)).isEqualTo("Hello");
        assertThat(library.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.at().line()).isPositive());
    }

    @Test
    void whoSawSomethingElseNeitherReleasesNorRollsBack() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Hello", null);
        String seen = desk.state("greet", "working").id();
        edit(desk, "Hello, by somebody else");

        assertConflict(() -> desk.release("greet", production(new Seen(seen, 0))));
        String now = desk.state("greet", "working").id();
        desk.release("greet", production(new Seen(now.substring(0, PromptVersion.SHORT_DIGITS), 0)));

        edit(desk, "Third");
        assertConflict(() -> desk.release("greet", production(new Seen(null, 0))));
        assertConflict(() -> desk.rollback("greet", Label.PRODUCTION, "Bo", "", new Seen(seen, 1)));
        assertConflict(() -> desk.rollback("greet", Label.PRODUCTION, "Bo", "", new Seen(now, 2)));
        assertThat(library().labels("greet").moves()).hasSize(1);
        desk.rollback("greet", Label.PRODUCTION, "Bo", "", new Seen(now, 1));
        assertThat(library().labels("greet").moves()).hasSize(2);
    }

    @Test
    void aWorkingCopyThatCannotBeReadIsShownAsItIsCanBeMendedAndIsNotReleasedWithoutItsOtherFiles() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Hello", null);
        desk.save("greet.zh-CN.prompt", "你好", null);
        Files.write(workspace.resolve("greet.zh-CN.prompt"), "Ol\u00e1".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(workspace.resolve("tutor-reply.prompt"), new byte[] {(byte) 0xFF, 'a'});
        Files.write(workspace.resolve("own.prompt"), new byte[] {(byte) 0xFF});
        PromptDesk later = desk();

        assertThat(later.list())
                .filteredOn(PromptSummary::broken)
                .extracting(PromptSummary::name)
                .containsExactly("greet", "own", "tutor-reply");
        PromptDesk.SourceFile broken = later.file("tutor-reply.prompt");
        assertThat(broken.problem()).contains("UTF-8");
        assertThat(broken.shipped()).isFalse();
        assertThat(broken.text()).isEqualTo("\uFFFDa");
        assertThat(later.details("own").files())
                .singleElement()
                .satisfies(file -> assertThat(file.problem()).isNotNull());

        assertThatThrownBy(() -> later.release("greet", production(null, "")))
                .hasMessageContaining("greet.zh-CN.prompt cannot be read");
        later.save("greet.zh-CN.prompt", "你好!", later.file("greet.zh-CN.prompt").hash());
        later.release("greet", production(null, ""));
        assertThat(later.state("greet", "production").texts()).containsOnlyKeys("greet.prompt", "greet.zh-CN.prompt");
        assertThat(later.save("tutor-reply.prompt", "Mine", broken.hash()).problem())
                .isNull();
    }

    @Test
    void aNewFileDoesNotHideOneThatComesWithParley() throws Exception {
        PromptDesk desk = desk();
        assertConflict(() -> desk.save("tutor-reply.prompt", "Mine", null));
        assertThat(workspace.resolve("tutor-reply.prompt")).doesNotExist();
    }

    @Test
    void aShippedPromptIsCopiedOnceToBeEdited() throws Exception {
        PromptDesk desk = desk();
        assertThat(desk.copyShipped("tutor-reply"))
                .extracting(PromptDesk.SourceFile::fileName)
                .contains("tutor-reply.prompt", "tutor-reply.zh-CN.prompt", "tutor-reply.samples.yaml");
        assertThat(origin(desk)).isEqualTo(Origin.CHANGED);
        assertThat(Files.readString(workspace.resolve("tutor-reply.prompt")))
                .isEqualTo(Resources.text("prompts/tutor-reply.prompt").orElseThrow());
        assertThatThrownBy(() -> desk.copyShipped("tutor-reply")).hasMessageContaining("already");
        assertThatThrownBy(() -> desk.copyShipped("absent")).hasMessageContaining("there is no prompt absent");
    }

    @Test
    void aSuiteIsNotEscapedByNoLongerNamingIt() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "---\nparley.suites: [mine]\n---\nHello", null);
        desk.release("greet", production(null, ""));
        edit(desk, "Hello");
        answer = new ReleaseGate.Answer.Closed(List.of("worse"));

        assertThatThrownBy(() -> desk.release("greet", production(null, ""))).hasMessageContaining("worse");
        assertThat(asked.getLast().suites()).containsExactly("mine");

        // Of a shipped prompt nothing was released yet: the shipped one's suites count.
        PromptDesk.SourceFile shipped = desk.file("tutor-reply.prompt");
        desk.save("tutor-reply.prompt", "Say hello.", shipped.hash());
        assertThatThrownBy(() -> desk.release("tutor-reply", production(null, "")))
                .hasMessageContaining("worse");
        assertThat(asked.getLast().suites()).containsExactly("everyday-english");
    }

    @Test
    void aPartialThatIsRestoredToBeIsKeptForAllThatIncludeItAndAConflictChangesNothing() throws Exception {
        PromptDesk desk = desk();
        desk.save("_tone.prompt", "Kindly.", null);
        desk.save("greet.prompt", "{{> tone}} Hello", null);
        desk.save("other.prompt", "{{> 'tone'}} Bye", null);
        PromptVersion first = desk.keep("greet", "Ann", "first");
        desk.save("_tone.prompt", "Coldly.", desk.file("_tone.prompt").hash());
        edit(desk, "Hello without it");

        PromptStore store = store();
        PromptStore slower = new OtherStore(store) {
            @Override
            public void saveDrafts(Map<String, Edit> edits) throws PromptRefusal {
                store.saveDraft("greet.prompt", "Bo's", PromptVersion.hashOf("Hello without it"));
                super.saveDrafts(edits);
            }
        };
        PromptDesk late = new PromptDesk(PromptLibrary.of(slower, Label.PRODUCTION), slower, question -> answer, clock);
        assertConflict(() -> late.restore("greet", first.shortId(), "Ann"));
        assertThat(desk.file("_tone.prompt").text()).isEqualTo("Coldly.");

        desk.restore("greet", first.shortId(), "Ann");
        assertThat(desk.state("greet", "working").id()).isEqualTo(first.id());
        assertThat(desk.details("other").versions()).singleElement().satisfies(version -> {
            assertThat(version.message()).contains(first.shortId());
            assertThat(desk.state("other", version.shortId()).texts()).containsEntry("_tone.prompt", "Coldly.");
        });
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(PromptRefusal.class))
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo(Why.CONFLICT));
    }

    private static Release production(Seen seen) {
        return new Release(Label.PRODUCTION, null, 1, "Ann", "", null, seen);
    }

    @Test
    void nothingHalfWrittenStaysBehind() throws Exception {
        PromptDesk desk = desk();
        desk.save("greet.prompt", "Hello", null);
        desk.release("greet", production(null, ""));

        try (Stream<Path> files = Files.walk(workspace)) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.contains(DurableFiles.UNFINISHED));
        }
        assertThat(Files.readString(workspace.resolve(".parley/.gitignore"))).contains("lock");
    }

    private Origin origin(PromptDesk desk) throws PromptRefusal {
        return desk.details("tutor-reply").summary().origin();
    }

    private void edit(PromptDesk desk, String text) throws PromptRefusal {
        desk.save("greet.prompt", text, desk.file("greet.prompt").hash());
    }

    private static Release production(@Nullable String what, String message) {
        return new Release(Label.PRODUCTION, what, 1, "Ann", message, null);
    }

    private static String said(PromptLibrary library) {
        return library.get("greet", "en")
                .render(Map.of(), List.of())
                .messages()
                .getFirst()
                .text();
    }

    private PromptStore store() {
        return new FolderPromptStore(workspace, clock);
    }

    private PromptLibrary library() {
        return PromptLibrary.of(store(), Label.PRODUCTION);
    }

    private PromptDesk desk() throws IOException {
        PromptStore store = store();
        return new PromptDesk(
                PromptLibrary.of(store, Label.PRODUCTION),
                store,
                question -> {
                    asked.add(question);
                    return answer;
                },
                clock);
    }
}
