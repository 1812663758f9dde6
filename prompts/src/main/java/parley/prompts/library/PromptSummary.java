package parley.prompts.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One prompt in a list. Immutable.
 *
 * @param partial whether it is made to be included by others
 * @param origin where its working copy comes from
 * @param description the front matter's; may be empty
 * @param variants those that it has besides the usual one, in order
 * @param locales those that it has besides the default, in order
 * @param draftId the id of the working copy as a version; it need not be kept yet
 * @param labels the versions on which labels stand
 * @param trial what a part of the learners gets instead of production
 * @param broken whether an edit of it is not live because it cannot be used
 */
public record PromptSummary(
        String name,
        boolean partial,
        Origin origin,
        String description,
        List<String> variants,
        List<String> locales,
        String draftId,
        Map<Label, String> labels,
        Optional<PromptLabels.Trial> trial,
        boolean broken) {

    /** Where a working copy comes from. */
    public enum Origin {
        /** From our jar, unchanged. */
        SHIPPED,
        /** From our jar, with at least one file changed in the workspace. */
        CHANGED,
        /** From the workspace alone. */
        OWN
    }

    public PromptSummary {
        variants = List.copyOf(variants);
        locales = List.copyOf(locales);
        labels = Map.copyOf(labels);
    }

    /** Whether the working copy is not what learners get. */
    public boolean isUnreleased() {
        String live = labels.get(Label.PRODUCTION);
        return live != null && !live.equals(draftId);
    }
}
