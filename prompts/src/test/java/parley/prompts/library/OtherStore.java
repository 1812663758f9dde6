package parley.prompts.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store before which a test puts something of its own. */
class OtherStore implements PromptStore {
    private final PromptStore behind;

    OtherStore(PromptStore behind) {
        this.behind = behind;
    }

    @Override
    public Drafts drafts() throws PromptRefusal {
        return behind.drafts();
    }

    @Override
    public Optional<Draft> draft(String fileName) throws PromptRefusal {
        return behind.draft(fileName);
    }

    @Override
    public void saveDrafts(Map<String, Edit> edits) throws PromptRefusal {
        behind.saveDrafts(edits);
    }

    @Override
    public List<PromptVersion> versions(String prompt) throws PromptRefusal {
        return behind.versions(prompt);
    }

    @Override
    public Optional<Map<String, String>> texts(String prompt, String versionId) throws PromptRefusal {
        return behind.texts(prompt, versionId);
    }

    @Override
    public void keep(PromptVersion version, Map<String, String> texts) throws PromptRefusal {
        behind.keep(version, texts);
    }

    @Override
    public Labels labels() throws PromptRefusal {
        return behind.labels();
    }

    @Override
    public void move(String prompt, int after, LabelMove move) throws PromptRefusal {
        behind.move(prompt, after, move);
    }
}
