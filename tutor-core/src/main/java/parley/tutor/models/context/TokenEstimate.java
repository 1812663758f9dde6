package parley.tutor.models.context;

import java.lang.Character.UnicodeScript;

/**
 * An estimate of tokens for models whose tokenizer is not known; rather too high than too low, since a prompt that is
 * too long is refused and one that is a little short loses nothing.
 *
 * <p>All tokenizers in use work on bytes: common English words are one token, so that a token has about 4 Latin letters;
 * a Chinese character takes 0.6 to 1.5 tokens by the share of Chinese in the tokenizer's training. Here a run of Latin
 * letters takes a token for each {@value #LETTERS} begun, a Chinese, Japanese or Korean character 1.5, digits and ASCII
 * signs one each, white space within a line nothing, and any other code point as many as its bytes, which no byte-level
 * tokenizer exceeds. Texts of our courses come out at 1 to 2.5 times what cl100k_base counts.
 */
public final class TokenEstimate implements TokenCounter {
    /** Latin letters that a token is taken to hold: short of the usual 4, for names and learners' misspellings. */
    static final int LETTERS = 4;

    public static final TokenCounter TOKENS = new TokenEstimate();

    private static final int HALVES_OF_A_CHINESE_CHARACTER = 3;

    private TokenEstimate() {}

    @Override
    public int tokens(String text) {
        long halves = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean letter = c < 0x80 && Character.isLetter(c);
            if (letter) {
                if (letters % LETTERS == 0) {
                    halves += 2;
                }
                letters++;
                continue;
            }
            letters = 0;
            halves += halves(c);
        }
        return (int) Math.min(Integer.MAX_VALUE, (halves + 1) / 2);
    }

    private static int halves(int c) {
        if (c < 0x80) {
            return c == ' ' ? 0 : 2;
        }
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> c < 0x10000 ? HALVES_OF_A_CHINESE_CHARACTER : 8;
            default -> c < 0x800 ? 4 : c < 0x10000 ? 6 : 8;
        };
    }
}
