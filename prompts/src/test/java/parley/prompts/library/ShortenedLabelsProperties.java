package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import parley.prompts.library.LabelMove.Kind;

/** Whatever happened to labels, their shortened moves lead to the same places, now and after any further rollback. */
class ShortenedLabelsProperties {
    @Property
    void shortenedMovesLeadWhereAllOfThemDo(@ForAll("moves") List<LabelMove> moves) {
        PromptLabels all = new PromptLabels(moves);
        PromptLabels few = all.shortened();

        for (Label label : Label.values()) {
            assertThat(few.trial(label)).isEqualTo(all.trial(label));
            assertThat(List.copyOf(few.stack(label))).isEqualTo(List.copyOf(all.stack(label)));
        }
        assertThat(few.moves())
                .endsWith(moves.subList(moves.size() / 2, moves.size()).toArray(LabelMove[]::new));
    }

    /** Few versions, so that labels come back to them; few moves of a kind that deepens, so that no stack is cut. */
    @Provide
    Arbitrary<List<LabelMove>> moves() {
        Arbitrary<String> versions = Arbitraries.of("a", "b", "c", "d").map(digit -> digit.repeat(64));
        return Combinators.combine(Arbitraries.of(Kind.values()), Arbitraries.of(Label.values()), versions)
                .as((kind, label, version) -> new LabelMove(
                        kind,
                        label,
                        kind == Kind.ROLLED_BACK && version.startsWith("d") ? null : version,
                        kind == Kind.SHARED ? 0.5 : 0,
                        "Ann",
                        Instant.EPOCH,
                        "",
                        null))
                .list()
                .ofMaxSize(40);
    }
}
