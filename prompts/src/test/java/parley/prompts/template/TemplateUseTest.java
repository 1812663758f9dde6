package parley.prompts.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import parley.prompts.schema.SchemaResolver;
import parley.prompts.source.SourcePosition;
import parley.prompts.template.handlebars.PartialSource;
import parley.prompts.template.handlebars.TemplateUse;
import parley.prompts.template.handlebars.TemplateUse.Purpose;
import parley.prompts.template.handlebars.TemplateUse.Variable;

class TemplateUseTest {

    @Test
    void tellsTheWayFromTheInputsWhateverStandsAround() {
        TemplateUse uses = uses("{{a}}{{#each rows as |row i|}}{{row.x}}{{y}}{{../b}}{{i}}{{@index}}{{@root.c}}"
                + "{{#with in}}{{z}}{{/with}}{{else}}{{d}}{{/each}}{{#if @state.s}}{{lookup e f}}{{/if}}{{learner g}}");

        assertThat(uses.variables())
                .extracting(Variable::path)
                .containsExactly(
                        "a",
                        "rows",
                        "rows[].x",
                        "rows[].y",
                        "b",
                        "@index",
                        "c",
                        "rows[].in",
                        "rows[].in.z",
                        "d",
                        "@state.s",
                        "e",
                        "f",
                        "g");
        assertThat(uses.inputs()).containsExactly("a", "rows", "b", "c", "d", "e", "f", "g");
        assertThat(uses.variables().getLast().purpose()).isEqualTo(Purpose.FENCED);
        assertThat(uses.helpers())
                .extracting(TemplateUse.Named::name)
                .containsExactly("each", "with", "if", "lookup", "learner");
    }

    @Test
    void followsPartialsWithTheirArguments() {
        TemplateUse uses = uses("---\nname: n\n---\n\nx {{> p item kind=\"k\" said=words}}");

        assertThat(uses.variables())
                .extracting(Variable::path, Variable::purpose, Variable::at)
                .containsExactly(
                        tuple("item", Purpose.GIVEN, new SourcePosition("t", 5, 9)),
                        tuple("words", Purpose.GIVEN, new SourcePosition("t", 5, 28)),
                        tuple("words", Purpose.FENCED, new SourcePosition("_p", 2, 11)),
                        tuple("item.text", Purpose.PRINTED, new SourcePosition("_p", 3, 3)));
        assertThat(uses.partials()).containsExactly(new TemplateUse.Named("p", new SourcePosition("t", 5, 7)));
    }

    @Test
    void aNamedFieldThatIsLookedUpIsThatField() {
        TemplateUse uses =
                uses("{{lookup this \"a\"}}{{learner (lookup b \"c\")}}{{#with (lookup d e)}}{{f}}{{/with}}");

        assertThat(uses.variables())
                .extracting(Variable::path, Variable::purpose)
                .containsExactly(
                        tuple("a", Purpose.PRINTED),
                        tuple("b.c", Purpose.FENCED),
                        tuple("d", Purpose.GIVEN),
                        tuple("e", Purpose.GIVEN),
                        tuple("d[].f", Purpose.PRINTED));
    }

    @Test
    void aContextVariableWithoutANameIsUnknown() {
        assertThat(uses("{{@this}}{{@.}}{{@..}}").variables())
                .extracting(Variable::path)
                .containsExactly("?", "?", "?");
    }

    @Test
    void whatAMarkerIsGivenIsToldApart() {
        assertThat(uses("{{role \"user\" note=a}}{{media url=b}}").variables())
                .extracting(Variable::path, Variable::purpose)
                .containsExactly(tuple("a", Purpose.MARKED), tuple("b", Purpose.MARKED));
    }

    @Test
    void tellsWhenAllInputsAreTaken() {
        assertThat(uses("{{json this}}").takesAllInputs()).isTrue();
        assertThat(uses("{{json a}}").takesAllInputs()).isFalse();
    }

    private static TemplateUse uses(String source) {
        return PromptTemplate.parse(
                        "t",
                        source,
                        name -> Optional.of(new PartialSource.Text("_p", "{{kind}}\n{{learner said}}\n{{text}}")),
                        SchemaResolver.NONE)
                .uses();
    }
}
