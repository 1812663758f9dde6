package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.prompts.source.Finding;

class LibraryWatchTest {

    @Test
    void aLookThatFailsIsToldOnceAndTheNextOneTakesPlace() {
        var store = new FailingStore();
        PromptLibrary library = PromptLibrary.of(store, Label.PRODUCTION);
        List<Finding> told = new ArrayList<>();
        LibraryWatch watch = new LibraryWatch(library, told::add);

        store.failure = new IllegalStateException("a learner's words");
        watch.look();
        watch.look();
        assertThat(told)
                .singleElement()
                .satisfies(finding -> assertThat(finding.asLine())
                        .contains("could not be read again (IllegalStateException)")
                        .doesNotContain("a learner's words"));

        store.failure = null;
        store.drafts = new PromptStore.Drafts(
                Map.of("tutor-reply.prompt", "Mine"), Map.of("tutor-reply.prompt", "t"), List.of(), List.of());
        watch.look();
        assertThat(library.get("tutor-reply", "en")
                        .render(Map.of(), List.of())
                        .messages()
                        .getFirst()
                        .text())
                .isEqualTo("Mine");
    }

    @Test
    void aListenerThatFailsHearsOfTheNextFinding() {
        var store = new FailingStore();
        List<Finding> told = new ArrayList<>();
        LibraryWatch watch = new LibraryWatch(PromptLibrary.of(store, Label.PRODUCTION), finding -> {
            told.add(finding);
            throw new IllegalStateException();
        });

        store.drafts = new PromptStore.Drafts(
                Map.of("a.prompt", "{{#if x}}", "b.prompt", "{{#if x}}"),
                Map.of("a.prompt", "a", "b.prompt", "b"),
                List.of(),
                List.of());
        watch.look();

        assertThat(told).extracting(finding -> finding.at().file()).contains("a", "b");
    }

    /** An empty store, until it is told otherwise. */
    private static final class FailingStore implements PromptStore {
        private @Nullable RuntimeException failure;
        private Drafts drafts = Drafts.NONE;

        @Override
        public Drafts drafts() {
            if (failure != null) {
                throw failure;
            }
            return drafts;
        }

        @Override
        public Optional<Draft> draft(String fileName) {
            return Optional.empty();
        }

        @Override
        public void saveDrafts(Map<String, Edit> edits) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PromptVersion> versions(String prompt) {
            return List.of();
        }

        @Override
        public Optional<Map<String, String>> texts(String prompt, String versionId) {
            return Optional.empty();
        }

        @Override
        public void keep(PromptVersion version, Map<String, String> texts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Labels labels() {
            return Labels.NONE;
        }

        @Override
        public void move(String prompt, int after, LabelMove move) {
            throw new UnsupportedOperationException();
        }
    }
}
