package parley.tutor.conversation;

import parley.tutor.actor.ActorLoop;
import parley.tutor.actor.EffectHandler;
import parley.tutor.actor.Mailbox;
import parley.tutor.conversation.ConversationEffects.ConversationListener;
import parley.tutor.conversation.ConversationInput.LearnerSaid;
import parley.tutor.conversation.ConversationInput.ReplyCancelled;
import parley.tutor.conversation.ConversationInput.ReplyRequested;
import parley.tutor.conversation.ConversationInput.SettingsChanged;

/**
 * A conversation in text, running on its own virtual thread. Thread-safe; nothing here waits. Voice sessions run the
 * same machine inside {@code parley.speech.talk}.
 */
public final class Conversation implements AutoCloseable {
    private final Tutor tutor;
    private final Mailbox<ConversationInput> mailbox = new Mailbox<>();
    private final ConversationEffects effects;
    private final ActorLoop<ConversationState, ConversationInput, ConversationEffect> loop;

    private Conversation(Tutor tutor, Conversations.Opened opened, ConversationListener listener) {
        this.tutor = tutor;
        this.effects = new ConversationEffects(opened.id(), opened.learner(), tutor, mailbox::tellWaiting, listener);
        this.loop = ActorLoop.start(
                "conversation-" + opened.id(), opened.state(), tutor.machine(), mailbox, new Handler(effects));
    }

    /** Runs {@code opened}; {@code listener} hears its events on the conversation's thread and must not block. */
    public static Conversation start(Tutor tutor, Conversations.Opened opened, ConversationListener listener) {
        return new Conversation(tutor, opened, listener);
    }

    /** Tells the tutor what the learner wrote, and asks for a reply; false when too much is waiting. */
    public boolean say(LearnerTurn turn) {
        return mailbox.tell(new LearnerSaid(turn, tutor.clock().instant())) && requestReply();
    }

    /** Lets the tutor speak: it answers what is unanswered, or opens the conversation. */
    public boolean requestReply() {
        return mailbox.tell(new ReplyRequested());
    }

    /** Stops the reply in hand. */
    public boolean cancelReply() {
        return mailbox.tell(new ReplyCancelled(tutor.clock().instant()));
    }

    /** Changes the interface language for replies to come. */
    public boolean useLocale(String locale) {
        return mailbox.tell(new SettingsChanged(locale, Delivery.TEXT));
    }

    /** Where the conversation stands. */
    public ConversationState state() {
        return loop.state();
    }

    @Override
    public void close() {
        loop.close();
        effects.close();
    }

    private record Handler(ConversationEffects effects)
            implements EffectHandler<ConversationInput, ConversationEffect> {
        @Override
        public void perform(ConversationEffect effect) throws Exception {
            effects.perform(effect);
        }

        @Override
        public ConversationInput undone(ConversationInput input, Throwable cause) {
            return new ConversationInput.Undone(input, ConversationEffects.failureOf(cause));
        }
    }
}
