package parley.tutor.wording;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.SpokenForm;
import parley.tutor.teaching.TeachingMove;

/** The exercise that a reply is to put, and whether some words put it. Immutable. */
final class AskedTask {
    /** Whoever says half of a task's words has put it, in words of their own. */
    private static final double SAID_FROM = 0.5;

    /** What a task is about stands in quotation marks; the words around it are the task's own and need not be said. */
    private static final Pattern QUOTED = Pattern.compile("[“\"「『]([^”\"」』]+)[”\"」』]");

    /** A quoted word or two may be said by chance. */
    private static final int LEAST_QUOTED_WORDS = 3;

    private final Set<String> words;
    private final List<Set<String>> quoted;

    private AskedTask(String task) {
        this.words = words(task);
        this.quoted = QUOTED.matcher(task)
                .results()
                .map(match -> words(match.group(1)))
                .filter(said -> said.size() >= LEAST_QUOTED_WORDS)
                .toList();
    }

    /** The task of the reply's last question; of a reply without one it is empty, and in every text. */
    static AskedTask of(ReplyRequest request, Course course) {
        String task = request.moves().stream()
                .flatMap(move ->
                        move instanceof TeachingMove.Ask ask ? course.item(ask.itemId()).stream() : Stream.empty())
                .map(Item::prompt)
                .map(prompt -> prompt.in(request.locale()))
                .reduce("", (first, last) -> last);
        return new AskedTask(task);
    }

    /** What {@code text} puts. */
    static AskedTask of(String text) {
        return new AskedTask(text);
    }

    boolean isIn(String text) {
        Set<String> said = words(text);
        long shared = words.stream().filter(said::contains).count();
        return shared >= SAID_FROM * words.size()
                || (!quoted.isEmpty() && quoted.stream().allMatch(said::containsAll));
    }

    /** Words, and each Chinese character by itself. */
    private static Set<String> words(String text) {
        return new HashSet<>(SpokenForm.words(text.replaceAll("(\\p{IsHan})", " $1 ")));
    }
}
