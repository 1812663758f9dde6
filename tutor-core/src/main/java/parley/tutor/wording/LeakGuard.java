package parley.tutor.wording;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import parley.prompts.course.Course;
import parley.tutor.teaching.AnswerLeak;
import parley.tutor.teaching.TeachingMove;

/**
 * Holds back sentences that give away the answer of an exercise that is, or is about to be, open. An answer that the
 * reply is to praise or to reveal may be said. Immutable.
 */
final class LeakGuard {
    private final List<AnswerLeak> leaks;

    private LeakGuard(List<AnswerLeak> leaks) {
        this.leaks = leaks;
    }

    static LeakGuard of(ReplyRequest request, Course course) {
        Set<String> guarded = new HashSet<>();
        Set<String> free = new HashSet<>();
        guarded.add(request.progress().openItemId());
        for (TeachingMove move : request.moves()) {
            switch (move) {
                case TeachingMove.Ask ask -> guarded.add(ask.itemId());
                case TeachingMove.Hint hint -> guarded.add(hint.itemId());
                case TeachingMove.TryAgain tryAgain -> guarded.add(tryAgain.itemId());
                case TeachingMove.Praise praise -> free.add(praise.itemId());
                case TeachingMove.Reveal reveal -> free.add(reveal.itemId());
                case TeachingMove.Welcome ignored -> {}
                case TeachingMove.Recast ignored -> {}
                case TeachingMove.Explain ignored -> {}
                case TeachingMove.Clarify ignored -> {}
                case TeachingMove.Encourage ignored -> {}
                case TeachingMove.Respond ignored -> {}
                case TeachingMove.Milestone ignored -> {}
                case TeachingMove.Close ignored -> {}
                case TeachingMove.Contrast ignored -> {}
                case TeachingMove.AskIntent ignored -> {}
                case TeachingMove.Quote ignored -> {}
                case TeachingMove.OfferHandOff ignored -> {}
                case TeachingMove.HandOff ignored -> {}
                case TeachingMove.SayWhy ignored -> {}
                case TeachingMove.SayPlan ignored -> {}
                case TeachingMove.Placed ignored -> {}
                case TeachingMove.AcceptContest ignored -> {}
                case TeachingMove.OfferStop ignored -> {}
            }
        }
        guarded.removeAll(free);
        return new LeakGuard(guarded.stream()
                .flatMap(id -> course.item(id).stream())
                .map(AnswerLeak::of)
                .toList());
    }

    boolean lets(String sentence) {
        return leaks.stream().noneMatch(leak -> leak.in(sentence));
    }
}
