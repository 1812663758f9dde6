package parley.tutor.models;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.tools.ToolCall;

/** A language model that streams text, or a router over several. Thread-safe. */
public interface LanguageModel {
    /** The name shown to learners and operators; never a key or a URL with one. */
    String name();

    /** How long it may take to the first text of a reply, or null when that has no limit of its own. */
    default @Nullable Duration firstTextWithin() {
        return null;
    }

    /**
     * Streams a reply to {@code call}; returns when the stream has ended, in whatever way. Blocking; run on a virtual
     * thread.
     *
     * @throws InterruptedException when the caller is interrupted; the connection is closed
     */
    StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException;

    /** Where text goes. Called by one thread at a time. */
    @FunctionalInterface
    interface TextSink {
        /**
         * Takes more of the text.
         *
         * @throws Enough when no more is wanted
         * @throws InterruptedException when none of it is wanted
         */
        void text(String delta) throws InterruptedException;

        /**
         * The connection stands and the request goes out: from here on the endpoint may charge for it. Comes before
         * anything else, at most once for each stream, and perhaps on another thread.
         */
        default void sent() {}

        /** The endpoint began to answer; comes before any text, at most once for each stream. */
        default void opened() {}

        /**
         * A tool is used before more text comes: passes on what is held back for the end of its sentence.
         *
         * @throws InterruptedException when the text is no longer wanted
         */
        default void flush() throws InterruptedException {}

        /**
         * The stream broke and another will begin: forgets what was not passed on to the learner yet, such as half a
         * sentence, and gives what was, which is beyond recall.
         *
         * @return what was passed on, empty when nothing was; null when everything that was given to {@link #text} is
         *     passed on at once
         */
        default @Nullable String takeBack() {
            return null;
        }
    }

    /**
     * Says that an answer is long enough: the stream is closed, so that nobody pays for its rest. A router ends it as {@link
     * StreamEnd.Done}; from a model alone it comes out of {@link #stream}.
     */
    final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Enough() {
            super("The answer is long enough", null, false, false);
        }
    }

    /** One message of a prompt. */
    sealed interface Message {
        /** What it says; of a tool's answer what was found. */
        String text();

        /** Words. */
        record Said(Role role, String text) implements Message {
            @Override
            public String toString() {
                return "Said[" + role + ", " + text.length() + " characters]";
            }
        }

        /** The model's wish to use tools, as it came, with what it said before them. */
        record CalledTools(String text, List<ToolCall> calls) implements Message {
            public CalledTools {
                calls = List.copyOf(calls);
            }
        }

        /** What a tool answered. */
        record ToolAnswered(String callId, String tool, String text) implements Message {
            @Override
            public String toString() {
                return "ToolAnswered[" + tool + ", " + text.length() + " characters]";
            }
        }

        static Message of(Role role, String text) {
            return new Said(role, text);
        }
    }

    /** Who speaks in a prompt. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** Why a model stopped. */
    enum Finish {
        /** It had said everything. */
        STOP,
        /** The longest answer was reached: the last sentence may be half. */
        LENGTH,
        /** It wants tools to be used, {@link StreamEnd.Done#toolCalls}. */
        TOOL_CALLS
    }

    /** How a stream ended; exactly one for each stream. */
    sealed interface StreamEnd {
        /**
         * The model finished.
         *
         * @param model the name of the model that did; a router's own name is nobody's
         * @param toolCalls whole and with readable JSON as arguments; empty unless {@code finish} is TOOL_CALLS
         */
        record Done(String model, Finish finish, Usage usage, List<ToolCall> toolCalls) implements StreamEnd {
            public Done {
                toolCalls = List.copyOf(toolCalls);
            }
        }

        /**
         * It failed.
         *
         * @param model the name of the model that did
         * @param textSeen whether text came before
         * @param usage the tokens, when they were told before it failed: they are paid for
         */
        record Failed(String model, ModelFault fault, boolean textSeen, Usage usage) implements StreamEnd {
            /** A failure of which no tokens are known. */
            public Failed(String model, ModelFault fault, boolean textSeen) {
                this(model, fault, textSeen, Usage.UNKNOWN);
            }
        }
    }
}
