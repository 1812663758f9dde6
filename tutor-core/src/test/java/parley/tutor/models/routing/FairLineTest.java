package parley.tutor.models.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import parley.tutor.models.routing.Places.Taken;

class FairLineTest {
    private static List<String> all(FairLine<String> line) {
        List<String> all = new ArrayList<>();
        for (String next = line.next(); next != null; next = line.next()) {
            all.add(next);
        }
        return all;
    }

    @Test
    void learnersTakeTurns() {
        var line = new FairLine<String>(10);
        for (String each : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
            assertThat(line.add(each.substring(0, 1), each)).isNull();
        }
        assertThat(all(line)).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void whenItIsFullTheOneWhoHasMostGivesWayToAFairNewcomer() {
        var line = new FairLine<String>(3);
        line.add("a", "a1");
        line.add("a", "a2");
        line.add("a", "a3");
        assertThat(line.add("b", "b1")).isEqualTo("a3");
        assertThat(line.add("b", "b2")).isEqualTo("b2");
        assertThat(line.add("a", "a4")).isEqualTo("a4");
        assertThat(all(line)).containsExactly("a1", "b1", "a2");
    }

    @Test
    void withoutRoomNobodyWaits() {
        assertThat(new FairLine<String>(0).add("a", "a1")).isEqualTo("a1");
    }

    /** Whatever comes, nobody is lost, nobody comes twice, and nobody waits longer than a round for each place before. */
    @Property
    void nobodyIsLostOrDoubled(@ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> learners) {
        var line = new FairLine<String>(12);
        List<String> out = new ArrayList<>();
        List<String> in = new ArrayList<>();
        int number = 0;
        for (int learner : learners) {
            String waiter = learner + "-" + number++;
            in.add(waiter);
            String without = line.add(String.valueOf(learner), waiter);
            if (without != null) {
                out.add(without);
            }
            assertThat(line.size()).isLessThanOrEqualTo(12);
            if (number % 7 == 0) {
                String next = line.next();
                if (next != null) {
                    out.add(next);
                }
            }
        }
        out.addAll(all(line));
        assertThat(out).containsExactlyInAnyOrderElementsOf(in);
        assertThat(line.size()).isZero();
    }

    @Test
    void aPlaceGoesToTheNextInTurnAndAnInterruptLosesNone() throws Exception {
        var places = new Places(1, 2);
        assertThat(places.take("a", Duration.ZERO)).isEqualTo(Taken.YES);
        assertThat(places.take("b", Duration.ZERO)).isEqualTo(Taken.TOO_LATE);
        var waiting = new CompletableFuture<Taken>();
        Thread b = Thread.ofVirtual().start(() -> takeInto(places, "b", waiting));
        awaitWaiting(places, 1);
        var given = new CompletableFuture<Taken>();
        Thread c = Thread.ofVirtual().start(() -> takeInto(places, "c", given));
        awaitWaiting(places, 2);
        assertThat(places.take("d", Duration.ofSeconds(10))).isEqualTo(Taken.FULL);

        b.interrupt();
        b.join();
        assertThat(waiting).isCompletedExceptionally();
        places.free();
        assertThat(given.get(10, TimeUnit.SECONDS)).isEqualTo(Taken.YES);
        c.join();
        assertThat(places.taken()).isOne();
        places.free();
        assertThat(places.taken()).isZero();
        assertThat(places.waiting()).isZero();
    }

    @Test
    void whoWaitsInVainLeavesTheLine() throws Exception {
        var places = new Places(1, 5);
        places.take("a", Duration.ZERO);
        assertThat(places.take("b", Duration.ofNanos(1))).isEqualTo(Taken.TOO_LATE);
        assertThat(places.waiting()).isZero();
    }

    private static void takeInto(Places places, String learner, CompletableFuture<Taken> taken) {
        try {
            taken.complete(places.take(learner, Duration.ofSeconds(20)));
        } catch (InterruptedException e) {
            taken.completeExceptionally(e);
        }
    }

    private static void awaitWaiting(Places places, int many) {
        while (places.waiting() < many) {
            Thread.onSpinWait();
        }
    }
}
