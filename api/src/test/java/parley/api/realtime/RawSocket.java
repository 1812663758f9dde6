package parley.api.realtime;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client that writes WebSocket frames by hand, also such as no client should. */
final class RawSocket implements AutoCloseable {
    private static final int CLOSE = 0x88;
    private static final int PATIENCE_MS = 60_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        out.write(("GET /v1/realtime HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("No upgrade");
        }
    }

    /** Sends one text frame of {@code bytes} letters, as far as the server takes it. */
    void sendText(int bytes) throws IOException {
        // Final text frame, masked with zeros, its length in eight bytes.
        out.write(ByteBuffer.allocate(14)
                .put((byte) 0x81)
                .put((byte) 0xff)
                .putLong(bytes)
                .array());
        byte[] piece = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try {
            for (int sent = 0; sent < bytes; sent += piece.length) {
                out.write(piece, 0, Math.min(piece.length, bytes - sent));
            }
        } catch (SocketException closedMeanwhile) {
            // The server hung up; what it said before is still to be read.
        }
    }

    /** Reads up to the server's close frame: its code and reason. */
    String readClose() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] payload = in.readNBytes(length);
            if (opcode == CLOSE) {
                int code = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
                return code + " " + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
