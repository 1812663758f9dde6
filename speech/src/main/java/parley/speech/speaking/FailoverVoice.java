package parley.speech.speaking;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several voices of one language as one: the first that can speaks. Thread-safe.
 *
 * <p>A voice that failed is left alone for a while, so that not every sentence waits for it; then one sentence tries it,
 * and the others go on without it until that one is spoken. The last voice is always asked. A sentence is one voice's or
 * another's; only when a voice fails of which something was given early, the next one says all of the sentence again
 * after it, since nobody knows exactly which words were said. A word counts as heard where it was heard first.
 */
public final class FailoverVoice implements Voice {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverVoice.class);

    /** How long a voice that failed is usually left alone. */
    public static final Duration USUAL_REST = Duration.ofSeconds(30);

    private final String language;
    private final List<Member> members;
    private final long restNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong failovers = new AtomicLong();
    /** The voice that spoke last, for the log. */
    private final AtomicInteger speaking = new AtomicInteger();

    /**
     * A voice and since when it rests.
     *
     * @param restsSince null while it is well; a value is compared by identity, so that of many sentences one tries it
     */
    private record Member(Voice voice, AtomicReference<@Nullable Rest> restsSince) {}

    private record Rest(long sinceNanos) {}

    /**
     * Joins voices, which are closed with it.
     *
     * @param voices at least one, the preferred first
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    public FailoverVoice(String language, List<Voice> voices, Duration rest, LongSupplier nanoTime) {
        if (voices.isEmpty()) {
            throw new IllegalArgumentException("a failover needs at least one voice");
        }
        this.language = language;
        this.members = voices.stream()
                .map(voice -> new Member(voice, new AtomicReference<>()))
                .toList();
        this.restNanos = rest.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return members.getFirst().voice().name();
    }

    /** The names of all its voices, the preferred first. */
    public List<String> names() {
        return members.stream().map(member -> member.voice().name()).toList();
    }

    @Override
    public Set<String> languages() {
        return Set.of(language);
    }

    /** How often a voice failed and the next was asked. */
    public long failovers() {
        return failovers.get();
    }

    /** How it goes. */
    public FailoverFigures figures() {
        Rest rest = members.getFirst().restsSince().get();
        return new FailoverFigures(language, failovers.get(), rest != null && !over(rest));
    }

    @Override
    public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
        return synthesise(text, settings, EarlySound.NONE);
    }

    @Override
    public Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
            throws VoiceUnavailable, InterruptedException {
        var given = new GivenSound(early);
        int last = members.size() - 1;
        for (int i = 0; i < last; i++) {
            Member member = members.get(i);
            Rest rest = member.restsSince().get();
            if (rest != null && !mayTry(member, rest)) {
                continue;
            }
            try {
                Synthesis made = spokenAfter(given, member.voice(), text, settings);
                member.restsSince().set(null);
                spokeBy(i);
                return made;
            } catch (VoiceUnavailable e) {
                member.restsSince().set(new Rest(nanoTime.getAsLong()));
                failovers.incrementAndGet();
                LOG.warn(
                        "the voice {} failed{}, the next one speaks: {}",
                        member.voice().name(),
                        given.isEmpty() ? "" : " in the middle of a sentence, which is said again",
                        e.getMessage());
            }
        }
        Synthesis made = spokenAfter(given, members.get(last).voice(), text, settings);
        spokeBy(last);
        return made;
    }

    private static Synthesis spokenAfter(GivenSound given, Voice voice, String text, VoiceSettings settings)
            throws VoiceUnavailable, InterruptedException {
        return given.isEmpty()
                ? voice.synthesise(text, settings, given)
                : given.followedBy(voice.synthesise(text, settings));
    }

    /** The one that sets the time anew tries; a trial that is interrupted leaves the voice alone for as long again. */
    private boolean mayTry(Member member, Rest rest) {
        return over(rest) && member.restsSince().compareAndSet(rest, new Rest(nanoTime.getAsLong()));
    }

    private boolean over(Rest rest) {
        return nanoTime.getAsLong() - rest.sinceNanos() >= restNanos;
    }

    private void spokeBy(int member) {
        if (speaking.getAndSet(member) != member) {
            LOG.info("the voice {} speaks", members.get(member).voice().name());
        }
    }

    @Override
    public void close() {
        members.forEach(member -> member.voice().close());
    }
}
