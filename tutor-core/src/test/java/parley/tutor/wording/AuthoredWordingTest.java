package parley.tutor.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.tutor.wording.ReplyFixtures.COURSE;
import static parley.tutor.wording.ReplyFixtures.request;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.ExplanationStyle;
import parley.prompts.course.Item;
import parley.prompts.course.ShippedCourses;
import parley.prompts.library.PhraseBook;
import parley.tutor.Caller;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.retrieval.Passages;
import parley.tutor.teaching.AnswerLeak;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.teaching.TeachingMove.Topic;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Slip;
import parley.tutor.wording.ReplyFixtures.Heard;

class AuthoredWordingTest {
    private final AuthoredWording wording = new AuthoredWording(COURSE, PhraseBook.shipped());

    private String words(ReplyRequest request) throws InterruptedException {
        Heard heard = new Heard();
        assertThat(wording.word(request, heard)).isEqualTo(new Wording.WordingOutcome.Worded("authored"));
        return heard.text();
    }

    private static List<TeachingMove> everyMove(Course course, Item item) {
        Concept concept = course.conceptOf(item.id()).orElseThrow();
        String goal = course.concepts().getLast().id();
        String unit = course.unitOf(item.id()).orElseThrow().id();
        var moves = new ArrayList<TeachingMove>(List.of(
                new TeachingMove.Welcome(false),
                new TeachingMove.Welcome(true),
                new TeachingMove.Ask(item.id(), false),
                new TeachingMove.Ask(item.id(), true),
                new TeachingMove.Praise(item.id(), item.modelAnswer()),
                new TeachingMove.Recast(new Correction("He go.", "He goes.", "go", "goes", "", "R")),
                new TeachingMove.TryAgain(item.id(), ""),
                new TeachingMove.Reveal(item.id()),
                new TeachingMove.Clarify("", List.of()),
                new TeachingMove.Clarify("tea", List.of("key")),
                new TeachingMove.AskIntent("tea"),
                new TeachingMove.Encourage(),
                new TeachingMove.Respond(Topic.ABOUT_TUTOR),
                new TeachingMove.Respond(Topic.SMALL_TALK),
                new TeachingMove.Respond(Topic.OFF_COURSE),
                new TeachingMove.Milestone(unit, false),
                new TeachingMove.Milestone(unit, true),
                new TeachingMove.OfferHandOff("why?"),
                new TeachingMove.HandOff("why?"),
                new TeachingMove.SayPlan(List.of(), 10),
                new TeachingMove.SayPlan(List.of(concept.id(), goal), 10),
                new TeachingMove.Placed(List.of(), concept.id()),
                new TeachingMove.Placed(List.of(concept.id()), goal),
                new TeachingMove.Placed(List.of(concept.id()), ""),
                new TeachingMove.AcceptContest(concept.id()),
                new TeachingMove.OfferStop(true),
                new TeachingMove.OfferStop(false),
                new TeachingMove.Close()));
        for (Reason.Kind kind : Reason.Kind.values()) {
            var reason = new Reason(kind, concept.id(), goal);
            moves.add(new TeachingMove.Ask(item.id(), false, reason));
            moves.add(new TeachingMove.SayWhy(item.id(), reason));
        }
        for (ExplanationStyle style : ExplanationStyle.values()) {
            moves.add(new TeachingMove.Explain(concept.id(), style));
        }
        SLIPS.forEach(slip -> moves.add(new TeachingMove.TryAgain(item.id(), "", slip)));
        item.misconceptions().forEach(m -> moves.add(new TeachingMove.TryAgain(item.id(), m.id())));
        concept.misconceptions().forEach(m -> moves.add(new TeachingMove.Contrast(concept.id(), m.id())));
        for (int rung = 0; rung < item.hints().size(); rung++) {
            moves.add(new TeachingMove.Hint(item.id(), rung));
        }
        Passages.of(course)
                .ofConcept(concept.id())
                .forEach(passage -> moves.add(new TeachingMove.Quote(List.of(passage.id()))));
        return moves;
    }

