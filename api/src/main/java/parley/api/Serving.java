package parley.api;

import java.time.Clock;
import java.util.List;
import parley.api.micrometer.Metrics;
import parley.api.ops.ModelWatch;
import parley.api.realtime.RealtimeDoor;
import parley.api.realtime.RealtimeDoor.TalkRoom;
import parley.api.rest.LearnerRest;
import parley.api.server.ParleyServer;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.speaking.Voices;

/** A running server and everything behind it; closing it sends everybody away and frees all. */
public final class Serving implements AutoCloseable {
    private final Wiring wiring;
    private final RealtimeDoor door;
    private final Metrics metrics;
    private final ParleyServer server;

    private Serving(Wiring wiring, RealtimeDoor door, Metrics metrics, ParleyServer server) {
        this.wiring = wiring;
        this.door = door;
        this.metrics = metrics;
        this.server = server;
    }

    /**
     * Serves {@code wiring}, which belongs to the result from now on.
     *
     * @throws ParleyServer.CannotListen when the port can't be had; everything is closed then
     */
    public static Serving start(Wiring wiring) throws ParleyServer.CannotListen {
        var config = wiring.settings().config();
        ModelWatch watch = wiring.models().watch();
        var metrics = new Metrics(watch);
        var door = new RealtimeDoor(
                course -> wiring.tutor(course == null ? wiring.usualCourse() : course)
                        .map(tutor -> new TalkRoom(
                                wiring.talk(tutor),
                                known -> wiring.talkSettings(
                                        wiring.shelf().course(tutor.courseId()).orElseThrow(), known))),
                config.realtime().maxConnections(),
                metrics.turns());
        var status = new Status(wiring);
        metrics.watchConnections(door::connections);
        EmbeddedSpeech speech = wiring.speech();
        if (speech != null) {
            metrics.watchHearing(
                    speech.recognisers()::figures, speech.recognisers().most());
            metrics.watchVoices(
                    speech::lines,
                    () -> speech.voices() instanceof Readiness.Ready<Voices>(Voices voices)
                            ? voices.failovers()
                            : List.of());
        }
        wiring.seeing().attempts().add(metrics.attempts());
        try {
            var parts = new ParleyServer.Parts(
                    door,
                    status::about,
                    status::health,
                    learnerRest(wiring),
                    wiring.studio(),
                    wiring.seeing().models(watch),
                    metrics);
            var serving = new Serving(wiring, door, metrics, ParleyServer.start(config, parts));
            wiring.loadRest();
            return serving;
        } catch (ParleyServer.CannotListen | RuntimeException e) {
            door.close();
            metrics.close();
            wiring.close();
            throw e;
        }
    }

    private static LearnerRest learnerRest(Wiring wiring) {
        return new LearnerRest(new LearnerRest.Parts(
                wiring.shelf().courses(),
                wiring.usualCourse(),
                wiring.settings().config().tutor().locale(),
                wiring.records(),
                wiring.desk(),
                wiring.reasons(),
                Clock.systemUTC()));
    }

    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        // The door first: peers are told why before the server takes their connections away.
        door.close();
        server.close();
        wiring.close();
        metrics.close();
    }
}
