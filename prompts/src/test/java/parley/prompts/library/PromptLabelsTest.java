package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.prompts.library.LabelMove.Kind;

class PromptLabelsTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);

    @Test
    void aLabelMovesAndGoesBackStepByStep() {
        PromptLabels labels = labels(released(A), released(B), released(C));
        assertThat(labels.version(Label.PRODUCTION)).contains(C);
        assertThat(labels.version(Label.STAGING)).isEmpty();

        labels = back(labels);
        assertThat(labels.version(Label.PRODUCTION)).contains(B);
        labels = back(labels);
        assertThat(labels.version(Label.PRODUCTION)).contains(A);
        labels = back(labels);
        assertThat(labels.version(Label.PRODUCTION)).isEmpty();
        assertThat(labels.canRollBack(Label.PRODUCTION)).isFalse();
        assertThat(labels.moves()).hasSize(6);
    }

    @Test
    void whatIsReleasedAfterARollbackGoesBackToWhatStoodThen() {
        PromptLabels labels = back(back(labels(released(A), released(B))));
        labels = plus(plus(labels, released(C)), released(A));

        assertThat(back(labels).version(Label.PRODUCTION)).contains(C);
    }

    @Test
    void aTrialEndsWithTheNextReleaseOrWithARollback() {
        PromptLabels trying = labels(released(A), move(Kind.SHARED, B, 0.25));

        assertThat(trying.version(Label.PRODUCTION)).contains(A);
        assertThat(trying.trial(Label.PRODUCTION)).contains(new PromptLabels.Trial(B, 0.25));
        assertThat(back(trying).trial(Label.PRODUCTION)).isEmpty();
        assertThat(back(trying).version(Label.PRODUCTION)).contains(A);
        assertThat(plus(trying, released(B)).trial(Label.PRODUCTION)).isEmpty();
        assertThat(plus(trying, released(B)).version(Label.PRODUCTION)).contains(B);
    }

    @Test
    void aTrialIsStickyAndGrowsWithoutSendingAnybodyBack() {
        PromptLabels few = labels(released(A), move(Kind.SHARED, B, 0.2));
        PromptLabels more = plus(few, move(Kind.SHARED, B, 0.5));
        List<String> learners =
                IntStream.range(0, 10_000).mapToObj(i -> "learner-" + i).toList();

        List<String> inFew =
                learners.stream().filter(l -> gets(few, l).equals(B)).toList();
        assertThat(inFew.size() / 10_000.0).isCloseTo(0.2, within(0.02));
        assertThat(inFew)
                .allSatisfy(learner -> assertThat(gets(few, learner)).isEqualTo(B))
                .allSatisfy(learner -> assertThat(gets(more, learner)).isEqualTo(B));
        assertThat(few.versionFor(Label.PRODUCTION, "greet", null)).contains(A);
        // Another prompt's trial takes other learners.
        assertThat(learners.stream()
                                .filter(l -> few.versionFor(Label.PRODUCTION, "other", l)
                                        .orElseThrow()
                                        .equals(B))
                                .filter(inFew::contains)
                                .count()
                        / 10_000.0)
                .isCloseTo(0.04, within(0.01));
    }

    @Test
    void aRollbackToAVersionOfWhichNoReleaseIsKnownStandsThere() {
        PromptLabels labels = labels(released(A), released(B), move(Kind.ROLLED_BACK, C, 0));

        assertThat(labels.version(Label.PRODUCTION)).contains(C);
        assertThat(back(labels).version(Label.PRODUCTION)).contains(A);
        assertThat(labels(move(Kind.ROLLED_BACK, C, 0)).version(Label.PRODUCTION))
                .contains(C);
    }

    private static String gets(PromptLabels labels, String learner) {
        return labels.versionFor(Label.PRODUCTION, "greet", learner).orElseThrow();
    }

    private static PromptLabels labels(LabelMove... moves) {
        return new PromptLabels(List.of(moves));
    }

    private static PromptLabels plus(PromptLabels labels, LabelMove move) {
        return new PromptLabels(
                java.util.stream.Stream.concat(labels.moves().stream(), java.util.stream.Stream.of(move))
                        .toList());
    }

    private static PromptLabels back(PromptLabels labels) {
        return plus(labels, move(Kind.ROLLED_BACK, labels.versionAfterRollback(Label.PRODUCTION), 0));
    }

    private static LabelMove released(String version) {
        return move(Kind.RELEASED, version, 0);
    }

    private static LabelMove move(Kind kind, @Nullable String version, double share) {
        return new LabelMove(kind, Label.PRODUCTION, version, share, "Ann", Instant.EPOCH, "", null);
    }
}
