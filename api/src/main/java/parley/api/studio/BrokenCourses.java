package parley.api.studio;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import parley.prompts.course.CourseReader;

/**
 * Which of an installation's own courses cannot be used. A course is read as a whole to know it, and again only once a file
 * of it is different: the list of courses is asked for often, and a large course takes a second. Thread-safe.
 */
final class BrokenCourses {
    private final CourseWorkspace workspace;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    BrokenCourses(CourseWorkspace workspace) {
        this.workspace = workspace;
    }

    private record Known(List<String> stamps, boolean broken) {}

    boolean isBroken(String course) {
        if (known.size() > 2 * parley.api.CourseShelf.MAX_OWN_COURSES) {
            // Of courses that are no more; those that are come back with the next list.
            known.clear();
        }
        try {
            List<String> stamps = workspace.stamps(course);
            Known before = known.get(course);
            if (before != null && before.stamps().equals(stamps)) {
                return before.broken();
            }
            boolean broken =
                    CourseReader.readEdited(workspace.folder(course), Map.of()).course() == null;
            known.put(course, new Known(stamps, broken));
            return broken;
        } catch (StudioRefused e) {
            return true;
        }
    }
}
