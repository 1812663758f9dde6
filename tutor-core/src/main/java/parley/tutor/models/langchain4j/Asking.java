package parley.tutor.models.langchain4j;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request from its sending to the headers of its answer. It is sent on a thread of its own, for the JDK looks the
 * host's name up on the thread that sends, and no interrupt and no limit ends that. The client's own limit for a request
 * is not used: from JDK 26 on it covers the body too.
 *
 * <p>Thread-safe; {@link #await} and {@link #leave} are for the one thread that asks.
 */
final class Asking implements Runnable {
    private final HttpClient client;
    private final HttpRequest request;
    private final Inflow body = new Inflow();
    private final CompletableFuture<HttpResponse.ResponseInfo> head = new CompletableFuture<>();
    private volatile CompletableFuture<HttpResponse<Inflow>> sent = new CompletableFuture<>();

    private Asking(HttpClient client, HttpRequest request) {
        this.client = client;
        this.request = request;
    }

    /** Sends {@code request} on one of {@code threads}. Does not wait. */
    static Asking begin(HttpClient client, HttpRequest request, Executor threads) throws IOException {
        var asking = new Asking(client, request);
        try {
            threads.execute(asking);
        } catch (RejectedExecutionException e) {
            throw new IOException("The client is closed", e);
        }
        return asking;
    }

    @Override
    public void run() {
        if (head.isDone()) {
            return;
        }
        try {
            CompletableFuture<HttpResponse<Inflow>> answer = client.sendAsync(request, this::begun);
            sent = answer;
            // Whoever gives up at this moment sees the future, or is seen here.
            if (head.isCancelled()) {
                answer.cancel(true);
            }
            var unused = answer.whenComplete((response, failure) -> {
                if (failure != null && !head.completeExceptionally(failure)) {
                    // The headers were fine; whoever reads the body hears of it there.
                    body.onError(failure);
                }
            });
        } catch (RuntimeException | Error e) {
            head.completeExceptionally(e);
        }
    }

    private HttpResponse.BodySubscriber<Inflow> begun(HttpResponse.ResponseInfo info) {
        head.complete(info);
        return body;
    }

    /**
     * Waits for the headers, at most {@code nanos}.
     *
     * @throws IOException when there is no connection, or it broke
     * @throws TimeoutException when there are none yet
     */
    HttpResponse.ResponseInfo await(long nanos) throws IOException, InterruptedException, TimeoutException {
        try {
            return head.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            switch (cause) {
                case IOException broken -> throw broken;
                case RuntimeException bug when !(bug instanceof CancellationException) -> throw bug;
                case null, default -> throw new IOException(cause);
            }
        }
    }

    /** The answer's body; empty until its headers came. */
    Inflow body() {
        return body;
    }

    /** Gives up, wherever it is: the connection is closed unless the answer has ended. */
    void leave() {
        if (head.cancel(false)) {
            sent.cancel(true);
        }
        // Also when the headers come at this very moment.
        body.leave();
    }
}
