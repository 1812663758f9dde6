package parley.benchmarks;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.Purpose;
import parley.tutor.models.langchain4j.OpenAiCompatibleModel;

/** One way to read a stream of words from a provider; closed when no more streams are read. */
interface StreamReader extends AutoCloseable {
    String ASKED = "What did you do yesterday? Answer in one short sentence, please.";

    /** Reads one stream to its end, on the calling virtual thread. */
    void read(Words words) throws IOException, InterruptedException;

    @Override
    void close();

    /** Hears of each piece of text. */
    @FunctionalInterface
    interface Words {
        void text(String delta);
    }

    /** What can be had at least: a blocking socket, and no more of HTTP and JSON than finding the words takes. */
    static StreamReader raw(URI base) {
        return new StreamReader() {
            @Override
            public void read(Words words) throws IOException {
                String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + ASKED
                        + "\"}],\"stream\":true}";
                try (var socket = new Socket(base.getHost(), base.getPort())) {
                    socket.setTcpNoDelay(true);
                    socket.getOutputStream()
                            .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length()
                                            + "\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.US_ASCII));
                    readWords(socket.getInputStream(), words);
                }
            }

            @Override
            public void close() {
                // Each stream closed its own.
            }
        };
    }

    private static void readWords(InputStream in, Words words) throws IOException {
        byte[] buffer = new byte[16_384];
        int count;
        while ((count = in.read(buffer)) >= 0) {
            String some = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
            int at = 0;
            while ((at = some.indexOf("\"content\":\"", at)) >= 0) {
                int from = at + 11;
                at = some.indexOf('"', from);
                words.text(some.substring(from, at));
            }
            if (some.contains("[DONE]")) {
                return;
            }
        }
    }

    static StreamReader ours(URI base) {
        Duration ample = Duration.ofMinutes(2);
        var model = new OpenAiCompatibleModel(
                new ModelEndpoint("m", base, "key", "m", ample, ample, ample, ample, 600, 0.5));
        ModelCall call = ModelCall.of(Purpose.CHAT, Caller.NOBODY, List.of(Message.of(Role.USER, ASKED)));
        return new StreamReader() {
            @Override
            public void read(Words words) throws IOException, InterruptedException {
                if (model.stream(call, words::text) instanceof StreamEnd.Failed failed) {
                    throw new IOException(failed.fault().reason());
                }
            }

            @Override
            public void close() {
                model.close();
            }
        };
    }

    /** As langchain4j comes: its own client with its own defaults. */
    static StreamReader plainLangchain4j(URI base) {
        OpenAiStreamingChatModel model = OpenAiStreamingChatModel.builder()
                .baseUrl(base.toString())
                .apiKey("key")
                .modelName("m")
                .timeout(Duration.ofMinutes(2))
                .build();
        return new StreamReader() {
            @Override
            public void read(Words words) throws IOException, InterruptedException {
                var done = new CompletableFuture<ChatResponse>();
                model.chat(List.of(UserMessage.from(ASKED)), new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialResponse(String delta) {
                        words.text(delta);
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        done.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        done.completeExceptionally(error);
                    }
                });
                try {
                    done.get();
                } catch (ExecutionException e) {
                    throw new IOException(e.getCause());
                }
            }

            @Override
            public void close() {
                // It has no door to close.
            }
        };
    }
}
