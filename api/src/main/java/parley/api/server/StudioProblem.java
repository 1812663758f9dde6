package parley.api.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.api.studio.FindingView;
import parley.api.studio.StudioRefused;

/**
 * A {@link Problem} with its detail to be translated, the places in an author's files that it is about, and what is there now
 * when somebody else was faster; all are extension members of RFC 9457.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record StudioProblem(
        String type,
        String title,
        int status,
        String detail,
        FindingView.Sentence said,
        List<FindingView> findings,
        StudioRefused.@Nullable Current current) {
    static StudioProblem of(StudioRefused refused) {
        return new StudioProblem(
                "about:blank",
                Problem.title(refused.status()),
                refused.status(),
                String.valueOf(refused.getMessage()),
                refused.said(),
                refused.findings(),
                refused.current());
    }
}
