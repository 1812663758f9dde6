package parley.tutor.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.tutor.wording.ReplyFixtures.COURSE;
import static parley.tutor.wording.ReplyFixtures.request;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.prompts.course.Item;
import parley.prompts.library.PhraseBook;
import parley.tutor.teaching.AnswerLeak;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Topic;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Intent;
import parley.tutor.wording.ReplyFixtures.Heard;

class AuthoredWordingTest {
    private final AuthoredWording wording = new AuthoredWording(COURSE, PhraseBook.shipped());

    private String words(ReplyRequest request) throws InterruptedException {
        Heard heard = new Heard();
        assertThat(wording.word(request, heard)).isEqualTo(new Wording.WordingOutcome.Worded("authored"));
        return heard.text();
    }

    private static List<TeachingMove> everyMove(Item item) {
        String concept = COURSE.conceptOf(item.id()).orElseThrow().id();
        String unit = COURSE.unitOf(item.id()).orElseThrow().id();
        var moves = new java.util.ArrayList<TeachingMove>(List.of(
                new TeachingMove.Welcome(false),
                new TeachingMove.Welcome(true),
                new TeachingMove.Ask(item.id(), false),
                new TeachingMove.Ask(item.id(), true),
                new TeachingMove.Praise(item.id(), item.modelAnswer()),
                new TeachingMove.Recast(new Correction("He go.", "He goes.", "go", "goes", "", "R")),
                new TeachingMove.TryAgain(item.id(), ""),
                new TeachingMove.Explain(concept),
                new TeachingMove.Reveal(item.id()),
                new TeachingMove.Clarify("", List.of()),
                new TeachingMove.Clarify("tea", List.of("key")),
                new TeachingMove.Encourage(),
                new TeachingMove.Respond(Topic.ABOUT_TUTOR),
                new TeachingMove.Respond(Topic.SMALL_TALK),
                new TeachingMove.Respond(Topic.OFF_COURSE),
                new TeachingMove.Milestone(unit, false),
                new TeachingMove.Milestone(unit, true),
                new TeachingMove.Close()));
        item.misconceptions().forEach(m -> moves.add(new TeachingMove.TryAgain(item.id(), m.id())));
        for (int rung = 0; rung < item.hints().size(); rung++) {
            moves.add(new TeachingMove.Hint(item.id(), rung));
        }
        return moves;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void wordsEveryMoveOfEveryItemAndTellsNoAnswerBeforeItsTime(String locale) throws Exception {
        for (Item item : COURSE.items()) {
            AnswerLeak leak = AnswerLeak.of(item);
            for (TeachingMove move : everyMove(item)) {
                String words = words(request(item.id(), locale, 4, "", move));
                assertThat(words)
                        .as(move.toString())
                        .isNotBlank()
                        .doesNotContain("{{")
                        .hasSizeLessThan(1_200);
                // An explanation of a concept may hold a word that answers an exercise ("a bottle of").
                boolean mayTell = move instanceof TeachingMove.Praise
                        || move instanceof TeachingMove.Reveal
                        || move instanceof TeachingMove.Explain;
                assertThat(mayTell || !leak.in(words))
                        .as(item.id() + " " + move + " " + words)
                        .isTrue();
            }
        }
    }

    @Test
    void opensANewConversation() throws Exception {
        String words = words(
                request("", "en", 0, "", new TeachingMove.Welcome(false), new TeachingMove.Ask("order-coffee", false)));
        assertThat(words)
                .contains("Everyday English", "ordering and shopping")
                .endsWith("You are in a café. Order a coffee politely.");
    }

    @Test
    void speaksChineseAndKeepsThePractisedEnglish() throws Exception {
        assertThat(words(request("", "zh-CN", 0, "", new TeachingMove.Ask("went-to-park", false))))
                .containsPattern("\\p{IsHan}")
                .contains("I go to the park.");
        assertThat(words(request("", "zh-CN", 0, "", new TeachingMove.Ask("polite-sandwich", false))))
                .endsWith("“I want a sandwich.”");
        assertThat(words(request("", "zh-CN", 0, "", new TeachingMove.Ask("order-coffee", false))))
                .as("the task quotes no English, so the English task stands beside it")
                .contains("请用英语礼貌地点一杯咖啡", "Order a coffee politely.");
    }

    @Test
    void variesWithTheReplies() throws Exception {
        Set<String> words = new HashSet<>();
        for (int replies = 0; replies < 10; replies++) {
            words.add(words(request(
                    "went-to-park",
                    "en",
                    replies,
                    "",
                    new TeachingMove.Praise("went-to-park", "I went to the park."))));
        }
        assertThat(words).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void streamsSentenceBySentence() throws Exception {
        Heard heard = new Heard();
        wording.word(request("went-to-park", "en", 0, "", new TeachingMove.Explain("irregular-past")), heard);
        assertThat(heard.deltas).hasSizeGreaterThan(3).allMatch(d -> d.length() <= 400);
    }

    @Test
    void suitsTheIntent() throws Exception {
        assertThat(words(request("went-to-park", "en", 0, "how are you?", new TeachingMove.Respond(Topic.SMALL_TALK))))
                .contains("thank");
        assertThat(words(request(
                        "went-to-park", "en", 0, "are you a robot", new TeachingMove.Respond(Topic.ABOUT_TUTOR))))
                .contains("Parley");
        assertThat(words(request(
                        "went-to-park",
                        "en",
                        0,
                        "again",
                        Intent.ASKS_REPEAT,
                        List.of(),
                        new TeachingMove.Ask("went-to-park", true))))
                .startsWith("Of course. Once more.")
                .endsWith("“I go to the park.”");
    }

    @Test
    void doesNotAskForAnotherTryWhenTheAnswerFollows() throws Exception {
        String words = words(request(
                "went-to-park",
                "en",
                0,
                "I goed to the park",
                new TeachingMove.TryAgain("went-to-park", "regular-ending"),
                new TeachingMove.Reveal("went-to-park"),
                new TeachingMove.Ask("ate-noodles", false)));
        assertThat(words).doesNotContainIgnoringCase("try").contains("I went to the park.", "noodles");
    }

    @Test
    void survivesIdsThatTheCourseNoLongerHas() throws Exception {
        assertThat(words(request("", "en", 0, "", new TeachingMove.Ask("gone", false))))
                .isNotBlank();
        assertThat(words(request("", "en", 0, "", new TeachingMove.Hint("went-to-park", 99))))
                .isNotBlank();
    }
}
