package parley.api.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.Conversation;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.Conversations;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.HistoryItem;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.LearnerId;
import parley.tutor.store.JournalUnavailable;

/**
 * A conversation over lines of text. A person may stop a reply by Enter and write over it; lines from a pipe each wait
 * for their reply. Used by one thread; events come on the conversation's.
 */
final class TerminalChat implements AutoCloseable {
    private static final String TUTOR = "Tutor: ";
    private static final String LEARNER = "You: ";
    private static final String HELP = """
            Write a line and press Enter. Enter alone stops the tutor.
            /new   begins a new conversation (this one stays stored)
            /help  shows this
            Ctrl-D ends; next time the conversation goes on where it stood.""";

    private final Tutor tutor;
    /** A word after a slash: no answer of any course begins so. */
    private static final Pattern COMMAND = Pattern.compile("/[A-Za-z]{2,20}");

    private final String locale;
    private final boolean interactive;
    private final PrintWriter out;
    private final BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
    private @Nullable Conversation conversation;
    private volatile boolean replying;
    private final NoticeLine notices;
    private String waiting = "";

    TerminalChat(Tutor tutor, String locale, boolean interactive, PrintWriter out) {
        this.tutor = tutor;
        this.locale = locale;
        this.interactive = interactive;
        this.out = out;
        this.notices = new NoticeLine(locale);
    }

    /** Talks until {@code in} ends; false when a message could not be taken or answered. */
    boolean hold(BufferedReader in, boolean fresh) throws JournalUnavailable, IOException, InterruptedException {
        boolean allWell = open(fresh);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            allWell &= take(line.strip());
        }
        if (interactive) {
            out.println();
        }
        return allWell;
    }

    private boolean take(String line) throws JournalUnavailable, InterruptedException {
        return switch (line) {
            case "" -> {
                if (replying) {
                    running().cancelReply();
                } else {
                    prompt();
                }
                yield true;
            }
            case "/help" -> {
                out.println(HELP);
                prompt();
                yield true;
            }
            case "/new" -> open(true);
            default -> {
                if (COMMAND.matcher(line).matches()) {
                    out.println("(There is no command " + line + "; /help tells those there are.)");
                    prompt();
                    yield false;
                }
                yield say(line);
            }
        };
    }

    private boolean say(String line) throws InterruptedException {
        if (line.length() > LearnerTurn.MAX_TEXT_CHARS) {
            out.println("(That is longer than " + LearnerTurn.MAX_TEXT_CHARS + " characters; please shorten it.)");
            prompt();
            return false;
        }
        ended.clear();
        var turn =
                LearnerTurn.typed(new TurnId("item_" + tutor.replyIdPrefixes().next()), line);
        if (!running().say(turn)) {
            out.println("(Too much is waiting; try again in a moment.)");
            prompt();
            return false;
        }
        return awaitReply();
    }

    /** A person may go on writing while the tutor answers; a pipe waits. */
    private boolean awaitReply() throws InterruptedException {
        return interactive || ended.take();
    }

    private boolean open(boolean fresh) throws JournalUnavailable, InterruptedException {
        close();
        ended.clear();
        var conversations = new Conversations(tutor);
        Conversations.Opened opened = fresh
                ? conversations.open(LearnerId.LOCAL, locale, Delivery.TEXT)
                : conversations.current(LearnerId.LOCAL, locale, Delivery.TEXT);
        if (interactive) {
            out.println("(Enter alone stops the tutor, /new begins again, /help tells more, Ctrl-D ends.)");
        }
        var begun = Conversation.start(tutor, opened, this::heard);
        conversation = begun;
        List<HistoryItem> past = opened.state().history();
        if (past.isEmpty() || !opened.state().unanswered().isEmpty()) {
            begun.requestReply();
            return awaitReply();
        }
        // Going on: the last thing said is what the learner may answer to.
        HistoryItem last = past.getLast();
        out.println((last instanceof HistoryItem.FromTutor ? TUTOR : LEARNER) + last.text());
        prompt();
        return true;
    }

    private Conversation running() {
        Conversation now = conversation;
        if (now == null) {
            throw new IllegalStateException("No conversation is open");
        }
        return now;
    }

    private void heard(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.LearnerTurnStored stored -> {}
            case ConversationEvent.LearnerTurnReopened reopened -> {}
            case ConversationEvent.LearnerTurnRefused refused -> problem(refused.failure());
            case ConversationEvent.ReplyStarted started -> {
                replying = true;
                print(TUTOR);
            }
            case ConversationEvent.ReplyText text -> print(text.delta());
            case ConversationEvent.ReplyWorded worded -> {}
            case ConversationEvent.ReplyFinished finished -> {
                notices.replied();
                end(finished.interrupted() ? " …" : "", true);
            }
            case ConversationEvent.ReplyDropped dropped -> end("…", true);
            case ConversationEvent.ReplyFailed failed -> problem(failed.failure());
            // Told after the reply, which is one however many worded it.
            case ConversationEvent.Notice notice -> notices.of(notice.failure()).ifPresent(line -> waiting = line);
        }
    }

    private void problem(TutorFailure failure) {
        end(notices.problem(failure), false);
    }

    private void end(String text, boolean well) {
        replying = false;
        out.println(text);
        if (!waiting.isEmpty()) {
            out.println(waiting);
            waiting = "";
        }
        prompt();
        ended.add(well);
    }

    private void prompt() {
        if (interactive) {
            print(LEARNER);
        }
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }

    @Override
    public void close() {
        Conversation now = conversation;
        conversation = null;
        if (now != null) {
            now.close();
        }
    }
}
