package parley.api.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parley.prompts.source.Finding;
import parley.prompts.source.YamlTree;

/** What is wrong with settings, each thing with its place. Not thread-safe; one for each reading. */
final class SettingFindings {
    private final YamlTree tree;
    private final List<Finding> findings = new ArrayList<>();

    SettingFindings(YamlTree tree) {
        this.tree = tree;
    }

    List<Finding> found() {
        return List.copyOf(findings);
    }

    void wrong(String key, String message, String hint) {
        findings.add(Finding.error(tree.positionOf(key), key, message, hint));
    }

    void number(String key, long value, long least, long most) {
        if (value < least || value > most) {
            wrong(key, value + " is out of range", "expected " + least + " to " + most);
        }
    }

    void share(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            wrong(key, "out of range", "expected " + least + " to " + most);
        }
    }

    void size(String key, ByteSize value, ByteSize least, ByteSize most) {
        if (value.bytes() < least.bytes() || value.bytes() > most.bytes()) {
            wrong(key, value + " is out of range", "expected " + least + " to " + most);
        }
    }

    void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            wrong(
                    key,
                    WrittenDuration.write(value) + " is out of range",
                    "expected " + WrittenDuration.write(least) + " to " + WrittenDuration.write(most));
        }
    }
}
