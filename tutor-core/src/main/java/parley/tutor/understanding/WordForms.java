package parley.tutor.understanding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import parley.prompts.course.SpokenForm;

/**
 * English text as the words that are compared: lower case, contractions written out ("I'm", "Im", "I am"), small
 * numbers as words, accents and full-width forms folded, fillers ("um") and a leading "well" or "please" left out.
 *
 * <p>"He's" is both "he is" and "he has", and "I'd" both "I would" and "I had", so a text may have up to four forms; two
 * texts are the same when any of their forms are.
 */
final class WordForms {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private static final Set<String> FILLERS =
            Set.of("um", "umm", "uh", "uhh", "uhm", "er", "erm", "hm", "hmm", "mm", "mmm", "ah", "eh");

    /** Taken off the front, one after another, as long as something is left. */
    private static final Set<String> LEADS = Set.of("well", "please", "so", "ok", "okay", "oh", "sorry");

    private static final Map<String, String> WRITTEN_OUT = Map.ofEntries(
            Map.entry("won't", "will not"),
            Map.entry("can't", "can not"),
            Map.entry("cannot", "can not"),
            Map.entry("shan't", "shall not"),
            Map.entry("let's", "let us"),
            Map.entry("im", "i am"),
            Map.entry("ive", "i have"),
            Map.entry("youre", "you are"),
            Map.entry("youve", "you have"),
            Map.entry("weve", "we have"),
            Map.entry("theyre", "they are"),
            Map.entry("theyve", "they have"),
            Map.entry("hes", "he is"),
            Map.entry("shes", "she is"),
            Map.entry("thats", "that is"),
            Map.entry("whats", "what is"),
            Map.entry("wheres", "where is"),
            Map.entry("theres", "there is"),
            Map.entry("dont", "do not"),
            Map.entry("doesnt", "does not"),
            Map.entry("didnt", "did not"),
            Map.entry("isnt", "is not"),
            Map.entry("arent", "are not"),
            Map.entry("wasnt", "was not"),
            Map.entry("werent", "were not"),
            Map.entry("cant", "can not"),
            Map.entry("couldnt", "could not"),
            Map.entry("wouldnt", "would not"),
            Map.entry("shouldnt", "should not"),
            Map.entry("wont", "will not"),
            Map.entry("havent", "have not"),
            Map.entry("hasnt", "has not"),
            Map.entry("hadnt", "had not"));

    /** Words after which 's is a verb; elsewhere ("Tom's") it may be a possessive and stays. */
    private static final Set<String> BEFORE_IS = Set.of(
            "he", "she", "it", "that", "this", "there", "here", "what", "where", "who", "how", "when", "why", "name");

    private static final Set<String> BEFORE_WOULD =
            Set.of("i", "you", "he", "she", "it", "we", "they", "that", "there", "who");

    private static final List<String> NUMBERS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private WordForms() {}

    /** The forms of {@code text}, 1 to 4, each possibly empty; takes time linear in its length. */
    static List<List<String>> of(String text) {
        List<String> raw = SpokenForm.words(folded(text));
        Set<List<String>> forms = new LinkedHashSet<>();
        for (String is : List.of("is", "has")) {
            for (String would : List.of("would", "had")) {
                forms.add(stripped(writtenOut(raw, is, would)));
            }
        }
        return List.copyOf(forms);
    }

    /** The first form, in which 's is "is" and 'd is "would". */
    static List<String> first(String text) {
        return of(text).getFirst();
    }

    static boolean hasHan(String text) {
        return HAN.matcher(text).find();
    }

    private static String folded(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return MARKS.matcher(decomposed).replaceAll("").replace('\u00b4', '\'').replace('`', '\'');
    }

    private static List<String> writtenOut(List<String> raw, String is, String would) {
        List<String> words = new ArrayList<>(raw.size() + 4);
        for (String word : raw) {
            String whole = WRITTEN_OUT.get(word);
            if (whole != null) {
                words.addAll(List.of(whole.split(" ")));
                continue;
            }
            int mark = word.indexOf('\'');
            if (mark < 0) {
                words.add(number(word));
                continue;
            }
            String base = word.substring(0, mark);
            switch (word.substring(mark)) {
                case "'m" -> add(words, base, "am");
                case "'re" -> add(words, base, "are");
                case "'ve" -> add(words, base, "have");
                case "'ll" -> add(words, base, "will");
                case "'s" -> {
                    if (BEFORE_IS.contains(base)) {
                        add(words, base, is);
                    } else {
                        words.add(word);
                    }
                }
                case "'d" -> {
                    if (BEFORE_WOULD.contains(base)) {
                        add(words, base, would);
                    } else {
                        words.add(word);
                    }
                }
                case "'t" -> {
                    if (base.length() > 1 && base.endsWith("n")) {
                        add(words, base.substring(0, base.length() - 1), "not");
                    } else {
                        words.add(word);
                    }
                }
                default -> words.add(word);
            }
        }
        return words;
    }

    private static void add(List<String> words, String base, String rest) {
        words.add(base);
        words.add(rest);
    }

    private static String number(String word) {
        if (word.length() > 2 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return word;
        }
        int value = Integer.parseInt(word);
        return value < NUMBERS.size() ? NUMBERS.get(value) : word;
    }

    private static List<String> stripped(List<String> words) {
        List<String> kept = new ArrayList<>(words.size());
        for (String word : words) {
            if (!FILLERS.contains(word)) {
                kept.add(word);
            }
        }
        int from = 0;
        while (from < kept.size() - 1 && LEADS.contains(kept.get(from))) {
            from++;
        }
        return List.copyOf(kept.subList(from, kept.size()));
    }
}
