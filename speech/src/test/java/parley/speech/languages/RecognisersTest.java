package parley.speech.languages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.speech.languages.LanguageFigures.State;

class RecognisersTest {
    private final ScriptedShelf shelf = new ScriptedShelf("de", "en", "xx", "zh");
    private final List<String> takenBack = new ArrayList<>();

    private HoldAnswer ask(Recognisers recognisers, String... languages) {
        return recognisers.hold(List.of(languages), () -> takenBack.add(languages[0]));
    }

    private RecogniserHold held(Recognisers recognisers, String language) {
        if (ask(recognisers, language) instanceof HoldAnswer.Held(RecogniserHold already)) {
            return already;
        }
        shelf.load();
        return ((HoldAnswer.Held) ask(recognisers, language)).hold();
    }

    @Test
    void oneIsOpenedWhenItIsNeededAndOnce() {
        try (var recognisers = shelf.recognisers(2)) {
            assertThat(shelf.order).isEmpty();
            assertThat(ask(recognisers, "zh")).isEqualTo(new HoldAnswer.Loading("zh"));
            assertThat(ask(recognisers, "zh")).isEqualTo(new HoldAnswer.Loading("zh"));
            shelf.load();
            assertThat(held(recognisers, "zh").recogniser().name()).isEqualTo("scripted/zh");
            assertThat(held(recognisers, "zh").language()).isEqualTo("zh");
            assertThat(shelf.order).containsExactly("+zh");
            assertThat(recognisers.figures()).singleElement().satisfies(figures -> {
                assertThat(figures.state()).isEqualTo(State.OPEN);
                assertThat(figures.sessions()).isEqualTo(2);
            });
        }
        assertThat(shelf.order).containsExactly("+zh", "-zh");
    }

    @Test
    void theOneUsedLongestAgoMakesRoomBeforeTheOtherIsOpened() {
        try (var recognisers = shelf.recognisers(2)) {
            RecogniserHold en = held(recognisers, "en");
            shelf.pass(Duration.ofSeconds(1));
            held(recognisers, "zh").close();
            shelf.pass(Duration.ofSeconds(1));
            en.close();
            shelf.pass(Duration.ofSeconds(1));
            held(recognisers, "de").close();
            assertThat(shelf.order).containsExactly("+en", "+zh", "-zh", "+de");
            shelf.pass(Duration.ofSeconds(1));
            held(recognisers, "zh").close();
            assertThat(shelf.order).as("en was let go before de").endsWith("-en", "+zh");
            assertThat(takenBack).as("nobody held them").isEmpty();
        }
    }

    @Test
    void oneInUseIsNeverClosedAndRoomIsGivenWhenThereIsSome() {
        try (var recognisers = shelf.recognisers(2)) {
            RecogniserHold en = held(recognisers, "en");
            RecogniserHold zh = held(recognisers, "zh");
            for (int i = 0; i < 10; i++) {
                shelf.pass(Duration.ofSeconds(50));
                en.use();
                zh.use();
                assertThat(ask(recognisers, "de")).isEqualTo(new HoldAnswer.NoRoom("de", 2));
            }
            zh.close();
            zh.close();
            assertThat(ask(recognisers, "de")).isEqualTo(new HoldAnswer.Loading("de"));
            assertThat(ask(recognisers, "zh"))
                    .as("what is being opened takes room, too")
                    .isEqualTo(new HoldAnswer.NoRoom("zh", 2));
            shelf.load();
            assertThat(shelf.order).containsExactly("+en", "+zh", "-zh", "+de");
        }
    }

    @Test
    void aSilentSessionGivesItsPlaceToWhoSpeaks() {
        try (var recognisers = shelf.recognisers(2)) {
            RecogniserHold en = held(recognisers, "en");
            held(recognisers, "zh");
            shelf.pass(Recognisers.USUAL_IDLE);
            en.use();
            assertThat(ask(recognisers, "de")).isEqualTo(new HoldAnswer.Loading("de"));
            shelf.load();
            assertThat(takenBack).containsExactly("zh");
            assertThat(shelf.order).endsWith("-zh", "+de");
        }
    }

    @Test
    void aHolderThatFailsWhenItIsToldKeepsNobodyWaiting() {
        try (var recognisers = shelf.recognisers(1)) {
            ask(recognisers, "zh");
            shelf.load();
            recognisers.hold(List.of("zh"), () -> {
                throw new IllegalStateException("told");
            });
            ask(recognisers, "zh");
            shelf.pass(Recognisers.USUAL_IDLE);
            assertThat(held(recognisers, "de").language()).isEqualTo("de");
            assertThat(takenBack).as("the others are told, too").contains("zh");
            assertThat(shelf.order).containsExactly("+zh", "-zh", "+de");
        }
    }

    @Test
    void whatHoldsNoModelTakesNoRoom() {
        try (var recognisers = shelf.recognisers(1)) {
            held(recognisers, "en");
            assertThat(held(recognisers, "xx").language()).isEqualTo("xx");
            assertThat(shelf.order).containsExactly("+en", "+xx");
        }
    }

