package parley.tutor.models.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.tutor.models.routing.Wires.call;
import static parley.tutor.models.routing.Wires.fails;
import static parley.tutor.models.routing.Wires.says;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelAttempt.Reached;
import parley.tutor.models.ModelAttempt.Reason;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.routing.ModelStatus.Breaker;

class ModelRouterTest {
    private final Wires wires = new Wires();
    private final Wires.Heard heard = new Wires.Heard();

    @Test
    void theFirstModelThatAnswersIsTheAnswer() throws InterruptedException {
        wires.with("first", says("Well ", "done. ")).with("second", says("No. "));

        StreamEnd end = wires.router().stream(call(), heard);

        assertThat(end).isInstanceOf(StreamEnd.Done.class).extracting("model").isEqualTo("first");
        assertThat(heard.all()).isEqualTo("Well done. ");
        assertThat(wires.attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.reason()).isEqualTo(Reason.FIRST);
            assertThat(attempt.reached()).isEqualTo(Reached.DONE);
            assertThat(attempt.usage().totalTokens()).isEqualTo(120);
        });
    }

    @Test
    void beforeTheFirstWordTheNextIsAsked() throws InterruptedException {
        wires.with("first", fails(Kind.UNREACHABLE))
                .with("second", fails(Kind.RATE_LIMITED))
                .with("third", says("Yes. "));

        StreamEnd end = wires.router().stream(call(), heard);

        assertThat(end).isInstanceOf(StreamEnd.Done.class);
        assertThat(wires.attempts)
                .extracting(ModelAttempt::reason)
                .containsExactly(Reason.FIRST, Reason.FAILOVER, Reason.FAILOVER);
        assertThat(wires.attempts).extracting(ModelAttempt::call).containsOnly(1L);
    }

    @Test
    void whatNobodyHeardIsSaidAfresh() throws InterruptedException {
        wires.with("first", fails(Kind.CUT, "Half a sen")).with("second", says("A whole one. "));

        wires.router().stream(call(), heard);

        assertThat(heard.all()).isEqualTo("A whole one. ");
        assertThat(wires.attempts).extracting(ModelAttempt::reason).containsExactly(Reason.FIRST, Reason.RESTART);
    }

    @Test
    void whatWasHeardIsContinuedWithoutRepeatingIt() throws InterruptedException {
        List<ModelCall> asked = new ArrayList<>();
        wires.with("first", fails(Kind.CUT, "Well done. ", "You said it ri")).with("second", (call, sink) -> {
            asked.add(call);
            sink.text("Well ");
            sink.text("done. Now ");
            sink.text("the next. ");
            return Wires.done("");
        });

        StreamEnd end = wires.router().stream(call(), heard);

        assertThat(end).extracting("model").isEqualTo("second");
        assertThat(heard.all()).isEqualTo("Well done. Now the next. ");
        assertThat(asked.getFirst().messages()).last().isEqualTo(Message.of(Role.ASSISTANT, "Well done. "));
        assertThat(wires.attempts).extracting(ModelAttempt::reason).containsExactly(Reason.FIRST, Reason.CONTINUATION);
    }

    @Test
    void oneThatAddedSomethingIsNotContinued() throws InterruptedException {
        wires.with("first", fails(Kind.CUT, "One. "))
                .with("second", fails(Kind.CUT, "Two. "))
                .with("third", says("Three. "));

        StreamEnd end = wires.router().stream(call(), heard);

        assertThat(end).isInstanceOf(StreamEnd.Failed.class);
        assertThat(heard.all()).isEqualTo("One. Two. ");
    }

    @Test
    void oneThatAddedNothingGivesPlaceToAnother() throws InterruptedException {
        wires.with("first", fails(Kind.CUT, "One. "))
                .with("second", fails(Kind.CUT, "Half"))
                .with("third", fails(Kind.UNREACHABLE))
                .with("fourth", says("Two. "));

        StreamEnd end = wires.router().stream(call(), heard);

        assertThat(end).extracting("model").isEqualTo("fourth");
        assertThat(heard.all()).isEqualTo("One. Two. ");
    }

    @Test
    void anAnswerThatIsLongEnoughIsItsModelsAndNoFailure() throws InterruptedException {
        wires.with("first", says("Enough. ", "More. ")).with("second", says("Never asked. "));

        StreamEnd end = wires.router().stream(call(), delta -> {
            throw new LanguageModel.Enough();
        });

        assertThat(end).isInstanceOfSatisfying(StreamEnd.Done.class, done -> {
            assertThat(done.model()).isEqualTo("first");
            assertThat(done.finish()).isEqualTo(LanguageModel.Finish.LENGTH);
        });
        assertThat(wires.attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.fault()).isNull();
            assertThat(attempt.cancelled()).isFalse();
            assertThat(attempt.usage().completionTokens()).as("what came of it").isPositive();
        });
    }

    @Test
    void theBudgetForFirstWordsEndsTheSearch() throws InterruptedException {
        List<Duration> limits = new ArrayList<>();
        Wires.Answer slow = (call, sink) -> {
            limits.add(call.firstTokenWithin());
            wires.pass(Duration.ofSeconds(4));
            return fails(Kind.FIRST_TOKEN_TIMEOUT).stream(call, sink);
        };
        wires.with("first", slow).with("second", slow).with("third", says("Too late. "));

        StreamEnd end = wires.router().stream(call(), heard);

        assertThat(end).isInstanceOf(StreamEnd.Failed.class).extracting("model").isEqualTo("second");
        assertThat(limits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(3));
    }

    @Test
    void aModelThatKeepsFailingIsLeftAlone() throws InterruptedException {
        wires.with("first", fails(Kind.SERVER_ERROR)).with("second", says("Yes. "));
        ModelRouter router = wires.router();

        for (int i = 0; i < 8; i++) {
            router.stream(call(), new Wires.Heard());
        }

        assertThat(wires.attempts)
                .filteredOn(attempt -> attempt.model().equals("first"))
                .hasSize(5);
        assertThat(router.status().getFirst().breaker()).isEqualTo(Breaker.OPEN);
        assertThat(router.status().getLast().breaker()).isEqualTo(Breaker.CLOSED);
    }

    @Test
    void anInterruptIsNobodysFailure() throws InterruptedException {
        var asked = new CountDownLatch(1);
        wires.with("first", (call, sink) -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return Wires.done("");
        });
        ModelRouter router = wires.router();
        var interrupted = new CountDownLatch(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                router.stream(call(), heard);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        asked.await();
        caller.interrupt();
        caller.join();

        assertThat(interrupted.getCount()).isZero();
        assertThat(router.status().getFirst())
                .extracting("inFlight", "calls", "failures")
                .containsExactly(0, 0, 0);
        assertThat(wires.attempts)
                .singleElement()
                .extracting(ModelAttempt::cancelled)
                .isEqualTo(true);
    }

    @Test
    void aRouteNamesModelsOfTheCatalogue() {
        wires.with("first", says("Yes. "));

        assertThatThrownBy(() -> wires.router(RoutingSettings.usual(List.of(Route.ordered(List.of("frist"))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frist")
                .hasMessageContaining("first");
    }
}
