package parley.tutor.store.jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.Label;
import parley.prompts.library.LabelMove;
import parley.prompts.library.PromptLabels;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.library.PromptStore;
import parley.prompts.library.PromptVersion;
import parley.tutor.store.JournalUnavailable;

/**
 * Prompts in the database, for installations of several nodes. Thread-safe.
 *
 * <p>Every writer first raises the row of {@code prompt_changes} and so waits for the one before; what it then compares
 * cannot change under it. Readers look at that row alone while nothing has changed.
 */
final class JdbiPromptStore implements PromptStore {
    private static final String MOVE_COLUMNS = "prompt, kind, label, version_id, share, author, at_ms, message, forced";

    private final Jdbi writer;
    private final Jdbi reader;
    private final StoreFailures failures;

    private @Nullable Seen<Drafts> drafts;
    private @Nullable Seen<Labels> labels;

    private record Seen<T>(long change, T value) {}

    JdbiPromptStore(Jdbi writer, Jdbi reader, StoreFailures failures) {
        this.writer = writer;
        this.reader = reader;
        this.failures = failures;
    }

    @Override
    public synchronized Drafts drafts() throws PromptRefusal {
        Seen<Drafts> last = drafts;
        Seen<Drafts> now = read(handle -> {
            long change = change(handle, "drafts");
            return last != null && last.change() == change ? last : new Seen<>(change, drafts(handle));
        });
        drafts = now;
        return now.value();
    }

    private static Drafts drafts(Handle handle) {
        Map<String, String> texts = new HashMap<>();
        handle.createQuery("SELECT file_name, content FROM prompt_drafts ORDER BY file_name LIMIT " + MAX_FILES)
                .map((row, context) -> Map.entry(row.getString("file_name"), row.getString("content")))
                .forEach(file -> texts.put(file.getKey(), file.getValue()));
        return new Drafts(texts, Map.of(), List.of(), List.of());
    }

    @Override
    public Optional<Draft> draft(String fileName) throws PromptRefusal {
        return read(handle -> handle.select("SELECT content, hash FROM prompt_drafts WHERE file_name = ?", fileName)
                .map((row, context) -> new Draft(row.getString("content"), row.getString("hash"), null))
                .findOne());
    }

    @Override
    public void saveDrafts(Map<String, Edit> edits) throws PromptRefusal {
        PromptStore.requireSavable(edits);
        write(handle -> {
            raise(handle, "drafts");
            for (Map.Entry<String, Edit> edit : edits.entrySet()) {
                saveDraft(handle, edit.getKey(), edit.getValue());
            }
        });
    }

    private static void saveDraft(Handle handle, String fileName, Edit edit) throws PromptRefusal {
        String now = handle.select("SELECT hash FROM prompt_drafts WHERE file_name = ?", fileName)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
        if (!Objects.equals(now, edit.expectedHash())) {
            throw PromptStore.changedMeanwhile(fileName);
        }
        String text = edit.text();
        if (text == null) {
            handle.execute("DELETE FROM prompt_drafts WHERE file_name = ?", fileName);
        } else {
            handle.execute(
                    "INSERT INTO prompt_drafts (file_name, content, hash) VALUES (?, ?, ?)"
                            + " ON CONFLICT (file_name) DO UPDATE SET content = excluded.content,"
                            + " hash = excluded.hash",
                    fileName,
                    text,
                    PromptVersion.hashOf(text));
        }
    }

    @Override
    public List<PromptVersion> versions(String prompt) throws PromptRefusal {
        return read(handle -> handle.select(
                        "SELECT id, author, at_ms, message FROM prompt_versions WHERE prompt = ? ORDER BY at_ms, id",
                        prompt)
                .map((row, context) -> new PromptVersion(
                        prompt,
                        row.getString("id"),
                        row.getString("author"),
                        Instant.ofEpochMilli(row.getLong("at_ms")),
                        row.getString("message")))
                .list());
    }

    @Override
    public Optional<Map<String, String>> texts(String prompt, String versionId) throws PromptRefusal {
        Map<String, String> texts = new TreeMap<>();
        read(handle -> handle.select(
                        "SELECT file_name, content FROM prompt_texts WHERE prompt = ? AND version_id = ?",
                        prompt,
                        versionId)
                .map((row, context) -> texts.put(row.getString("file_name"), row.getString("content")))
                .list());
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        if (!PromptVersion.idOf(texts).equals(versionId)) {
            throw new PromptRefusal(
                    Why.INVALID,
                    "the version " + PromptVersion.shortened(versionId) + " of " + prompt
                            + " was changed in the database; restore it from a backup");
        }
        return Optional.of(texts);
    }

