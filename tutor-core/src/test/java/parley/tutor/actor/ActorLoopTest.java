package parley.tutor.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ActorLoopTest {
    private static final int BUG = 1_000;
    private static final int GRAVE_BUG = 1_001;

    private record Save(int value) implements Effect {
        @Override
        public boolean commits() {
            return true;
        }
    }

    private record Say(String text) implements Effect {}

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Mailbox<Integer> mailbox = new Mailbox<>();

    /** Adds numbers; saves each sum before saying it; tells of what was undone by a negative number. */
    private ActorLoop<Integer, Integer, Effect> start(int unsavable) {
        return ActorLoop.start("sum", 0, ActorLoopTest::step, mailbox, new EffectHandler<>() {
            @Override
            public void perform(Effect effect) throws Exception {
                if (effect instanceof Save(int value) && value == unsavable) {
                    throw new IOException("disk full");
                }
                if (effect instanceof Say(String text)) {
                    said.add(text);
                }
            }

            @Override
            public Integer undone(Integer input, Throwable cause) {
                return -1;
            }
        });
    }

    private static Step<Integer, Effect> step(int sum, int number) {
        if (number == BUG) {
            throw new IllegalStateException("a bug");
        }
        if (number == GRAVE_BUG) {
            throw new StackOverflowError("a grave bug");
        }
        return number < 0
                ? new Step<>(sum, List.of(new Say("undone, still " + sum)))
                : new Step<>(sum + number, List.of(new Say("sum " + (sum + number)), new Save(number)));
    }

    private String next() throws InterruptedException {
        String text = said.poll(20, TimeUnit.SECONDS);
        return text == null ? "nothing was said" : text;
    }

    @Test
    void a_step_whose_commit_fails_has_not_happened() throws Exception {
        try (var loop = start(5)) {
            mailbox.tell(2);
            mailbox.tell(5);
            mailbox.tell(3);

            assertThat(next()).isEqualTo("sum 2");
            assertThat(next()).isEqualTo("undone, still 2");
            assertThat(next()).isEqualTo("sum 5");
            assertThat(loop.state()).isEqualTo(5);
        }
    }

    @Test
    void a_step_that_fails_is_undone_and_told_and_the_loop_goes_on() throws Exception {
        try (var loop = start(-1)) {
            mailbox.tell(2);
            mailbox.tell(BUG);
            mailbox.tell(GRAVE_BUG);
            mailbox.tell(3);

            assertThat(next()).isEqualTo("sum 2");
            assertThat(next()).isEqualTo("undone, still 2");
            assertThat(next()).isEqualTo("undone, still 2");
            assertThat(next()).isEqualTo("sum 5");
            assertThat(loop.state()).isEqualTo(5);
        }
    }

    @Test
    void a_full_mailbox_refuses_and_counts_and_a_closed_one_refuses() {
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            assertThat(mailbox.tell(1)).isTrue();
        }
        assertThat(mailbox.tell(1)).isFalse();
        assertThat(mailbox.refusedInputs()).isEqualTo(1);
        start(-1).close();
        assertThat(mailbox.tell(1)).isFalse();
    }
}
