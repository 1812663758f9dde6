package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.speech.speaking.SpokenText;
import parley.speech.speaking.WordTiming;
import parley.speech.talk.HeardText.Line;
import parley.speech.talk.SpokenReply.Begun;

/** The words of a sentence as they sound, which is how they come back through a microphone: "twenty nineteen". Pure. */
final class SpokenWords {
    private SpokenWords() {}

    /** The words of {@code line}; all of it as one where they have no times. */
    static List<Begun> of(Line line) {
        if (!line.audible()) {
            return List.of();
        }
        return line.words().isEmpty() ? List.of(new Begun(aloud(line.shown()), line.start(), line.end())) : timed(line);
    }

    /** The words of {@code line} whose times are known. */
    static List<Begun> timed(Line line) {
        var words = new ArrayList<Begun>();
        for (WordTiming word : line.words()) {
            spread(word, words);
        }
        return words;
    }

    /** What is one written word and several spoken ones takes its time as they have letters. */
    private static void spread(WordTiming word, List<Begun> words) {
        String[] spoken = word.spoken().strip().split("\\s+", -1);
        int letters = Math.max(1, word.spoken().length());
        Duration length = word.end().minus(word.start());
        int before = 0;
        for (String one : spoken) {
            Duration from = word.start().plus(length.multipliedBy(before).dividedBy(letters));
            words.add(new Begun(one, from, from));
            before += one.length() + 1;
        }
    }

    /** Of {@code line}, of which only the beginning is made, what sounds up to {@code to} after its last known word. */
    static Optional<Begun> rest(Line line, Duration to) {
        WordTiming last = line.words().isEmpty() ? null : line.words().getLast();
        Duration from = last == null ? line.start() : last.end();
        Duration until = line.end().compareTo(to) < 0 ? line.end() : to;
        boolean placed = last == null || last.placed();
        if (!placed || until.compareTo(from) <= 0) {
            return Optional.empty();
        }
        String text = aloud(line.shown()
                .substring(last == null ? 0 : Math.min(last.to(), line.shown().length())));
        return text.isEmpty() ? Optional.empty() : Optional.of(new Begun(text, from, until));
    }

    private static String aloud(String text) {
        return SpokenText.runs(text).stream().map(SpokenText.Run::text).collect(Collectors.joining(" "));
    }
}
