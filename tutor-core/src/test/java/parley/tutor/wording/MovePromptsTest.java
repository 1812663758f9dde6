package parley.tutor.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import parley.prompts.library.PromptBundle;
import parley.prompts.library.PromptLibrary;
import parley.tutor.teaching.TeachingMove;

/** Each teaching move has a prompt of its own, in every language, which the reply's prompt includes. */
class MovePromptsTest {
    @Test
    void everyMoveHasItsFileInEnglishAndChinese() {
        PromptBundle reply =
                PromptLibrary.shipped().workingCopy(ModelWording.PROMPT).orElseThrow();
        for (Class<?> move : TeachingMove.class.getPermittedSubclasses()) {
            String name = "_move-"
                    + move.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            assertThat(reply.texts()).containsKeys(name + ".prompt", name + ".zh-CN.prompt");
        }
    }
}
