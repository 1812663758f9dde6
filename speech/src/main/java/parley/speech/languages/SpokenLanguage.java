package parley.speech.languages;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which language the learner of a session speaks, which is not always the one that they read.
 *
 * <p>A course that teaches a language is spoken in that, whatever its explanations are written in. A course of another
 * subject is spoken as the learner reads it, where that can be heard.
 *
 * @param usual the language of the course, or of the installation; two or three letters
 * @param asRead whether the language that the learner reads comes first
 */
public record SpokenLanguage(String usual, boolean asRead) {
    /** The language of the embedded model. */
    public static final String ENGLISH = "en";

    /** Always {@code tag}'s language, such as {@code zh} of {@code zh-CN}. */
    public static SpokenLanguage always(String tag) {
        return new SpokenLanguage(primary(tag), false);
    }

    /** What the learner reads, and {@code tag}'s language where that is not heard. */
    public static SpokenLanguage asReadOr(String tag) {
        return new SpokenLanguage(primary(tag), true);
    }

    /** The language of a tag, by which models and voices are told apart; English of what is no tag. */
    public static String primary(String tag) {
        String language = Locale.forLanguageTag(tag).getLanguage();
        return language.isEmpty() ? ENGLISH : language;
    }

    /** The languages to listen for, the wanted one first, of a learner who reads {@code locale}; one or two. */
    public List<String> inOrder(String locale) {
        return asRead ? Stream.of(primary(locale), usual).distinct().toList() : List.of(usual);
    }
}
