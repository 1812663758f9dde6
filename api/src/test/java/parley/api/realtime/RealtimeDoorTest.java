package parley.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.api.Wiring;
import parley.api.config.Settings;
import parley.tutor.learner.LearnerId;

/** Coming and going, on whatever thread a socket tells of it. */
@Timeout(60)
class RealtimeDoorTest {
    @TempDir
    @Nullable
    Path data;

    /** Its end is told on the thread that writes to it, as Jetty does. */
    private static final class EndsWhileWritten implements ClientSocket {
        private final CountDownLatch written = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final CountDownLatch told = new CountDownLatch(1);
        private final AtomicReference<@Nullable Runnable> leave = new AtomicReference<>();

        @Override
        public void send(String text) {
            Runnable leaving = leave.get();
            if (leaving == null || told.getCount() == 0) {
                return;
            }
            written.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            leaving.run();
            told.countDown();
        }

        @Override
        public void close(int code, String reason) {
            closed.countDown();
        }
    }

    @Test
    void aClientThatGoesWhileTheDoorClosesDelaysNobody() throws Exception {
        Settings settings = Settings.load(data, null, Map.of());
        var socket = new EndsWhileWritten();
        try (var wiring = new Wiring(settings, false)) {
            var door = new RealtimeDoor(
                    course -> wiring.tutor(wiring.usualCourse())
                            .map(tutor -> new RealtimeDoor.TalkRoom(
                                    wiring.talk(tutor),
                                    known -> wiring.talkSettings(
                                            wiring.shelf()
                                                    .course(tutor.courseId())
                                                    .orElseThrow(),
                                            known))),
                    1);
            RealtimeSession session = Optional.ofNullable(
                            door.enter(LearnerId.LOCAL, new RealtimeDoor.Wanted(null, false), socket))
                    .orElseThrow();
            socket.leave.set(() -> door.left(LearnerId.LOCAL, session));
            session.text("{\"type\":\"response.create\"}");
            assertThat(socket.written.await(30, TimeUnit.SECONDS)).isTrue();

            door.close();

            // The talk's thread was free to end the talk: it did not wait for the door, which waited for it.
            assertThat(socket.told.getCount()).isZero();
            assertThat(door.connections()).isZero();
        }
    }
}
