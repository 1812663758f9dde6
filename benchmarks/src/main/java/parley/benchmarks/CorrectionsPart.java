package parley.benchmarks;

import java.util.List;

/** {@link CorrectionsMeasure} as a part; it prints its own table. */
final class CorrectionsPart implements LearnerPart {
    @Override
    public String name() {
        return "corrections";
    }

    @Override
    public Result measure(boolean quick) throws Exception {
        return new Result(List.of(), CorrectionsMeasure.run());
    }
}
