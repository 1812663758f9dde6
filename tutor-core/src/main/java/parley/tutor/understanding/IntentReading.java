package parley.tutor.understanding;

/**
 * How much speaks for each of the three ways in which a turn may be meant, in points of evidence. The best wins, unless
 * it is an answer, or something else, that leads by less than {@value #MARGIN}: then the tutor asks.
 *
 * <p>The points were set by hand on the labelled turns of {@code parley.evaluation.language} (its development half):
 *
 * <table>
 * <caption>Evidence</caption>
 * <tr><td>answer</td><td>the whole turn is a foreseen answer 100; most of its words are an answer's 7; a right answer
 * stands in it 7, a known wrong one 6, and in what begins as a question 3 and 2; it touches the exercise 3; it is put
 * forward as a try ("is it …?") 5; the answer asked for is a question itself, and this is near it, 5</td></tr>
 * <tr><td>question</td><td>begins with a question word 7, otherwise as a question 5; a question mark 2; asks about the
 * task 5; names a concept in a question 9, or is its name 8; "or" 1, with a question mark 3</td></tr>
 * <tr><td>request</td><td>the whole turn is one 12; one stands in it 7, in what is near an answer 4; three to eight more for
 * requests that name their matter (a teacher, the plan); what makes it a question counts for it, too</td></tr>
 * </table>
 *
 * <p>What begins as a question and holds no right answer never leads as an answer: it may be asked about, but isn't
 * graded.
 */
record IntentReading(int answer, int question, int request) {
    /** One weak sign (a question mark, an "or") may be noise; a lead of two weak signs is meant. */
    static final int MARGIN = 3;

    /** More than all else together. */
    private static final int FORESEEN = 100;

    /** How a turn is meant. */
    enum Meaning {
        ANSWER,
        QUESTION,
        REQUEST,
        /** An answer, or something that must not be graded: it can't be told. */
        UNCLEAR,
        /** Nothing speaks for anything. */
        NEITHER
    }

    /** What a turn shows; every field is one observation of {@link IntentReader}. */
    record Evidence(
            boolean foreseen,
            boolean near,
            boolean nearQuestion,
            boolean right,
            boolean knownWrong,
            boolean touches,
            Opening opening,
            boolean tried,
            boolean mark,
            boolean task,
            boolean namesConcept,
            boolean isConcept,
            boolean offersChoice,
            Asking asking) {}

    /** How a turn begins. */
    enum Opening {
        STATEMENT,
        /** "Is it …", "can I …", a Chinese sentence that ends in 吗. */
        QUESTION,
        /** "Why …", "explain …". */
        QUESTION_WORD
    }

    /** The request in a turn. */
    enum Asking {
        NOTHING,
        WITHIN,
        /** One that names what it wants: a teacher, the plan, something harder. */
        WITHIN_BY_NAME,
        WHOLE
    }

    static IntentReading of(Evidence evidence) {
        // "I think it's 'What does it cost?'" answers with a question; "what does 'where are you from' mean?" asks.
        boolean answersWithOne = evidence.right && evidence.opening == Opening.STATEMENT;
        boolean asIfAsked = evidence.nearQuestion && (!evidence.task || answersWithOne);
        Opening opening = asIfAsked ? Opening.STATEMENT : evidence.opening;
        boolean mark = evidence.mark && !asIfAsked && !evidence.tried;
        int opened = switch (opening) {
            case STATEMENT -> 0;
            case QUESTION -> 5;
            case QUESTION_WORD -> 7;
        };
        int asked = opened + (mark ? 2 : 0);
        int question =
                asked + (evidence.task ? 5 : 0) + (evidence.offersChoice ? (mark ? 3 : 1) : 0) + named(evidence, asked);
        int answer = answer(evidence, opening, asIfAsked);
        if (opening != Opening.STATEMENT && !evidence.right && !evidence.foreseen) {
            answer = Math.min(answer, question + MARGIN - 1);
        }
        return new IntentReading(answer, question, request(evidence, asked));
    }

    private static int named(Evidence evidence, int asked) {
        if (evidence.isConcept) {
            return 8;
        }
        return evidence.namesConcept && asked > 0 ? 9 : 0;
    }

    private static int answer(Evidence evidence, Opening opening, boolean asIfAsked) {
        if (evidence.foreseen) {
            return FORESEEN;
        }
        boolean stated = opening == Opening.STATEMENT;
        int whole = evidence.near && opening != Opening.QUESTION_WORD ? 7 : 0;
        int inside;
        if (evidence.right) {
            inside = stated ? 7 : 3;
        } else if (evidence.knownWrong) {
            inside = stated ? 6 : 2;
        } else {
            inside = evidence.touches && stated && !evidence.task ? 3 : 0;
        }
        int points = Math.max(whole, inside);
        return points == 0 ? 0 : points + (evidence.tried ? 5 : 0) + (asIfAsked ? 5 : 0);
    }

    private static int request(Evidence evidence, int asked) {
        return switch (evidence.asking) {
            case NOTHING -> 0;
            case WITHIN -> (evidence.near ? 4 : 7) + asked;
            case WITHIN_BY_NAME -> (evidence.near ? 7 : 15) + asked;
            case WHOLE -> 12 + asked;
        };
    }

    Meaning meaning() {
        int other = Math.max(question, request);
        if (answer == 0 && other == 0) {
            return Meaning.NEITHER;
        }
        if (answer > 0 && other > 0 && Math.abs(answer - other) < MARGIN) {
            return Meaning.UNCLEAR;
        }
        if (answer > other) {
            return Meaning.ANSWER;
        }
        return request >= question ? Meaning.REQUEST : Meaning.QUESTION;
    }
}
