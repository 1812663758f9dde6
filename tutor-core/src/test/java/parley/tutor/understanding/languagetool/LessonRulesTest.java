package parley.tutor.understanding.languagetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.languagetool.Languages;
import org.languagetool.rules.Rule;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.CorrectionNotes;

class LessonRulesTest {
    private static final LessonRules RULES = LessonRules.of(Languages.getLanguageForShortCode("en-US"));

    @Test
    void haveIdsOfTheirOwnAndANoteInBothLanguages() {
        List<String> ids = RULES.rules().stream().map(Rule::getId).distinct().toList();
        assertThat(ids).hasSizeGreaterThan(25).allMatch(id -> id.startsWith(LessonRules.PREFIX));
        assertThat(RULES.rules()).allMatch(LessonRules::holds);
        CorrectionNotes notes = CorrectionNotes.shipped();
        for (String id : ids) {
            var correction = new Correction("", "", "", "", "of the rule", id);
            assertThat(notes.note(correction, "en")).as(id).isNotEqualTo("of the rule");
            assertThat(notes.note(correction, "zh-CN")).as(id).containsPattern("\\p{IsHan}");
        }
    }

    @Test
    void aRuleWithoutANoteKeepsItsOwnInEnglishAndSpeaksChineseOtherwise() {
        var correction = new Correction("", "", "", "", "of the rule", "NOT_ANY_RULE");
        assertThat(CorrectionNotes.shipped().note(correction, "en")).isEqualTo("of the rule");
        assertThat(CorrectionNotes.shipped().note(correction, "fr")).isEqualTo("of the rule");
        assertThat(CorrectionNotes.shipped().note(correction, "zh-CN")).containsPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a engineer        | He is    | an engineer
                    a  new phone      | I want   | a new phone
                    a university      | It is    | a university
                    A old friend      | ''       | An old friend
                    ~be very          | I        | am very
                    ~be very          | She      | is very
                    ~be from          | we       | are from
                    ~be               | My son   | is
                    , she             | was ill  | , she
                    """)
    void finishesSuggestions(String suggestion, String before, String finished) {
        assertThat(RULES.finished(suggestion, before + " ")).isEqualTo(finished);
    }
}
