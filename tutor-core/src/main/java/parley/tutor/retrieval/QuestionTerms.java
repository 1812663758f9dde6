package parley.tutor.retrieval;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts as the terms by which they are compared: English words without their endings, and pairs of neighbouring Chinese
 * characters, which serve as words where none are marked. Pure.
 */
final class QuestionTerms {
    private static final Pattern RUN = Pattern.compile("\\p{IsHan}+|[\\p{L}&&[^\\p{IsHan}]]+(?:'\\p{L}+)*|\\p{Nd}+");

    /** Words that say only that something is asked. */
    private static final Set<String> ASKING =
            Arrays.stream("""
            a about again am an and answer any are be because been being but by can confuse could course describe did
            difference different do does doing each else english ever every example exactly explain explanation for form
            from get give go going good grammar had has have help her here him his how i if in is it its just know language
            learn let like mathematics maths math mean meaning me more much my need next not now of often on one or other
            our out please question really right rule same say see sentence she he should show so some something sometimes
            somebody speak still sure talk teach tell than that the their them then there these they thing this those time
            to understand us use using used very want was way we well were what when where which while who whose why will
            with word would write wrong correct yes you your always never between both compare work solve find calculate
            actually possible possibly kind remind wonder
            """.split("\\s+")).map(QuestionTerms::stem).collect(Collectors.toUnmodifiableSet());

    /** Longest first, so that a part is never taken for the whole. */
    private static final List<String> ASKING_HAN = List.of(
            "有什么区别", "什么时候", "是什么意思", "能不能", "是不是", "可不可以", "什么样", "怎么样", "为什么", "是什么", "怎么办", "什么", "怎么", "怎样", "如何",
            "区别", "不同", "解释", "讲解", "讲讲", "说说", "意思", "一下", "英语", "用法", "单词", "语法", "请问", "可以", "我想", "知道", "表达", "这个",
            "那个", "应该", "需要", "为何", "规则", "句子", "例子", "举个", "告诉", "时候", "一个", "哪个", "哪些", "哪里", "的话", "如果", "还是", "或者",
            "以及", "我们", "你们", "老师", "数学", "题目", "问题", "学习", "计算", "构成", "区分", "分别", "中文", "汉语", "是", "用", "的", "吗", "呢",
            "请", "我", "你", "想", "学", "讲", "说", "和", "跟", "与", "有", "要", "能", "在", "里", "给", "教", "下", "懂", "不", "了",
            "把", "会", "做", "写", "求", "算", "叫", "那", "这", "该", "都", "就", "又", "还", "也", "啊", "吧", "嘛", "对", "到", "去",
            "来", "让", "得", "着", "才", "个");

    /** Words that make words, or how something is done, what is asked about. */
    private static final Set<String> ABOUT_WORDS =
            Arrays.stream("""
            adjective adverb answer correct difference english exactly explain explanation example form grammar
            instead language mean meaning noun plural pronounce rule say sentence singular tense verb word wrong
            maths mathematics solve calculate work or
            """.split("\\s+")).map(QuestionTerms::stem).collect(Collectors.toUnmodifiableSet());

    private static final List<String> ABOUT_WORDS_HAN = List.of(
            "区别", "不同", "解释", "讲解", "讲讲", "意思", "英语", "用法", "单词", "语法", "怎么说", "怎么用", "表达", "规则", "句子", "例子", "构成",
            "区分", "计算", "数学", "还是", "一起用");

    private QuestionTerms() {}

    /** Whether a question says that it is about words or rules, not about what words are used for. */
    static boolean aboutWords(String question) {
        String folded = folded(question);
        return ABOUT_WORDS_HAN.stream().anyMatch(folded::contains)
                || folded.contains(" and not ")
                || of(folded).stream().anyMatch(ABOUT_WORDS::contains);
    }

    /** All terms, in order, repetitions included; takes time linear in the text's length. */
    static List<String> of(String text) {
        List<String> terms = new ArrayList<>();
        addTerms(folded(text), terms);
        return terms;
    }

    /** The terms of a question that say what it is about; empty when it only asks. */
    static List<String> content(String question) {
        String rest = folded(question);
        for (String asking : ASKING_HAN) {
            rest = rest.replace(asking, " ");
        }
        List<String> terms = new ArrayList<>();
        addTerms(rest, terms);
        return terms.stream().filter(t -> !ASKING.contains(t)).distinct().toList();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'');
    }

    private static void addTerms(String text, List<String> terms) {
        Matcher runs = RUN.matcher(text);
        while (runs.find()) {
            String run = runs.group();
            if (Character.UnicodeScript.of(run.codePointAt(0)) == Character.UnicodeScript.HAN) {
                addPairs(run, terms);
            } else {
                terms.add(stem(run));
            }
        }
    }

    private static void addPairs(String run, List<String> terms) {
        int[] characters = run.codePoints().toArray();
        if (characters.length == 1) {
            terms.add(run);
        }
        for (int i = 0; i + 1 < characters.length; i++) {
            terms.add(new String(characters, i, 2));
        }
    }

    /** Cuts the endings that questions vary in; both sides are cut alike, so it need not be the true stem. */
    private static String stem(String word) {
        String base = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        int length = base.length();
        if (length > 4 && base.endsWith("ies")) {
            return base.substring(0, length - 3) + "y";
        }
        if (length > 5 && base.endsWith("ing")) {
            return withoutDouble(base.substring(0, length - 3));
        }
        if (length > 4 && base.endsWith("ed")) {
            return withoutDouble(base.substring(0, length - 2));
        }
        if (length > 4 && base.endsWith("e")) {
            return base.substring(0, length - 1);
        }
        if (length > 4
                && (base.endsWith("ses") || base.endsWith("xes") || base.endsWith("ches") || base.endsWith("shes"))) {
            return base.substring(0, length - 2);
        }
        if (length > 5 && base.endsWith("es")) {
            return base.substring(0, length - 2);
        }
        if (length > 3 && base.endsWith("s") && !base.endsWith("ss")) {
            return base.substring(0, length - 1);
        }
        return base;
    }

    private static String withoutDouble(String base) {
        int length = base.length();
        boolean doubled = length > 3
                && base.charAt(length - 1) == base.charAt(length - 2)
                && "lsz".indexOf(base.charAt(length - 1)) < 0;
        return doubled ? base.substring(0, length - 1) : base;
    }
}
