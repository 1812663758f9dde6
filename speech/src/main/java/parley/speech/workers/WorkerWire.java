package parley.speech.workers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import parley.speech.audio.Pcm16;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.SentenceEnd;
import parley.speech.hearing.Transcript;

/**
 * How requests and replies travel over a worker's pipes: frames of a 4-byte length, at most {@link #MOST_BYTES}, then the
 * number of the call, that of the decoder, one byte for the kind, and what belongs to it, all big-endian but sound.
 *
 * <p>Both ends are of one build, so there is no version. What does not fit is an {@link IOException}: the other end is
 * broken, and the worker is ended.
 */
final class WorkerWire {
    /** The largest grammar is three quarters of this. */
    static final int MOST_BYTES = 1 << 20;

    /** One second of sound: what one request may take is bounded with it. */
    static final int MOST_SAMPLES = SampleCount.RATE_HZ;

    private static final int MOST_WORDS = 20_000;
    private static final int MOST_CHARS = 20_000;

    /** A frame's content with the call it belongs to; replies are of the decoder their call was. */
    record Addressed<T>(int call, int decoder, T content) {}

    private WorkerWire() {}

    static void write(DataOutputStream out, int call, int decoder, WorkerRequest request) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var body = begin(bytes, call, decoder);
        switch (request) {
            case WorkerRequest.OpenFree free -> body.writeByte('f');
            case WorkerRequest.OpenAgainst(List<String> phrases) -> {
                body.writeByte('g');
                body.writeInt(phrases.size());
                for (String phrase : phrases) {
                    body.writeUTF(phrase);
                }
            }
            case WorkerRequest.Accept(short[] samples) -> {
                body.writeByte('a');
                body.write(Pcm16.toBytes(samples));
            }
            case WorkerRequest.Partial partial -> body.writeByte('p');
            case WorkerRequest.Finish(boolean sentence) -> body.writeByte(sentence ? 's' : 'e');
            case WorkerRequest.Close close -> body.writeByte('c');
        }
        send(out, bytes);
    }

    static void write(DataOutputStream out, int call, WorkerReply reply) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var body = begin(bytes, call, 0);
        switch (reply) {
            case WorkerReply.Done done -> body.writeByte('d');
            case WorkerReply.Text(String text) -> {
                body.writeByte('t');
                body.writeUTF(cut(text));
            }
            case WorkerReply.Words(Transcript transcript) -> {
                body.writeByte('w');
                List<HeardWord> words = transcript.words();
                int count = Math.min(words.size(), MOST_WORDS);
                body.writeUTF(transcript.end().name());
                body.writeInt(count);
                for (HeardWord word : words.subList(0, count)) {
                    body.writeUTF(cut(word.text()));
                    body.writeLong(word.start().samples());
                    body.writeLong(word.end().samples());
                    body.writeDouble(word.confidence());
                }
            }
            case WorkerReply.Failed(String reason) -> {
                body.writeByte('x');
                body.writeUTF(cut(reason));
            }
        }
        send(out, bytes);
    }

    static Addressed<WorkerRequest> readRequest(DataInputStream in) throws IOException {
        DataInputStream body = receive(in);
        int call = body.readInt();
        int decoder = body.readInt();
        int kind = body.readByte();
        WorkerRequest request = switch (kind) {
            case 'f' -> new WorkerRequest.OpenFree();
            case 'g' -> new WorkerRequest.OpenAgainst(phrases(body));
            case 'a' -> new WorkerRequest.Accept(samples(body));
            case 'p' -> new WorkerRequest.Partial();
            case 'e' -> new WorkerRequest.Finish(false);
            case 's' -> new WorkerRequest.Finish(true);
            case 'c' -> new WorkerRequest.Close();
            default -> throw new IOException("a request of no known kind");
        };
        return new Addressed<>(call, decoder, request);
    }

    static Addressed<WorkerReply> readReply(DataInputStream in) throws IOException {
        DataInputStream body = receive(in);
        int call = body.readInt();
        int decoder = body.readInt();
        int kind = body.readByte();
        WorkerReply reply = switch (kind) {
            case 'd' -> new WorkerReply.Done();
            case 't' -> new WorkerReply.Text(body.readUTF());
            case 'w' -> new WorkerReply.Words(words(body));
            case 'x' -> new WorkerReply.Failed(body.readUTF());
            default -> throw new IOException("a reply of no known kind");
        };
        return new Addressed<>(call, decoder, reply);
    }

    private static DataOutputStream begin(ByteArrayOutputStream bytes, int call, int decoder) throws IOException {
        var body = new DataOutputStream(bytes);
        body.writeInt(call);
        body.writeInt(decoder);
        return body;
    }

    private static void send(DataOutputStream out, ByteArrayOutputStream bytes) throws IOException {
        if (bytes.size() > MOST_BYTES) {
            throw new IllegalArgumentException("a frame holds at most " + MOST_BYTES + " bytes");
        }
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        out.flush();
    }

    private static DataInputStream receive(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 9 || length > MOST_BYTES) {
            throw new IOException("a frame of an impossible length");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static List<String> phrases(DataInputStream body) throws IOException {
        int count = count(body, Grammar.MAX_PHRASES);
        List<String> phrases = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            phrases.add(body.readUTF());
        }
        return phrases;
    }

    private static short[] samples(DataInputStream body) throws IOException {
        byte[] bytes = body.readAllBytes();
        if (bytes.length % 2 != 0 || bytes.length > 2 * MOST_SAMPLES) {
            throw new IOException("sound of an impossible length");
        }
        return Pcm16.fromBytes(bytes, 0, bytes.length);
    }

    private static Transcript words(DataInputStream body) throws IOException {
        SentenceEnd sentenceEnd = sentenceEnd(body.readUTF());
        int count = count(body, MOST_WORDS);
        List<HeardWord> words = new ArrayList<>(Math.min(count, 1_000));
        for (int i = 0; i < count; i++) {
            String text = body.readUTF();
            long start = body.readLong();
            long end = body.readLong();
            double confidence = body.readDouble();
            if (start < 0 || end < start || !(confidence >= 0 && confidence <= 1)) {
                throw new IOException("a word at an impossible place");
            }
            words.add(new HeardWord(text, new SampleCount(start), new SampleCount(end), confidence));
        }
        return new Transcript(words, sentenceEnd);
    }

    private static SentenceEnd sentenceEnd(String name) throws IOException {
        try {
            return SentenceEnd.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("no such end of a sentence", e);
        }
    }

    private static int count(DataInputStream body, int most) throws IOException {
        int count = body.readInt();
        if (count < 0 || count > most) {
            throw new IOException("an impossible number");
        }
        return count;
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS);
    }
}
