package parley.api.realtime;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.exceptions.WebSocketException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.learner.LearnerId;

/** {@code /v1/realtime} as a WebSocket of Javalin's: joins Jetty's sessions with ours. */
public final class RealtimeSocket {
    private static final Logger LOG = LoggerFactory.getLogger(RealtimeSocket.class);
    private static final String SESSION = "parley.session";

    private final RealtimeDoor door;
    private final Duration pingEvery;

    public RealtimeSocket(RealtimeDoor door, Duration pingEvery) {
        this.door = door;
        this.pingEvery = pingEvery;
    }

    /** Declares the handlers. */
    public void configure(WsConfig ws) {
        ws.onConnect(context -> {
            context.enableAutomaticPings(pingEvery.toMillis(), TimeUnit.MILLISECONDS);
            var wanted = new RealtimeDoor.Wanted(
                    context.queryParam("course"), "new".equals(context.queryParam("conversation")));
            context.attribute(SESSION, door.enter(LearnerId.LOCAL, wanted, new JettySocket(context.session)));
        });
        ws.onMessage(context -> {
            RealtimeSession session = session(context);
            if (session != null) {
                session.text(context.message());
            }
        });
        ws.onBinaryMessage(context -> {
            RealtimeSession session = session(context);
            if (session != null) {
                // Copied: Jetty reuses its buffer when this returns.
                ByteBuffer data = context.data();
                byte[] frame = new byte[data.remaining()];
                data.get(frame);
                session.binary(frame);
            }
        });
        ws.onClose(context -> leave(context));
        ws.onError(context -> {
            Throwable error = context.error();
            // Clients go away in all manners; what is theirs is no event of ours.
            if (error != null && !isTheirs(error)) {
                LOG.warn("A connection failed: {}", error.toString());
            }
        });
    }

    private void leave(WsContext context) {
        RealtimeSession session = session(context);
        if (session != null) {
            context.attribute(SESSION, null);
            door.left(LearnerId.LOCAL, session);
        }
    }

    private static @Nullable RealtimeSession session(WsContext context) {
        return context.attribute(SESSION);
    }

    private static boolean isTheirs(Throwable error) {
        return error instanceof ClosedChannelException
                || error instanceof EofException
                || error instanceof WebSocketException
                || error.getClass().getSimpleName().contains("MessageTooLarge")
                || error.getClass().getSimpleName().contains("WebSocketTimeout");
    }

    /** A Jetty session that closes itself when its client can't be kept up with. */
    private static final class JettySocket implements ClientSocket {
        private final Session session;
        private final AtomicBoolean closing = new AtomicBoolean();

        JettySocket(Session session) {
            this.session = session;
        }

        @Override
        public void send(String text) {
            if (!closing.get()) {
                session.sendText(text, Callback.from(() -> {}, this::sendFailed));
            }
        }

        /**
         * Fails when more frames wait than may, or when the client has gone, and then closing does nothing more. On a
         * thread of its own: this one may be the talk's, and Jetty tells of a close on the thread that closes, which
         * ends the talk, which must not wait for itself.
         */
        private void sendFailed(Throwable failure) {
            if (closing.compareAndSet(false, true)) {
                Thread.ofVirtual()
                        .name("close-slow-client")
                        .start(() ->
                                closeNow(TOO_SLOW, "The client reads too slowly; what it missed is in the history"));
            }
        }

        @Override
        public void close(int code, String reason) {
            if (closing.compareAndSet(false, true)) {
                closeNow(code, reason);
            }
        }

        private void closeNow(int code, String reason) {
            session.close(code, reason, Callback.from(() -> {}, failure -> session.disconnect()));
        }
    }
}