    @Test
    void theNextLanguageIsHeardOnlyWhereTheFirstNeverWillBe() {
        try (var recognisers = shelf.recognisers(1)) {
            assertThat(ask(recognisers, "fr")).isEqualTo(new HoldAnswer.NoModel("fr"));
            RecogniserHold en = held(recognisers, "en");
            assertThat(ask(recognisers, "fr", "en"))
                    .isInstanceOfSatisfying(
                            HoldAnswer.Held.class,
                            held -> assertThat(held.language()).isEqualTo("en"));
            assertThat(ask(recognisers, "zh", "en"))
                    .as("it will be there when somebody leaves")
                    .isEqualTo(new HoldAnswer.NoRoom("zh", 1));
            en.use();
        }
    }

    @Test
    void whatDidNotOpenSaysWhyAndIsTriedAgainAMinuteLater() {
        shelf.broken = "zh";
        try (var recognisers = shelf.recognisers(2)) {
            ask(recognisers, "zh");
            shelf.load();
            var failed = new HoldAnswer.Failed("zh", "no model in zh", "mend it");
            assertThat(ask(recognisers, "zh")).isEqualTo(failed);
            assertThat(recognisers.missing("zh")).contains(failed);
            shelf.pass(Duration.ofSeconds(59));
            assertThat(ask(recognisers, "zh")).isEqualTo(failed);
            shelf.broken = null;
            shelf.pass(Duration.ofSeconds(1));
            assertThat(held(recognisers, "zh").language()).isEqualTo("zh");
        }
    }

    @Test
    void whatNoThreadIsThereToOpenIsToldAsFailedAndLeavesItsRoom() throws Exception {
        try (var recognisers = shelf.recognisers(1)) {
            shelf.refuses(true);
            assertThat(ask(recognisers, "zh")).isInstanceOfSatisfying(HoldAnswer.Failed.class, failed -> {
                assertThat(failed.reason()).contains("RejectedExecutionException");
                assertThat(failed.remedy()).isEqualTo("mend it");
            });
            assertThat(recognisers.awaitSettled("zh", Duration.ZERO)).isTrue();
            assertThat(recognisers.figures())
                    .singleElement()
                    .satisfies(figures -> assertThat(figures.state()).isEqualTo(State.FAILED));
            shelf.refuses(false);
            held(recognisers, "de").close();
            assertThat(shelf.order).as("the room is free").containsExactly("+de");
            shelf.pass(Duration.ofMinutes(1));
            held(recognisers, "zh").close();
            assertThat(shelf.order).containsExactly("+de", "-de", "+zh");
        }
        assertThat(shelf.order).endsWith("-zh");
    }

    @Test
    void whoWasToMakeRoomKeepsItWhenNothingIsOpenedThere() {
        try (var recognisers = shelf.recognisers(1)) {
            RecogniserHold silent = held(recognisers, "en");
            shelf.pass(Recognisers.USUAL_IDLE);
            shelf.refuses(true);
            assertThat(ask(recognisers, "zh")).isInstanceOf(HoldAnswer.Failed.class);
            assertThat(takenBack).isEmpty();
            assertThat(shelf.order).containsExactly("+en");
            assertThat(held(recognisers, "en").recogniser()).isSameAs(silent.recogniser());
            assertThat(recognisers.figures())
                    .filteredOn(figures -> figures.language().equals("en"))
                    .singleElement()
                    .satisfies(figures -> assertThat(figures.sessions()).isEqualTo(2));

            // It may still be lent, and its holder is told then.
            shelf.refuses(false);
            shelf.pass(Recognisers.USUAL_IDLE);
            assertThat(held(recognisers, "de").language()).isEqualTo("de");
            assertThat(takenBack).containsExactly("en", "en");
            assertThat(shelf.order).containsExactly("+en", "-en", "+de");
        }
    }

    @Test
    void closingClosesAllAndOpensNothingAnyMore() {
        var recognisers = shelf.recognisers(2);
        held(recognisers, "en");
        recognisers.close();
        assertThat(shelf.order).containsExactly("+en", "-en");
        assertThat(ask(recognisers, "en")).isInstanceOf(HoldAnswer.Failed.class);
        assertThat(ask(recognisers, "zh")).isInstanceOf(HoldAnswer.Failed.class);
        shelf.load();
        assertThat(shelf.order).hasSize(2);
    }

    @Test
    void aLanguageIsThatOfTheCourseOrOfTheReader() {
        assertThat(SpokenLanguage.always("en").inOrder("zh-CN")).containsExactly("en");
        assertThat(SpokenLanguage.always("zh-TW").inOrder("en")).containsExactly("zh");
        assertThat(SpokenLanguage.asReadOr("en").inOrder("zh-CN")).containsExactly("zh", "en");
        assertThat(SpokenLanguage.asReadOr("en").inOrder("en-GB")).containsExactly("en");
        assertThat(SpokenLanguage.asReadOr("de").inOrder("!")).containsExactly("en", "de");
    }
}
