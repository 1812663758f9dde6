package parley.tutor.understanding.maths;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mathematics in what a learner says: "I think it's 3/4", "is it 5?", "我觉得是5", "2x = 8 so x = 4". Stateless;
 * takes time linear in the text, of which no more than {@value #MAX_CHARS} characters are looked at.
 */
public final class SaidMaths {
    /** Longer texts are no working either. */
    public static final int MAX_CHARS = 2_000;

    /** More lines than this are no working that a learner writes into a chat. */
    public static final int MAX_LINES = 20;

    private static final int MAX_WORDS_AROUND = 12;

    private static final Pattern BEFORE = Pattern.compile(
            "^(?:(?:um+|uh+|erm?|hm+|well|so|ok|okay|oh|please|yes|yeah|maybe|perhaps|probably|possibly|then|therefore"
                    + "|hence|thus|finally|sorry|no|wait|actually|because|about|exactly|just|and"
                    + "|i(?:'m| am| would|'d)? ?(?:think|guess|guessing|believe|say|got|get|have|found|mean|pretty sure)"
                    + "(?: that)?"
                    + "|(?:it|that|this)(?:'s| is| equals| must be| should be| would be| might be| could be)?"
                    + "|is (?:it|that|the answer)"
                    + "|(?:my|the|your) (?:final )?(?:answer|result|solution|value|number)"
                    + "(?: is| was| should be| must be| would be)?"
                    + "|(?:answer|result|solution)(?: is)?"
                    + "|(?:we|you|which) (?:get|have|gives?|makes?|means|is)"
                    + "|makes|gives)(?![a-z'])"
                    + "|嗯|哦|那么?|所以|我(?:觉得|想|认为|猜|算出来|得到|的)?|应该|可能|大概|也许|答案|结果|最后|是不是|就是|得到?|算出来|选)"
                    + "[ ,:.]*");

    private static final Pattern AFTER = Pattern.compile("[ ,]*(?:[.!?,;:~]+"
            + "|(?<![a-z])(?:right|correct|i think|i guess|maybe|please|is it|isn't it|yes|is that right|am i right"
            + "|is that correct)|对吗|对不对|是吗|吗|吧|呢|啊|哦|了|呀)$");

    private static final Pattern IS_LETTER = Pattern.compile("^is ([a-z]) (?:equal to |= ?)?(?=[-+\\d.a-z(])");

    private static final Pattern LINE = Pattern.compile(
            "\\R|=>|[⇒→∴;；]|->|[，,]?所以|(?i)[\\s,]+(?:and so|so|then|therefore|hence|which gives|which means|giving)"
                    + "[\\s,]+(?:that\\s+)?");

    private static final Pattern CARRIER = Pattern.compile(
            "(?:^|[ ,])(?:(?<!to )get|got|is|have|answer|means|gives|leaves|be|equals|makes|=)[ :]+|得到?|等于|[是为]");

    private static final Pattern LISTED = Pattern.compile("[,，、]\\s*(?:and )?");

    private static final Pattern DIGIT = Pattern.compile("\\d");

    private SaidMaths() {}

    /**
     * One line of what was said.
     *
     * @param written as the learner wrote it
     * @param reading what it says
     */
    public record Line(String written, MathsReading reading) {
        public @Nullable Statement statement() {
            return reading instanceof MathsReading.Read(Statement statement) ? statement : null;
        }
    }

    /** The text in plain notation without what is said around an answer; may be empty. */
    public static String core(String text) {
        String core = MathsText.plain(text);
        for (int i = 0; i < MAX_WORDS_AROUND; i++) {
            String shorter = AFTER.matcher(core).replaceFirst("");
            shorter = BEFORE.matcher(shorter).replaceFirst("");
            if (shorter.isEmpty() || shorter.equals(core)) {
                break;
            }
            core = shorter.strip();
        }
        Matcher is = IS_LETTER.matcher(core);
        if (is.find()) {
            String rest = core.substring(is.end());
            core = is.group(1) + (rest.startsWith("=") ? " " : " = ") + rest;
        }
        return ChineseMaths.signs(core);
    }

    /** Each line of {@code text} read; one refused line when it is too long or has too many. */
    public static List<Line> lines(String text, Set<Character> letters) {
        if (text.length() > MAX_CHARS) {
            return List.of(new Line("", new MathsReading.Refused(Refusal.TOO_LARGE)));
        }
        List<String> written = new ArrayList<>();
        for (String line : LINE.split(text.strip(), -1)) {
            if (line.chars().anyMatch(Character::isLetterOrDigit)) {
                written.addAll(listed(line.strip()));
            }
        }
        if (written.size() > MAX_LINES) {
            return List.of(new Line("", new MathsReading.Refused(Refusal.TOO_LARGE)));
        }
        if (written.isEmpty()) {
            return List.of(new Line(text, new MathsReading.Refused(Refusal.NOT_MATHS)));
        }
        return written.stream().map(l -> new Line(l, read(l, letters))).toList();
    }

    /** "2x = 8, x = 4" are two lines; "1,000" is one number. */
    private static List<String> listed(String line) {
        String[] parts = LISTED.split(line, -1);
        if (parts.length < 2) {
            return List.of(line);
        }
        for (String part : parts) {
            if (part.indexOf('=') < 0 && part.indexOf('＝') < 0) {
                return List.of(line);
            }
        }
        return List.of(parts);
    }

    /** Reads a line with what is said around it. */
    public static MathsReading read(String line, Set<Character> letters) {
        return line.length() > MathsText.MAX_CHARS
                ? new MathsReading.Refused(Refusal.TOO_LARGE)
                : MathsReader.read(core(line), letters);
    }

    /** Reads what follows a word such as "is" or "get" in a longer sentence; the longest that can be read. */
    public static MathsReading within(String line, Set<Character> letters) {
        MathsReading whole = read(line, letters);
        if (whole instanceof MathsReading.Read || line.length() > MathsText.MAX_CHARS) {
            return whole;
        }
        String core = core(line);
        Matcher carrier = CARRIER.matcher(core);
        while (carrier.find()) {
            String rest = core.substring(carrier.end());
            if (DIGIT.matcher(rest).find() && MathsReader.read(core(rest), letters) instanceof MathsReading.Read read) {
                return read;
            }
        }
        return whole;
    }
}
