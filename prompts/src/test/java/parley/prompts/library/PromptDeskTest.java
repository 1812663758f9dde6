package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.library.PromptSummary.Origin;

/** An author's day with a folder: what is written there is what another program, a second author or git would see. */
class PromptDeskTest extends AuthorsFolder {
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
}