    @Override
    public void keep(PromptVersion version, Map<String, String> texts) throws PromptRefusal {
        if (!PromptVersion.idOf(texts).equals(version.id())) {
            throw new IllegalArgumentException("The id is not that of the texts");
        }
        write(handle -> {
            int added = handle.execute(
                    "INSERT INTO prompt_versions (prompt, id, author, at_ms, message) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (prompt, id) DO NOTHING",
                    version.prompt(),
                    version.id(),
                    version.author(),
                    version.at().toEpochMilli(),
                    version.message());
            if (added == 0) {
                return;
            }
            for (Map.Entry<String, String> file : texts.entrySet()) {
                handle.execute(
                        "INSERT INTO prompt_texts (prompt, version_id, file_name, content) VALUES (?, ?, ?, ?)",
                        version.prompt(),
                        version.id(),
                        file.getKey(),
                        file.getValue());
            }
        });
    }

    @Override
    public synchronized Labels labels() throws PromptRefusal {
        Seen<Labels> last = labels;
        Seen<Labels> now = read(handle -> {
            long change = change(handle, "moves");
            return last != null && last.change() == change ? last : new Seen<>(change, labels(handle));
        });
        labels = now;
        return now.value();
    }

    private record Row(String prompt, LabelMove move) {}

    private static Labels labels(Handle handle) {
        Map<String, List<LabelMove>> moves = new HashMap<>();
        handle.createQuery("SELECT " + MOVE_COLUMNS + " FROM prompt_moves ORDER BY prompt, seq")
                .map((row, context) -> new Row(row.getString("prompt"), move(row)))
                .forEach(row -> moves.computeIfAbsent(row.prompt(), key -> new ArrayList<>())
                        .add(row.move()));
        Map<String, PromptLabels> byPrompt = new HashMap<>();
        moves.forEach((prompt, all) -> byPrompt.put(prompt, new PromptLabels(all)));
        return new Labels(byPrompt, Set.of(), List.of());
    }

    private static LabelMove move(ResultSet row) throws SQLException {
        return new LabelMove(
                LabelMove.Kind.named(row.getString("kind")).orElseThrow(),
                Label.named(row.getString("label")).orElseThrow(),
                row.getString("version_id"),
                row.getDouble("share"),
                row.getString("author"),
                Instant.ofEpochMilli(row.getLong("at_ms")),
                row.getString("message"),
                row.getString("forced"));
    }

    @Override
    public void move(String prompt, int after, LabelMove move) throws PromptRefusal {
        write(handle -> {
            raise(handle, "moves");
            int now = handle.select("SELECT COUNT(*) FROM prompt_moves WHERE prompt = ?", prompt)
                    .mapTo(Integer.class)
                    .one();
            if (now != after) {
                throw PromptStore.movedMeanwhile(prompt);
            }
            if (after < PromptLabels.MAX_MOVES) {
                insert(handle, prompt, after + 1, move);
            } else {
                insertShortened(handle, prompt, move);
            }
        });
    }

    /** A rollback must never be refused because there were so many releases before. */
    private static void insertShortened(Handle handle, String prompt, LabelMove move) {
        List<LabelMove> all = handle.select(
                        "SELECT " + MOVE_COLUMNS + " FROM prompt_moves WHERE prompt = ? ORDER BY seq", prompt)
                .map((row, context) -> move(row))
                .list();
        handle.execute("DELETE FROM prompt_moves WHERE prompt = ?", prompt);
        int seq = 1;
        for (LabelMove kept : new PromptLabels(all).with(move).shortened().moves()) {
            insert(handle, prompt, seq++, kept);
        }
    }

    private static void insert(Handle handle, String prompt, int seq, LabelMove move) {
        handle.execute(
                "INSERT INTO prompt_moves (prompt, seq, kind, label, version_id, share, author, at_ms, message,"
                        + " forced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                prompt,
                seq,
                move.kind().fileName(),
                move.label().fileName(),
                move.version(),
                move.share(),
                move.author(),
                move.at().toEpochMilli(),
                move.message(),
                move.forced());
    }

    private static long change(Handle handle, String column) {
        return handle.createQuery("SELECT <column> FROM prompt_changes WHERE id = 1")
                .define("column", column)
                .mapTo(Long.class)
                .one();
    }

    private static void raise(Handle handle, String column) {
        handle.createUpdate("UPDATE prompt_changes SET <column> = <column> + 1 WHERE id = 1")
                .define("column", column)
                .execute();
    }

    private interface Reading<T> {
        T of(Handle handle);
    }

    private interface Writing {
        void by(Handle handle) throws PromptRefusal;
    }

    private <T> T read(Reading<T> reading) throws PromptRefusal {
        try {
            return reader.inTransaction(reading::of);
        } catch (RuntimeException e) {
            throw unavailable("read", e);
        }
    }

    private void write(Writing writing) throws PromptRefusal {
        try {
            writer.<PromptRefusal>useTransaction(writing::by);
        } catch (RuntimeException e) {
            throw unavailable("save", e);
        }
    }

    private PromptRefusal unavailable(String verb, RuntimeException e) {
        JournalUnavailable failure = failures.of(verb, e);
        return new PromptRefusal(Why.UNAVAILABLE, String.valueOf(failure.getMessage()), failure);
    }
}
