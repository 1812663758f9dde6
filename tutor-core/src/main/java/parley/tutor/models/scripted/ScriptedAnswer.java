package parley.tutor.models.scripted;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import parley.tutor.models.scripted.ScriptedStreamServer.Exchange;
import parley.tutor.models.scripted.StreamScript.Step;

/** Plays one script to one client. Each step is one write, so that what the client sees is what the script says. */
final class ScriptedAnswer implements Runnable {
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");

    private final StreamScript script;
    private final Exchange exchange;
    private final Socket client;
    private long left;

    ScriptedAnswer(StreamScript script, Exchange exchange, Socket client) {
        this.script = script;
        this.exchange = exchange;
        this.client = client;
        this.left = script.cutAfter();
    }

    static void refuseInPlainText(OutputStream out) throws IOException {
        out.write(ascii("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        out.flush();
    }

    @Override
    public void run() {
        try {
            if (!perform(client.getOutputStream())) {
                client.close();
            }
        } catch (IOException e) {
            // The client went away; its exchange says so.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the connection may serve another request. */
    private boolean perform(OutputStream out) throws IOException, InterruptedException {
        boolean chunked = false;
        for (Step step : script.steps()) {
            switch (step) {
                case Step.Headers headers -> {
                    chunked = true;
                    String type = headers.contentType().isEmpty() ? "" : "Content-Type: " + headers.contentType();
                    send(
                            out,
                            ascii("HTTP/1.1 200 OK\r\n" + type + (type.isEmpty() ? "" : "\r\n")
                                    + "Transfer-Encoding: chunked\r\n\r\n"));
                }
                case Step.Data data -> send(out, event(data.data()));
                case Step.MadeData made -> send(out, event(made.data().get()));
                case Step.Endless endless -> {
                    byte[] event = event(endless.data());
                    while (!exchange.isGone()) {
                        send(out, event);
                    }
                }
                case Step.Bytes bytes ->
                    send(out, bytes.chunk() ? chunk(bytes.text()) : bytes.text().getBytes(StandardCharsets.UTF_8));
                case Step.Refuse refuse -> send(out, whole(refuse));
                case Step.Stall stall -> exchange.awaitStep();
                case Step.Pause pause -> exchange.pause(pause.time());
                case Step.Cut cut -> {
                    send(out, ascii("ffff\r\ndata: {\"choi"));
                    return false;
                }
                case Step.Close close -> {
                    return false;
                }
                case Step.CutAfter after -> {
                    // Counted with every byte.
                    continue;
                }
            }
        }
        if (chunked) {
            send(out, LAST_CHUNK);
        }
        return true;
    }

    private static byte[] whole(Step.Refuse refuse) {
        byte[] body = refuse.body().getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 ")
                .append(refuse.status())
                .append(" Scripted\r\nContent-Type: ")
                .append(refuse.contentType())
                .append("\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        refuse.headers().forEach(header -> head.append(header).append("\r\n"));
        return join(ascii(head.append("\r\n").toString()), body);
    }

    private static byte[] event(String data) {
        return chunk("data: " + data + "\n\n");
    }

    private static byte[] chunk(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return join(ascii(Integer.toHexString(bytes.length) + "\r\n"), join(bytes, ascii("\r\n")));
    }

    /** Sends as much as the script allows. */
    private void send(OutputStream out, byte[] bytes) throws IOException {
        int count = (int) Math.min(bytes.length, left);
        out.write(bytes, 0, count);
        out.flush();
        left -= count;
        if (left == 0) {
            client.close();
            throw new IOException("Cut as scripted");
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
