package parley.evaluation.check;

import java.util.Arrays;
import java.util.List;
import parley.tutor.teaching.TeachingMove;

/** The names by which suites call teaching moves: those of the permitted subtypes of {@link TeachingMove}. */
public final class MoveKinds {
    /** All kinds, in the order in which they are declared. A new kind of move is known here by itself. */
    public static final List<String> ALL = Arrays.stream(TeachingMove.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .toList();

    private MoveKinds() {}

    /** The kind of one move. */
    public static String of(TeachingMove move) {
        return move.getClass().getSimpleName();
    }
}
