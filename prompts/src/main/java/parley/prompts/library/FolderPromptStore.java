package parley.prompts.library;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.source.Said;

/**
 * A workspace folder as plain files, made to be kept in git:
 *
 * <pre>
 * greet.prompt, greet.zh-CN.prompt, greet.samples.yaml, _tone.prompt     working copies
 * .parley/versions/greet/ID/greet.prompt …, version.yaml                 one folder a version, never changed
 * .parley/labels/greet.yaml                                              the moves of its labels
 * </pre>
 *
 * <p>Every file is written beside its place, synced and moved there. Processes that write at the same time are kept apart
 * by a lock on {@code .parley/lock}. Links are not followed.
 */
public final class FolderPromptStore implements PromptStore {
    private final Path workspace;
    private final StoreFolder inner;
    private final DraftFolder drafts;
    private final VersionFolder versions;
    private final LabelFolder labels;

    /** A store over a folder, which need not exist until something is saved. */
    public FolderPromptStore(Path workspace) {
        this(workspace, Clock.systemUTC());
    }

    /**
     * A store over a folder, by another clock.
     *
     * @param clock tells how long ago a file was written
     */
    public FolderPromptStore(Path workspace, Clock clock) {
        this(workspace, clock, DurableFiles::read);
    }

    /** {@code reading} opens what is read of drafts, labels and versions' texts. */
    FolderPromptStore(Path workspace, Clock clock, DurableFiles.Reading reading) {
        this.workspace = workspace;
        this.inner = new StoreFolder(workspace);
        this.drafts = new DraftFolder(workspace, clock, reading);
        this.versions = new VersionFolder(inner, reading);
        this.labels = new LabelFolder(inner, reading);
    }

    @Override
    public synchronized Drafts drafts() throws PromptRefusal {
        return drafts.scan();
    }

    @Override
    public Optional<Draft> draft(String fileName) {
        return PromptFileName.isKept(fileName)
                ? DraftFile.now(workspace.resolve(fileName)).map(FolderPromptStore::draft)
                : Optional.empty();
    }

    private static Draft draft(DraftFile file) {
        DraftProblem problem = file.problem();
        return new Draft(file.text(), file.hash(), problem == null ? null : problem.line());
    }

    @Override
    public void saveDrafts(Map<String, Edit> edits) throws PromptRefusal {
        PromptStore.requireSavable(edits);
        inner.alone(() -> {
            Map<Path, @Nullable String> texts = new LinkedHashMap<>();
            for (Map.Entry<String, Edit> edit : new TreeMap<>(edits).entrySet()) {
                Path file = workspace.resolve(edit.getKey());
                requireHash(file, edit.getKey(), edit.getValue().expectedHash());
                texts.put(file, edit.getValue().text());
            }
            // A scan of ours sees all of it or nothing.
            synchronized (this) {
                DurableFiles.replaceAll(workspace, texts);
                edits.keySet().forEach(drafts::wrote);
            }
            return null;
        });
    }

    private static void requireHash(Path file, String fileName, @Nullable String expectedHash) throws PromptRefusal {
        DraftFile now = DraftFile.now(file).orElse(null);
        DraftProblem problem = now == null ? null : now.problem();
        if (problem != null && !problem.isReplaceable()) {
            throw new PromptRefusal(Why.INVALID, Said.of("{}: {}", file, problem.line()));
        }
        if (!Objects.equals(now == null ? null : now.hash(), expectedHash)) {
            throw PromptStore.changedMeanwhile(fileName);
        }
    }

    @Override
    public List<PromptVersion> versions(String prompt) throws PromptRefusal {
        return versions.versions(prompt);
    }

    @Override
    public Optional<Map<String, String>> texts(String prompt, String versionId) throws PromptRefusal {
        return versions.texts(prompt, versionId);
    }

    @Override
    public void keep(PromptVersion version, Map<String, String> texts) throws PromptRefusal {
        if (!PromptVersion.idOf(texts).equals(version.id())) {
            throw new IllegalArgumentException("The id is not that of the texts");
        }
        inner.alone(() -> {
            versions.keep(version, texts);
            return null;
        });
    }

    @Override
    public synchronized Labels labels() throws PromptRefusal {
        return labels.scan();
    }

    @Override
    public void move(String prompt, int after, LabelMove move) throws PromptRefusal {
        inner.alone(() -> {
            labels.move(prompt, after, move);
            return null;
        });
    }
}
