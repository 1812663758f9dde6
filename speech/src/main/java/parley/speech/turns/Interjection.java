package parley.speech.turns;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import parley.speech.hearing.Grammar;

/** What a few words amount to when they may not be meant as a turn: noise, a filler, a backchannel, or real words. */
enum Interjection {
    /** No words, or the one word that recognisers make of a cough or a knock. */
    NOISE,
    /** The learner is thinking aloud. */
    FILLER,
    /** The learner shows that they follow; not meant to stop anyone. */
    BACKCHANNEL,
    /** The tutor's own voice, come back through the microphone. */
    ECHO,
    /** Somebody farther away than the learner said something. */
    DISTANT,
    /** Something was said. */
    WORDS;

    /** What begins so takes back what was said before it, and is no part of it. */
    private static final Set<String> TAKING_BACK = Set.of(
            "stop",
            "wait",
            "no",
            "cancel",
            "never mind",
            "nevermind",
            "forget it",
            "hold on",
            "be quiet",
            "shut up",
            "\u505c",
            "\u7b49\u4e00\u4e0b",
            "\u7b97\u4e86");

    /** Words that are said to make whoever speaks stop. */
    static final Set<String> STOPPING = Set.of(
            "stop",
            "wait",
            "hold",
            "pause",
            "quiet",
            "enough",
            "excuse",
            "\u505c",
            "\u5b89\u9759",
            "\u7b49\u7b49",
            "\u7b49\u4e00\u4e0b");

    /** One of them is among the first words, or signs, of who says them: "please stop". */
    private static final int STOPPING_WITHIN = 3;

    /** "The" and its like are what the small English model makes of short noises. */
    private static final Set<String> NOISES = Set.of("the", "a", "an");

    private static final Set<String> FILLERS =
            Set.of("um", "uh", "er", "erm", "hm", "hmm", "mm", "m", "h", "ah", "eh", "\u55ef", "\u5443", "\u989d");

    private static final Set<String> BACKCHANNELS = Set.of(
            "uh-huh",
            "huh",
            "mhm",
            "mm-hmm",
            "right",
            "yeah",
            "yep",
            "yes",
            "ok",
            "okay",
            "oh",
            "i",
            "see",
            "sure",
            "wow",
            "good",
            "nice",
            "great",
            "cool",
            "exactly",
            "true",
            "really",
            "\u55ef\u55ef",
            "\u662f",
            "\u662f\u7684",
            "\u5bf9",
            "\u54e6",
            "\u597d",
            "\u597d\u7684",
            "\u5bf9\u5bf9");

    /**
     * Words that say nothing by themselves, and what the small English model makes of hums: "mm-hmm" begins as "and and",
     * "uh-huh" is "but I", "oh" is "though" and "wow" is "well". Whoever means to speak goes on after them.
     */
    private static final Set<String> OPENERS = Set.of("and", "but", "so", "or", "though", "well", "the", "a", "an");

    /** Longer runs of such words are meant to be heard; sounds between them do not count. */
    private static final int MAX_BACKCHANNEL_WORDS = 3;

    /** Whether {@code text} begins by taking back what was said. */
    static boolean takesBack(String text) {
        String words = plain(text);
        return TAKING_BACK.stream().anyMatch(phrase -> words.equals(phrase) || words.startsWith(phrase + " "));
    }

    /** Whether {@code text} begins by telling the tutor to stop. */
    static boolean stops(String text) {
        String words = plain(text);
        if (Arrays.stream(words.split("\\s+", STOPPING_WITHIN + 1))
                .limit(STOPPING_WITHIN)
                .anyMatch(STOPPING::contains)) {
            return true;
        }
        // Chinese is written, and recognised, with spaces or without.
        String signs = words.replace(" ", "");
        return STOPPING.stream()
                .filter(word -> Character.isIdeographic(word.codePointAt(0)))
                .mapToInt(signs::indexOf)
                .anyMatch(at -> at >= 0 && at < STOPPING_WITHIN);
    }

    /** Whether it is nobody's turn when said where the tutor has the floor, or had it when the voice began. */
    boolean isNoTurn(boolean tutorHasFloor, boolean overTutor) {
        return switch (this) {
            case NOISE, ECHO, DISTANT -> true;
            case FILLER -> tutorHasFloor;
            case BACKCHANNEL -> overTutor;
            case WORDS -> false;
        };
    }

    /** Why it is no turn. */
    TurnReason reason() {
        return switch (this) {
            case NOISE -> TurnReason.NOISE;
            case FILLER -> TurnReason.FILLER;
            case BACKCHANNEL -> TurnReason.BACKCHANNEL;
            case ECHO -> TurnReason.ECHO;
            case DISTANT -> TurnReason.DISTANT_VOICE;
            case WORDS -> TurnReason.WORDS_SAID;
        };
    }

    /** Lower case and without punctuation, which recognisers behind services write. */
    static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[.,!?\u3002\uff0c\uff01\uff1f]", "");
    }

    /** Judges {@code text}; words that are an expected answer are always words. */
    static Interjection of(String text, List<String> answers) {
        String words = plain(text);
        if (words.isEmpty()) {
            return NOISE;
        }
        if (answers.stream()
                .anyMatch(answer -> Grammar.spell(answer).filter(words::equals).isPresent())) {
            return WORDS;
        }
        List<String> tokens = Arrays.asList(words.split("\\s+"));
        if (tokens.size() == 1 && NOISES.contains(words)) {
            return NOISE;
        }
        if (FILLERS.containsAll(tokens) && !words.equals("uh huh")) {
            return FILLER;
        }
        boolean follows = tokens.stream()
                .allMatch(token -> BACKCHANNELS.contains(token) || FILLERS.contains(token) || OPENERS.contains(token));
        // "I see" follows, and "I" may become it; "see" alone does not.
        long said = tokens.stream().filter(token -> !FILLERS.contains(token)).count();
        return follows && !words.equals("see") && said <= MAX_BACKCHANNEL_WORDS ? BACKCHANNEL : WORDS;
    }
}