    private static final List<Slip> SLIPS = List.of(
            new Slip.FirstWrongStep(2, "2y + 3 = 11", "2y = 14"),
            new Slip.FirstWrongStep(1, "", "2y = 14"),
            new Slip.MissingUnit("m"),
            new Slip.WrongUnit("kg", "m"),
            new Slip.WrongForm("simplified"),
            new Slip.WrongForm("lowest-terms"),
            new Slip.WrongForm("number"),
            new Slip.WrongForm("percent"),
            new Slip.WrongForm("solved"),
            new Slip.WrongForm("expanded"),
            new Slip.WrongForm("factored"),
            new Slip.WrongForm("of a later version"),
            new Slip.NotPrecise(),
            new Slip.PartlyRight(1, 2),
            new Slip.NotReadable(Slip.NotReadable.Reason.NOT_MATHS),
            new Slip.NotReadable(Slip.NotReadable.Reason.DIVISION_BY_ZERO),
            new Slip.NotReadable(Slip.NotReadable.Reason.TOO_LARGE),
            new Slip.NotReadable(Slip.NotReadable.Reason.NOT_AN_OPTION));

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void wordsEveryMoveOfEveryItemAndTellsNoAnswerBeforeItsTime(String locale) throws Exception {
        for (Course course : ShippedCourses.all()) {
            AuthoredWording ofCourse = new AuthoredWording(course, PhraseBook.shipped());
            for (Item authored : course.items()) {
                String id = authored.parameters() == null ? authored.id() : new ExerciseId(authored.id(), 7).toString();
                Item item = course.item(id).orElseThrow();
                AnswerLeak leak = AnswerLeak.of(item);
                for (TeachingMove move : everyMove(course, item)) {
                    Heard heard = new Heard();
                    ofCourse.word(request(item.id(), locale, 4, "", move), heard);
                    String words = heard.text();
                    assertThat(words)
                            .as(item.id() + " " + move)
                            .isNotBlank()
                            .doesNotContain("{{", "[[", "null")
                            .hasSizeLessThan(2_500);
                    boolean mayTell = move instanceof TeachingMove.Praise
                            || move instanceof TeachingMove.Reveal
                            || move instanceof TeachingMove.Ask;
                    assertThat(mayTell || !leak.in(words))
                            .as(item.id() + " " + move + " " + words)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void startsFromTheLearnersOwnRightStep() throws Exception {
        assertThat(words(request(
                        "went-to-park",
                        "en",
                        0,
                        "",
                        new TeachingMove.TryAgain(
                                "went-to-park", "", new Slip.FirstWrongStep(2, "2y + 3 = 11", "2y = 14")))))
                .isEqualTo("As far as “2y + 3 = 11” it is right. Look at line 2 again: “2y = 14”.");
        assertThat(words(request(
                        "went-to-park",
                        "zh-CN",
                        0,
                        "",
                        new TeachingMove.TryAgain(
                                "went-to-park", "", new Slip.FirstWrongStep(2, "2y + 3 = 11", "2y = 14")))))
                .isEqualTo("到“2y + 3 = 11”为止都是对的。再看看第 2 行：“2y = 14”。");
    }

    @Test
    void saysOfAnythingElseThatItIsNotInTheCourse() throws Exception {
        var elsewhere = new TeachingMove.Respond(TeachingMove.Topic.OFF_COURSE);
        for (int replies = 0; replies < 4; replies++) {
            assertThat(words(request("", "en", replies, "", elsewhere)))
                    .containsAnyOf("not in the course “", "not in this course");
            assertThat(words(request("", "zh-CN", replies, "", elsewhere))).contains("没有讲到这个");
        }
    }

    @Test
    void namesTheChoicesToAnAnswerThatIsNoneOfThem() throws Exception {
        var none =
                new TeachingMove.TryAgain("i-agree", "", new Slip.NotReadable(Slip.NotReadable.Reason.NOT_AN_OPTION));
        var again = new TeachingMove.Ask("i-agree", true);
        assertThat(words(request("i-agree", "en", 0, "", none, again)))
                .startsWith("That is none of the choices, so it does not count. Choose one by its letter: A, B, C.")
                .contains("Which sentence is right?");
        assertThat(words(request("i-agree", "zh-CN", 0, "", none, again))).contains("A、B、C");
    }

    @Test
    void saysPlainlyThatARepeatedAnswerIsWrong() throws Exception {
        for (int replies = 0; replies < 6; replies++) {
            LearnerProgress missed =
                    new LearnerProgress(Map.of(), new OpenExercise("went-to-park", 1, 2), replies, Knowledge.NONE);
            ReplyRequest request = new ReplyRequest(
                    new TurnId("r"),
                    Caller.NOBODY,
                    List.of(new TeachingMove.TryAgain("went-to-park", "")),
                    null,
                    "",
                    List.of(),
                    List.of(),
                    new Known(missed, ItemRatings.NONE, LearnerProfile.UNTOLD, Habits.NONE),
                    "en");
            assertThat(words(request)).containsPattern("not right|wrong").doesNotContain("progress");
        }
    }

    @Test
    void saysWhyAnExerciseComesNow() throws Exception {
        Reason gap = new Reason(Reason.Kind.REPAIR_GAP, "regular-past", "past-questions");
        String regular = COURSE.concept("regular-past").orElseThrow().title().in("en");
        String questions =
                COURSE.concept("past-questions").orElseThrow().title().in("en");
        assertThat(words(request("", "en", 0, "", new TeachingMove.Ask("walked-to-school", false, gap))))
                .startsWith("Before we go on to " + questions + ", let's close a gap: " + regular + ".");
        assertThat(words(request(
                        "", "en", 0, "", new TeachingMove.SayPlan(List.of("regular-past", "past-questions"), 10))))
                .isEqualTo("Today, in about 10 minutes: " + regular + " and " + questions + ".");
    }

    @Test
    void quotesTheSentencesThatAnswerAndSaysWhereTheyStand() throws Exception {
        String words = words(request(
                "order-coffee",
                "en",
                0,
                "does the form change for he and she, is it the same for all persons?",
                new TeachingMove.Quote(List.of("regular-past/definition")),
                new TeachingMove.Ask("order-coffee", true)));
        assertThat(words).startsWith("From “").contains("same for").contains("Order a coffee politely.");
        assertThat(words.lines().findFirst().orElseThrow().split("(?<=[.!?]) ")).hasSizeLessThanOrEqualTo(4);
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

    private Set<String> askingBack(String locale, String heard, String... others) throws InterruptedException {
        Set<String> words = new HashSet<>();
        for (int replies = 0; replies < 10; replies++) {
            words.add(words(
                    request("order-coffee", locale, replies, "", new TeachingMove.Clarify(heard, List.of(others)))));
        }
        return words;
    }

    @Test
    void asksWhichOfTwoReadingsWasSaid() throws Exception {
        assertThat(askingBack("en", "i want a copy", "i want a coffee"))
                .containsExactlyInAnyOrder(
                        "I heard “i want a copy”. Did you mean “i want a coffee”?",
                        "I am not sure that I heard you well. Was it “i want a coffee”? I heard “i want a copy”.");
        assertThat(askingBack("zh-CN", "i want a copy", "i want a coffee"))
                .containsExactlyInAnyOrder(
                        "我听到的是“i want a copy”。你想说的是“i want a coffee”吗？",
                        "我不太确定有没有听清。你说的是“i want a coffee”吗？我听到的是“i want a copy”。");
        assertThat(askingBack("en", "i want a copy"))
                .hasSize(2)
                .allMatch(words -> words.contains("“i want a copy”") && !words.contains("coffee"));
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
