package parley.tutor.wording;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import parley.prompts.library.PhraseKey;
import parley.tutor.teaching.TeachingMove;

/** Words the moves beside the exercise: plans, placement, offers, and what is said to small talk. Immutable. */
record GuidanceWords(Lines lines) {
    private static final Pattern HOW_ARE_YOU = Pattern.compile("how (are|is|do) |how's|你好吗|怎么样");
    private static final Pattern THANKS = Pattern.compile("\\bthank|谢");
    private static final Pattern WHO = Pattern.compile("who |name|robot|human|real|person|\\bai\\b|谁|叫|机器人|真人|是人");

    String plan(TeachingMove.SayPlan plan) {
        String concepts = lines.listed(plan.conceptIds());
        return concepts.isEmpty()
                ? lines.line(PhraseKey.PLAN_EMPTY)
                : lines.line(PhraseKey.PLAN, Map.of("minutes", String.valueOf(plan.minutes()), "concepts", concepts));
    }

    String placed(TeachingMove.Placed placed) {
        if (lines.course().concept(placed.startConceptId()).isEmpty()) {
            return lines.line(
                    PhraseKey.PLACED_BEYOND, "course", lines.course().title().in(lines.locale()));
        }
        String start = lines.title(placed.startConceptId());
        String known = lines.listed(placed.knownConcepts());
        return known.isEmpty()
                ? lines.line(PhraseKey.PLACED_AT_START, "start", start)
                : lines.line(PhraseKey.PLACED, Map.of("known", known, "start", start));
    }

    String acceptContest(TeachingMove.AcceptContest contest) {
        return lines.line(PhraseKey.ACCEPT_CONTEST, "concept", lines.title(contest.conceptId()));
    }

    String respond(TeachingMove.Topic topic) {
        String said = lines.request().learnerText().toLowerCase(Locale.ROOT);
        return switch (topic) {
            case ABOUT_TUTOR ->
                WHO.matcher(said).find()
                        ? lines.line(
                                PhraseKey.ABOUT_ITSELF,
                                "course",
                                lines.course().title().in(lines.locale()))
                        : lines.line(
                                lines.mathematics() ? PhraseKey.ABOUT_CAPABILITIES_MATHS : PhraseKey.ABOUT_CAPABILITIES,
                                lines.courseAndTopics());
            case SMALL_TALK -> {
                if (HOW_ARE_YOU.matcher(said).find()) {
                    yield lines.line(PhraseKey.HOW_ARE_YOU);
                }
                yield lines.line(THANKS.matcher(said).find() ? PhraseKey.THANKS : PhraseKey.GREETING);
            }
            case OFF_COURSE -> lines.line(PhraseKey.OFF_COURSE, lines.courseAndTopics());
        };
    }
}
