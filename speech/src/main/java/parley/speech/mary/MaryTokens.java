package parley.speech.mary;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import marytts.datatypes.MaryXML;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A text cut into the tokens MaryTTS wants, each knowing the word of the text it came from.
 *
 * <p>Stands in for MaryTTS's own tokeniser, whose library is not to be had, and gives what that would
 * not: the way back from a token to the text. A word is what stands between white space.
 */
final class MaryTokens {
    /** Full stops that end no sentence and that MaryTTS reads as words. */
    private static final Set<String> ABBREVIATIONS =
            Set.of("mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "jr.", "sr.", "e.g.", "i.e.", "etc.", "a.m.", "p.m.");

    private static final String NO_WORD = ".,;:!?";

    /** @param word index into {@link #words} */
    private record Token(String text, int word) {}

    private final List<String> words = new ArrayList<>();
    private final List<List<Token>> sentences = new ArrayList<>();
    private List<Token> sentence = new ArrayList<>();

    MaryTokens(String text) {
        for (String word : text.trim().split("\\s+", -1)) {
            add(word);
        }
        endSentence();
    }

    private void add(String word) {
        int index = words.size();
        words.add(word);
        String rest = plain(word);
        int from = 0;
        while (from < rest.length() && !Character.isLetterOrDigit(rest.charAt(from))) {
            from++;
        }
        int to = rest.length();
        if (!ABBREVIATIONS.contains(rest.substring(from).toLowerCase(Locale.ROOT))) {
            while (to > from && !Character.isLetterOrDigit(rest.charAt(to - 1))) {
                to--;
            }
        }
        if (to > from) {
            sentence.add(new Token(rest.substring(from, to), index));
        }
        mark(rest.substring(Math.max(to, from)), index);
    }

    /** Of the marks behind a word only the strongest is read. */
    private void mark(String marks, int index) {
        if (sentence.isEmpty()) {
            return;
        }
        String end = marks.contains("?") ? "?" : marks.contains("!") ? "!" : marks.contains(".") ? "." : "";
        if (!end.isEmpty()) {
            sentence.add(new Token(end, index));
            endSentence();
        } else if (marks.contains(",") || marks.contains(";") || marks.contains(":") || marks.contains("-")) {
            sentence.add(new Token(",", index));
        }
    }

    private void endSentence() {
        if (sentence.stream().anyMatch(token -> !isMark(token.text))) {
            sentences.add(sentence);
        }
        sentence = new ArrayList<>();
    }

    private static boolean isMark(String token) {
        return token.length() == 1 && NO_WORD.contains(token);
    }

    /** Latin letters without accents, digits, and plain punctuation; other scripts become nothing. */
    private static String plain(String word) {
        String folded = Normalizer.normalize(
                word.replace('\u2019', '\'')
                        .replace('\u2018', '\'')
                        .replace('\u2014', '-')
                        .replace('\u2013', '-')
                        .replace("\u2026", "."),
                Normalizer.Form.NFKD);
        var plain = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c > ' ' && c < 127) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    String word(int index) {
        return words.get(index);
    }

    /** For each token, in order, the index of its word, or -1 for a mark. */
    List<Integer> wordOfEachToken() {
        return sentences.stream()
                .flatMap(List::stream)
                .map(token -> isMark(token.text) ? -1 : token.word)
                .toList();
    }

    /** @param ratePercent MaryTTS's prosody rate; it scales durations by 1 − rate/100 */
    Document toDocument(double ratePercent) {
        Document document = MaryXML.newDocument();
        Element root = document.getDocumentElement();
        root.setAttribute("xml:lang", "en-US");
        Element paragraph = append(root, MaryXML.PARAGRAPH);
        for (List<Token> tokens : sentences) {
            Element parent = append(paragraph, MaryXML.SENTENCE);
            if (ratePercent != 0) {
                parent = append(parent, MaryXML.PROSODY);
                parent.setAttribute("rate", String.format(Locale.ROOT, "%+.1f%%", ratePercent));
            }
            for (Token token : tokens) {
                append(parent, MaryXML.TOKEN).setTextContent(token.text);
            }
        }
        return document;
    }

    private static Element append(Element parent, String name) {
        Element child = MaryXML.createElement(parent.getOwnerDocument(), name);
        parent.appendChild(child);
        return child;
    }
}
