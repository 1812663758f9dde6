package parley.tutor.understanding;

import parley.tutor.understanding.maths.Refusal;

/** Says why mathematics was refused in the words of {@link Slip.NotReadable}. Stateless. */
final class NotReadableReasons {
    private NotReadableReasons() {}

    static Slip.NotReadable slip(Refusal refusal) {
        return new Slip.NotReadable(
                switch (refusal) {
                    case NOT_MATHS -> Slip.NotReadable.Reason.NOT_MATHS;
                    case DIVISION_BY_ZERO -> Slip.NotReadable.Reason.DIVISION_BY_ZERO;
                    case TOO_LARGE -> Slip.NotReadable.Reason.TOO_LARGE;
                });
    }
}
