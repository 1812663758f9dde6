package parley.prompts.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is said to a model stands in files that authors can change, not in Java. Looks for texts in the main code of all
 * modules that speak to a model as one does: "You are a …", "the learner's level is …", template tags in prose.
 */
class NoPromptsInJavaTest {
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"\\s*\\n(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

    private static final List<Pattern> SPOKEN_TO_A_MODEL = List.of(
            Pattern.compile(
                    "(?i)\\byou are (a|an|the)\\b.*\\b(tutor|teacher|assistant|judge|examiner|model|expert)\\b"),
            Pattern.compile("(?i)\\byour (only )?task is to\\b"),
            Pattern.compile("(?i)\\b(respond|reply|answer) (only |strictly )?(in|with|as) (valid )?json\\b"),
            Pattern.compile("(?i)\\bthe (learner|student|user)('s level is| has just said)\\b"),
            Pattern.compile("(?i)\\b(never|do not|don't) (reveal|tell|give away|mention) (the|these|your)"
                    + " (answer|instructions|rules)\\b"),
            Pattern.compile("你是.{0,12}(老师|助手|裁判|模型)"));

    @Test
    void noModuleHoldsPromptTextInItsCode() throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        for (String module : List.of("prompts", "tutor-core", "speech", "evaluation", "api")) {
            Path main = Path.of("..", module, "src", "main", "java");
            try (Stream<Path> sources = Files.walk(main)) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                        .toList()) {
                    files++;
                    promptsIn(Files.readString(source)).forEach(text -> found.add(source + ": " + text));
                }
            }
        }
        assertThat(files).isGreaterThan(300);
        assertThat(found).isEmpty();
    }

    @Test
    void knowsAPromptWhenItSeesOne() {
        assertThat(promptsIn("String s = \"You are a kind tutor of English.\";"))
                .hasSize(1);
        assertThat(promptsIn("String s = \"\"\"\n    Carry on.\n    Your task is to grade.\n    \"\"\";"))
                .hasSize(1);
        assertThat(promptsIn("String s = \"Answer in JSON\" + \"你是一位英语老师\";")).hasSize(2);
        assertThat(promptsIn("// You are a tutor\nString s = \"there is no prompt\";"))
                .isEmpty();
    }

    private static List<String> promptsIn(String source) {
        List<String> found = new ArrayList<>();
        Matcher literals = LITERAL.matcher(withoutComments(source));
        while (literals.find()) {
            String text = literals.group(1) == null ? literals.group(2) : literals.group(1);
            if (SPOKEN_TO_A_MODEL.stream()
                    .anyMatch(pattern -> pattern.matcher(text).find())) {
                found.add(text.strip());
            }
        }
        return found;
    }

    private static String withoutComments(String source) {
        return source.replaceAll("(?m)^\\s*(//|\\*|/\\*).*$", "");
    }
}
