package parley.api.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.api.access.AccessTable;
import parley.api.access.Door;
import parley.api.access.Doorkeeper;
import parley.api.config.ParleyConfig;
import parley.api.config.ParleyConfig.RealtimeConfig;
import parley.api.micrometer.Metrics;
import parley.api.ops.ModelsRest;
import parley.api.realtime.RealtimeDoor;
import parley.api.realtime.RealtimeSocket;
import parley.api.rest.About;
import parley.api.rest.Health;
import parley.api.rest.LearnerRest;
import parley.api.rest.Refused;
import parley.api.studio.StudioRefused;
import parley.api.studio.StudioRest;
import parley.tutor.store.JournalUnavailable;

/** Parley's HTTP server: the page, the JSON endpoints and the realtime socket. Thread-safe. */
public final class ParleyServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ParleyServer.class);

    private static final int SESSION_SECONDS = 60;

    private final Javalin javalin;
    private final String host;

    private ParleyServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /** What the server's addresses lead to. */
    public record Parts(
            RealtimeDoor door,
            Supplier<About> about,
            Supplier<Health> health,
            LearnerRest learner,
            StudioRest studio,
            ModelsRest models,
            Metrics metrics) {}

    /** The port or address can't be listened on; the message is one line for the user. */
    public static final class CannotListen extends Exception {
        private static final long serialVersionUID = 1L;

        CannotListen(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Starts the server.
     *
     * @throws CannotListen when another program holds the port, or it may not be taken
     */
    public static ParleyServer start(ParleyConfig config, Parts parts) throws CannotListen {
        // Known once the server listens: 0 asks for any free port.
        var bound = new int[] {config.server().port()};
        Javalin javalin = create(config, parts, new Doorkeeper(() -> bound[0]));
        try {
            javalin.start(config.server().host(), config.server().port());
        } catch (RuntimeException e) {
            throw cannotListen(config, e);
        }
        bound[0] = javalin.port();
        return new ParleyServer(javalin, config.server().host());
    }

    /** The server, not yet started. */
    static Javalin create(ParleyConfig config, Parts parts, Doorkeeper doorkeeper) {
        String modelsPage = PageSecurity.page("ops/models.html");
        String studioPage = PageSecurity.page("studio.html");
        Map<String, String> headers =
                PageSecurity.headers(List.of(PageSecurity.page("index.html"), modelsPage, studioPage));
        return Javalin.create(javalin -> {
            limits(javalin, config);
            javalin.jetty.modifyServer(server -> server.setErrorHandler(new UnreadRequests(headers, json())));
            javalin.jsonMapper(new JavalinJackson(json(), true));
            javalin.routes.before(context -> {
                headers.forEach(context::header);
                admit(context, doorkeeper, Door.Kind.GET);
            });
            javalin.routes.wsBeforeUpgrade(context -> admit(context, doorkeeper, Door.Kind.WEB_SOCKET));
            javalin.routes.get(
                    "/api/health", context -> context.json(parts.health().get()));
            javalin.routes.get(
                    "/api/about", context -> context.json(parts.about().get()));
            LearnerRoutes.declare(javalin.routes, parts.learner());
            StudioRoutes.declare(javalin.routes, parts.studio(), studioPage);
            OpsRoutes.declare(javalin, parts.models(), parts.metrics(), modelsPage);
            javalin.routes.ws(
                    "/v1/realtime",
                    new RealtimeSocket(parts.door(), config.realtime().pingEvery())::configure);
            javalin.staticFiles.add(files -> {
                files.hostedPath = "/";
                files.directory = "/web";
                files.location = Location.CLASSPATH;
                // Asked for anew each time, answered by "not modified": an update of Parley shows at once.
                files.headers = Map.of("Cache-Control", "no-cache");
            });
            javalin.staticFiles.enableWebjars();
            errors(javalin);
            javalin.events.serverStopping(() -> parts.door().close());
        });
    }

    private static void limits(JavalinConfig javalin, ParleyConfig config) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.concurrency.useVirtualThreads = true;
        javalin.http.maxRequestSize = config.server().maxRequest().bytes();
        javalin.http.generateEtags = true;
        javalin.http.compressionStrategy = CompressionStrategy.NONE;
        javalin.jetty.modifyServer(server -> {
            server.setStopTimeout(config.server().stopLimit().toMillis());
            server.insertHandler(new GracefulHandler());
        });
        javalin.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
        });
        javalin.jetty.modifyServletContextHandler(handler -> {
            // The framework begins a session for each WebSocket, which nobody uses: no cookie tells of it, and it ends.
            handler.getSessionHandler().setSessionTrackingModes(Set.of());
            handler.getSessionHandler().setMaxInactiveInterval(SESSION_SECONDS);
        });
        javalin.jetty.modifyServletContextHandler(handler -> handler.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarted(LifeCycle started) {
                // Compressing base64 of sound costs more than it saves, and holds a window for each connection. The
                // extensions are there once the context has started, which is before the port is opened.
                WebSocketServerComponents.getWebSocketComponents(handler)
                        .getExtensionRegistry()
                        .unregister("permessage-deflate");
            }
        }));
        RealtimeConfig realtime = config.realtime();
        javalin.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxTextMessageSize(realtime.maxFrame().bytes());
            factory.setMaxBinaryMessageSize(realtime.maxFrame().bytes());
            factory.setMaxFrameSize(realtime.maxFrame().bytes());
            factory.setIdleTimeout(realtime.idleLimit());
            factory.setMaxOutgoingFrames(realtime.maxWaitingFrames());
        });
    }

    private static void admit(Context context, Doorkeeper doorkeeper, Door.Kind kind) {
        Door.Kind knocked = kind == Door.Kind.GET && "websocket".equalsIgnoreCase(context.header("Upgrade"))
                ? Door.Kind.WEB_SOCKET
                : kind;
        boolean reads =
                context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD);
        boolean sends =
                context.method().equals(HandlerType.POST) || context.method().equals(HandlerType.PUT);
        if (sends && AccessTable.find(Door.Kind.SEND, context.path()).isPresent()) {
            knocked = Door.Kind.SEND;
        }
        switch (doorkeeper.decide(knocked, context.path(), context.header("Host"), context.header("Origin"))) {
            case Doorkeeper.Decision.Enter(Door door) -> {
                if (door.kind() != Door.Kind.SEND && !reads) {
                    throw new HttpResponseException(405, "This address can only be read", Map.of());
                }
                // A form of another page can't send JSON without being asked first.
                if (door.kind() == Door.Kind.SEND && !isJson(context.contentType())) {
                    throw new HttpResponseException(415, "The body is expected as application/json", Map.of());
                }
            }
            case Doorkeeper.Decision.NoDoor none -> throw new HttpResponseException(404, "", Map.of());
            case Doorkeeper.Decision.Refused refused ->
                throw new HttpResponseException(403, refused.reason(), Map.of());
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static void errors(JavalinConfig javalin) {
        javalin.routes.exception(HttpResponseException.class, (failure, context) -> {
            // Only ours may speak: the framework's own messages may repeat what was sent.
            boolean ours = Set.of(403, 405, 415).contains(failure.getStatus());
            problem(context, failure.getStatus(), ours && failure.getMessage() != null ? failure.getMessage() : "");
        });
        javalin.routes.exception(
                Refused.class,
                (refused, context) -> problem(context, refused.status(), String.valueOf(refused.getMessage())));
        javalin.routes.exception(
                StudioRefused.class,
                (refused, context) -> context.status(refused.status())
                        .json(StudioProblem.of(refused))
                        .contentType(Problem.CONTENT_TYPE));
        javalin.routes.exception(JournalUnavailable.class, (failure, context) -> {
            LOG.error("{} {}: {}", context.method(), context.path(), failure.getMessage());
            problem(context, 503, "The store cannot be used at the moment; the log has the reason");
        });
        javalin.routes.exception(Exception.class, (failure, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), failure);
            problem(context, 500, "The log has the details");
        });
        javalin.routes.wsException(Exception.class, (failure, context) -> {
            LOG.error("A realtime connection failed", failure);
            context.closeSession(1011, "Internal error; the log has the details");
        });
        javalin.routes.error(404, context -> {
            if (!String.valueOf(context.res().getContentType()).startsWith(Problem.CONTENT_TYPE)) {
                problem(context, 404, "");
            }
        });
    }

    private static void problem(Context context, int status, String detail) {
        context.status(status).json(Problem.of(status, detail)).contentType(Problem.CONTENT_TYPE);
    }

    private static ObjectMapper json() {
        // As ISO 8601, which is what their own toString is.
        var times = new SimpleModule("parley-times")
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addSerializer(LocalDate.class, ToStringSerializer.instance);
        return JsonMapper.builder()
                .addModule(times)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();
    }

    /** A failure to listen, in one line; anything else is a bug and stays one. */
    private static CannotListen cannotListen(ParleyConfig config, RuntimeException failure) {
        int port = config.server().port();
        boolean taken = false;
        boolean ofTheNetwork = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            taken |= String.valueOf(cause.getMessage()).contains("in use");
            ofTheNetwork |= cause instanceof IOException;
        }
        if (!taken && !ofTheNetwork) {
            throw failure;
        }
        String why = taken
                ? "is taken by another program (another Parley?): stop it, or choose another port with --port"
                : "of " + config.server().host() + " can't be listened on: choose another port with --port";
        return new CannotListen("Port " + port + " " + why, failure);
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    /** The address to open in a browser. */
    public String url() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + port() + "/";
    }

    /** Sends everybody away with 1001 and stops, within the limit of the settings. */
    @Override
    public void close() {
        javalin.stop();
    }
}
