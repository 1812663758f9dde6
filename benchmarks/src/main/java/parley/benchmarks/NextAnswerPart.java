package parley.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import parley.tutor.learner.Ability;
import parley.tutor.learner.Elo;
import parley.tutor.learner.KnowledgeTracing;

/**
 * How well the next answer is foretold, on the public splits of ASSISTments-2009 and statics.
 *
 * <p>Items and concepts are rated online by the train part. Learners of the test part are strangers: each of their answers
 * is foretold first and then learned from, as in the running tutor. The ratings are the tutor's own {@link Elo}; the
 * comparisons see the same answers in the same run.
 */
final class NextAnswerPart implements LearnerPart {
    private static final String FORMAT = "%-16s %-34s %9s %9s";

    /** The forms of these exercises are not known; most ask for a free answer. */
    private static final double GUESS = 0.05;

    private record Answer(int learner, int item, boolean right, int concept) {}

    @Override
    public String name() {
        return "answers";
    }

    @Override
    public Result measure(boolean quick) throws IOException {
        List<String> lines = new ArrayList<>();
        Map<String, String> headline = new LinkedHashMap<>();
        lines.add("next answer, test learners (" + GUESS + " guess for knowledge tracing)");
        lines.add(String.format(Locale.ROOT, FORMAT, "data", "model", "AUC", "log loss"));
        measure("assistments09", "assist09", lines, headline);
        measure("statics", "statics", lines, headline);
        return new Result(lines, headline);
    }

    private static void measure(String data, String key, List<String> lines, Map<String, String> headline)
            throws IOException {
        Optional<Path> train = PublicData.file(data + "_train.csv");
        Optional<Path> test = PublicData.file(data + "_test.csv");
        if (train.isEmpty() || test.isEmpty()) {
            lines.add(PublicData.missing(data + "_train.csv, _test.csv"));
            headline.put("auc_" + key, "na");
            headline.put("logloss_" + key, "na");
            return;
        }
        List<Answer> known = read(train.get());
        List<Answer> strangers = read(test.get());
        var elo = new Foretelling();
        var ratings = new Ratings();
        known.forEach(answer -> ratings.foretellAndLearn(answer, new Foretelling()));
        ratings.forgetLearners();
        strangers.forEach(answer -> ratings.foretellAndLearn(answer, elo));

        var tracing = new Foretelling();
        var traced = new HashMap<Long, Double>();
        strangers.forEach(answer -> trace(answer, traced, tracing));

        var constant = new Foretelling();
        double share = known.stream().filter(Answer::right).count() / (double) known.size();
        strangers.forEach(answer -> constant.add(share, answer.right()));

        lines.add(row(data, "Elo (the tutor's, trained online)", elo));
        lines.add(row(data, "knowledge tracing (the tutor's)", tracing));
        lines.add(row(data, "constant (share right in train)", constant));
        headline.put("auc_" + key, StartBenchmark.figure(elo.auc(), 4));
        headline.put("logloss_" + key, StartBenchmark.figure(elo.logLoss(), 4));
    }

    private static String row(String data, String model, Foretelling foretelling) {
        return String.format(
                Locale.ROOT,
                FORMAT,
                data,
                model,
                StartBenchmark.figure(foretelling.auc(), 4),
                StartBenchmark.figure(foretelling.logLoss(), 4));
    }

    /** The terms of the rating, kept as the tutor keeps them. */
    private static final class Ratings {
        private final Map<Integer, Ability> items = new HashMap<>();
        private final Map<Integer, Ability> concepts = new HashMap<>();
        private final Map<Integer, Ability> learners = new HashMap<>();
        private final Map<Long, Ability> inConcepts = new HashMap<>();

        void foretellAndLearn(Answer answer, Foretelling foretelling) {
            Ability learner = learners.getOrDefault(answer.learner(), Ability.UNKNOWN);
            Ability inConcept = inConcepts.getOrDefault(pair(answer), Ability.UNKNOWN);
            Ability item = items.getOrDefault(answer.item(), Ability.UNKNOWN);
            Ability concept = concepts.getOrDefault(answer.concept(), Ability.UNKNOWN);
            double p = Elo.predict(learner, inConcept, item.logits() + concept.logits(), 0);
            foretelling.add(p, answer.right());
            double surprise = (answer.right() ? 1 : 0) - p;
            learners.put(answer.learner(), Elo.learner(learner, surprise));
            inConcepts.put(pair(answer), Elo.learnerInConcept(inConcept, surprise));
            items.put(answer.item(), Elo.item(item, surprise));
            concepts.put(answer.concept(), Elo.concept(concept, surprise));
        }

        void forgetLearners() {
            learners.clear();
            inConcepts.clear();
        }
    }

    private static void trace(Answer answer, Map<Long, Double> traced, Foretelling foretelling) {
        double known = traced.getOrDefault(pair(answer), KnowledgeTracing.START);
        foretelling.add(KnowledgeTracing.predict(known, GUESS), answer.right());
        traced.put(pair(answer), KnowledgeTracing.after(known, answer.right(), GUESS));
    }

    private static long pair(Answer answer) {
        return ((long) answer.learner() << 32) | answer.concept();
    }

    private static List<Answer> read(Path file) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String header = lines.readLine();
            if (header == null || !header.equals("user_id\titem_id\ttimestamp\tcorrect\tskill_id")) {
                throw new IOException(file + ", line 1: expected user_id, item_id, timestamp, correct, skill_id");
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t", -1);
                answers.add(new Answer(
                        Integer.parseInt(cells[0]),
                        Integer.parseInt(cells[1]),
                        cells[3].equals("1"),
                        Integer.parseInt(cells[4])));
            }
        }
        return answers;
    }
}
