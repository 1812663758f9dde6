package parley.api.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import parley.api.config.ParleyConfig.TalkConfig;

/** The ranges of the settings of who speaks when. */
final class TalkChecks {
    private static final Set<String> MODES = Set.of(TalkConfig.AUTOMATIC, TalkConfig.PUSH_TO_TALK, TalkConfig.MANUAL);

    /** The names of all teaching moves, as the protocol tells them. */
    static final List<String> MOVES = List.of(
            "AcceptContest",
            "Ask",
            "AskIntent",
            "Clarify",
            "Close",
            "Contrast",
            "Encourage",
            "Explain",
            "HandOff",
            "Hint",
            "Milestone",
            "OfferHandOff",
            "OfferStop",
            "Placed",
            "Praise",
            "Quote",
            "Recast",
            "Respond",
            "Reveal",
            "SayPlan",
            "SayWhy",
            "TryAgain",
            "Welcome");

    private final SettingFindings findings;

    TalkChecks(SettingFindings findings) {
        this.findings = findings;
    }

    void check(TalkConfig talk) {
        if (!MODES.contains(talk.mode())) {
            findings.wrong("talk.mode", "there is no such mode", "expected automatic, push-to-talk or manual");
        }
        findings.within("talk.usual-wait", talk.usualWait(), Duration.ofMillis(200), Duration.ofMillis(1_800));
        findings.within("talk.beginner-wait", talk.beginnerWait(), Duration.ofMillis(200), Duration.ofMillis(1_800));
        findings.within("talk.longest-wait", talk.longestWait(), Duration.ofMillis(1_300), Duration.ofSeconds(5));
        Duration waits = talk.usualWait().compareTo(talk.beginnerWait()) > 0 ? talk.usualWait() : talk.beginnerWait();
        if (talk.longestWait().compareTo(waits) < 0) {
            findings.wrong(
                    "talk.longest-wait",
                    "must not be shorter than usual-wait and beginner-wait, " + WrittenDuration.write(waits),
                    "");
        }
        Duration unlikely = talk.unlikelyEndWait();
        if (unlikely.compareTo(talk.usualWait()) < 0 || unlikely.compareTo(talk.longestWait()) > 0) {
            findings.wrong(
                    "talk.unlikely-end-wait",
                    "must lie between usual-wait, " + WrittenDuration.write(talk.usualWait()) + ", and longest-wait, "
                            + WrittenDuration.write(talk.longestWait()),
                    "");
        }
        findings.within("talk.longest-turn", talk.longestTurn(), Duration.ofSeconds(5), Duration.ofMinutes(10));
        findings.number("talk.minimum-words", talk.minimumWords(), 0, 20);
        findings.within("talk.echo-guard", talk.echoGuard(), Duration.ZERO, Duration.ofSeconds(5));
        if (talk.distantBelowDb() != 0) {
            findings.number("talk.distant-below-db", talk.distantBelowDb(), 6, 40);
        }
        findings.within("talk.reopen-within", talk.reopenWithin(), Duration.ZERO, Duration.ofSeconds(30));
        findings.number("talk.drafts", talk.drafts(), 0, 3);
        findings.within("talk.idle-after", talk.idleAfter(), Duration.ofSeconds(5), Duration.ofMinutes(10));
        findings.number("talk.idle-prompts", talk.idlePrompts(), 0, 10);
        for (String move : talk.protectedMoves()) {
            if (!MOVES.contains(move)) {
                findings.wrong("talk.protected", "there is no such move", "expected of " + String.join(", ", MOVES));
            }
        }
    }
}
