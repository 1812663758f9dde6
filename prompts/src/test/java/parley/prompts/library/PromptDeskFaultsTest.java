package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.library.PromptDesk.Seen;
import parley.prompts.library.PromptRefusal.Why;

/** An author's bad day: a second author, damaged files, and labels that git could not merge. */
class PromptDeskFaultsTest extends AuthorsFolder {
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
}
