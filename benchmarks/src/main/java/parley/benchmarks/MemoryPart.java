package parley.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import parley.tutor.learner.Fsrs;
import parley.tutor.learner.Memory;

/** How well FSRS-6 foretells recall on a public log of reviews: those with a day or more since the one before. */
final class MemoryPart implements LearnerPart {
    private static final String FILE = "fsrs-review-log.csv";

    private record Review(String card, Fsrs.Rating rating, Instant at) {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Result measure(boolean quick) throws IOException {
        Optional<Path> file = PublicData.file(FILE);
        if (file.isEmpty()) {
            return new Result(List.of(PublicData.missing(FILE)), Map.of("fsrs_logloss", "na"));
        }
        var foretelling = new Foretelling();
        Map<String, Memory> memories = new HashMap<>();
        for (Review review : read(file.get())) {
            Memory before = memories.get(review.card());
            if (before != null
                    && Duration.between(before.reviewed(), review.at()).toDays() >= 1) {
                foretelling.add(Fsrs.retrievability(before, review.at()), review.rating() != Fsrs.Rating.AGAIN);
            }
            memories.put(review.card(), Fsrs.review(before, review.rating(), review.at()));
        }
        return new Result(
                List.of(
                        "recall of " + foretelling.size() + " reviews with a day or more since the one before",
                        String.format(
                                Locale.ROOT,
                                "%-34s log loss %.5f, AUC %.4f",
                                "FSRS-6, default parameters",
                                foretelling.logLoss(),
                                foretelling.auc()),
                        String.format(
                                Locale.ROOT,
                                "%-34s log loss %.5f",
                                "constant (share recalled)",
                                foretelling.constantLogLoss())),
                Map.of("fsrs_logloss", StartBenchmark.figure(foretelling.logLoss(), 5)));
    }

    private static List<Review> read(Path file) throws IOException {
        List<Review> reviews = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String header = lines.readLine();
            if (header == null || !header.equals("card_id,review_rating,review_time,review_duration")) {
                throw new IOException(file + ", line 1: expected card_id, review_rating, review_time, review_duration");
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                reviews.add(new Review(
                        cells[0],
                        Fsrs.Rating.of(Integer.parseInt(cells[1])),
                        OffsetDateTime.parse(cells[2]).toInstant()));
            }
        }
        reviews.sort(Comparator.comparing(Review::at));
        return reviews;
    }
}
