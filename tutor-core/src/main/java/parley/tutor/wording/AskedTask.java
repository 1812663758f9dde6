package parley.tutor.wording;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.SpokenForm;
import parley.tutor.teaching.TeachingMove;

/** The exercise that a reply is to put, and whether some words put it. Immutable. */
final class AskedTask {
    /** Whoever says half of a task's words has put it, in words of their own. */
    private static final double SAID_FROM = 0.5;

    private final Set<String> words;

    private AskedTask(Set<String> words) {
        this.words = words;
    }

    /** The task of the reply's last question; of a reply without one it is empty, and in every text. */
    static AskedTask of(ReplyRequest request, Course course) {
        String task = request.moves().stream()
                .flatMap(move ->
                        move instanceof TeachingMove.Ask ask ? course.item(ask.itemId()).stream() : Stream.empty())
                .map(Item::prompt)
                .map(prompt -> prompt.in(request.locale()))
                .reduce("", (first, last) -> last);
        return new AskedTask(words(task));
    }

    /** What {@code text} puts. */
    static AskedTask of(String text) {
        return new AskedTask(words(text));
    }

    boolean isIn(String text) {
        Set<String> said = words(text);
        long shared = words.stream().filter(said::contains).count();
        return shared >= SAID_FROM * words.size();
    }

    /** Words, and each Chinese character by itself. */
    private static Set<String> words(String text) {
        return new HashSet<>(SpokenForm.words(text.replaceAll("(\\p{IsHan})", " $1 ")));
    }
}
