package parley.speech.hearing;

import java.util.List;
import java.util.Set;

/** Whether two words differ in the way a learner's mistake differs from what is right. Pure. */
final class LikelySlip {
    /** Small words that learners mix up within a row, or leave out. */
    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("a", "an", "the"),
            Set.of("am", "is", "are", "was", "were", "be", "been", "being", "i'm", "he's", "she's", "it's"),
            Set.of("do", "does", "did", "don't", "doesn't", "didn't", "done"),
            Set.of("have", "has", "had", "having"),
            Set.of("can", "could", "will", "would", "shall", "should", "may", "might", "must", "can't", "won't"),
            Set.of("he", "she", "it", "they", "him", "her", "his", "them", "their", "its"),
            Set.of("in", "on", "at", "to", "for", "of", "from", "by", "with"),
            Set.of("this", "that", "these", "those"),
            Set.of("much", "many", "some", "any"),
            Set.of("yes", "no", "not"));

    /** Forms whose spelling does not show that they belong together. */
    private static final List<Set<String>> IRREGULAR = List.of(
            Set.of("go", "goes", "went", "gone", "going"),
            Set.of("eat", "ate", "eaten"),
            Set.of("see", "saw", "seen"),
            Set.of("buy", "bought"),
            Set.of("bring", "brought"),
            Set.of("think", "thought"),
            Set.of("teach", "taught"),
            Set.of("catch", "caught"),
            Set.of("take", "took", "taken"),
            Set.of("come", "came"),
            Set.of("get", "got", "gotten"),
            Set.of("give", "gave", "given"),
            Set.of("make", "made"),
            Set.of("say", "said"),
            Set.of("tell", "told"),
            Set.of("find", "found"),
            Set.of("leave", "left"),
            Set.of("feel", "felt"),
            Set.of("keep", "kept"),
            Set.of("sleep", "slept"),
            Set.of("meet", "met"),
            Set.of("run", "ran"),
            Set.of("sit", "sat"),
            Set.of("stand", "stood"),
            Set.of("understand", "understood"),
            Set.of("write", "wrote", "written"),
            Set.of("speak", "spoke", "spoken"),
            Set.of("break", "broke", "broken"),
            Set.of("drink", "drank", "drunk"),
            Set.of("sing", "sang", "sung"),
            Set.of("swim", "swam", "swum"),
            Set.of("begin", "began", "begun"),
            Set.of("drive", "drove", "driven"),
            Set.of("ride", "rode", "ridden"),
            Set.of("fly", "flew", "flown"),
            Set.of("know", "knew", "known"),
            Set.of("grow", "grew", "grown"),
            Set.of("pay", "paid"),
            Set.of("sell", "sold"),
            Set.of("send", "sent"),
            Set.of("spend", "spent"),
            Set.of("lose", "lost"),
            Set.of("win", "won"),
            Set.of("hear", "heard"),
            Set.of("wear", "wore", "worn"),
            Set.of("good", "well", "better", "best"),
            Set.of("bad", "worse", "worst"),
            Set.of("man", "men"),
            Set.of("woman", "women"),
            Set.of("child", "children"),
            Set.of("foot", "feet"),
            Set.of("person", "people"));

    private static final List<String> ENDINGS = List.of("ing", "ies", "ied", "es", "ed", "ly", "er", "s", "d", "y");

    private LikelySlip() {}

    static boolean isSmallWord(String word) {
        return FAMILIES.stream().anyMatch(family -> family.contains(word));
    }

    static boolean between(String one, String other) {
        return sameSet(FAMILIES, one, other)
                || sameSet(IRREGULAR, one, other)
                || stem(one).equals(stem(other));
    }

    private static boolean sameSet(List<Set<String>> sets, String one, String other) {
        return sets.stream().anyMatch(set -> set.contains(one) && set.contains(other));
    }

    /** The word without its ending and doubled last letter; at least three letters, else the word itself. */
    private static String stem(String word) {
        for (String ending : ENDINGS) {
            int length = word.length() - ending.length();
            if (length >= 3 && word.endsWith(ending)) {
                boolean doubled = ending.length() > 1 && word.charAt(length - 1) == word.charAt(length - 2);
                String stem = word.substring(0, doubled ? length - 1 : length);
                return stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
            }
        }
        return word.length() > 3 && word.endsWith("e") ? word.substring(0, word.length() - 1) : word;
    }
}
