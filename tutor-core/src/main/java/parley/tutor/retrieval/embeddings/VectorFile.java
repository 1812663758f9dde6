package parley.tutor.retrieval.embeddings;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Vectors of texts by the texts' hashes, in memory and in one file of the cache folder, so that a course is read by the
 * model once and not at every start. A file that is missing, of another model or broken counts as empty; one that can't
 * be written is done without. Thread-safe.
 */
final class VectorFile {
    /** As many texts as some fifty courses have; what is beyond is not kept on disk (40 MB). */
    static final int MAX_VECTORS = 20_000;

    private final Path file;
    private final Map<String, float[]> vectors = new ConcurrentHashMap<>();
    private boolean changed;

    private VectorFile(Path file) {
        this.file = file;
    }

    static VectorFile in(Path cacheFolder) {
        VectorFile vectors = new VectorFile(cacheFolder.resolve("vectors-" + MeaningModel.NAME + ".bin"));
        try {
            vectors.read();
        } catch (IOException e) {
            vectors.vectors.clear();
        }
        return vectors;
    }

    float[] vector(String text, MeaningModel model) {
        String key = hash(text);
        float[] known = vectors.get(key);
        if (known != null) {
            return known;
        }
        float[] made = model.vector(text);
        vectors.put(key, made);
        synchronized (this) {
            changed = true;
        }
        return made;
    }

    /** Writes what was added; whole or not at all. */
    synchronized void save() throws IOException {
        if (!changed) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "vectors", ".part");
        try {
            try (OutputStream raw = Files.newOutputStream(whole);
                    DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(raw))) {
                var kept = vectors.entrySet().stream().limit(MAX_VECTORS).toList();
                out.writeInt(kept.size());
                for (Map.Entry<String, float[]> entry : kept) {
                    out.write(HexFormat.of().parseHex(entry.getKey()));
                    for (float x : entry.getValue()) {
                        out.writeFloat(x);
                    }
                }
            }
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            changed = false;
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private void read() throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(raw))) {
            int count = in.readInt();
            if (count < 0 || count > MAX_VECTORS) {
                throw new IOException("not a file of vectors");
            }
            Map<String, float[]> read = new HashMap<>();
            for (int i = 0; i < count; i++) {
                byte[] key = new byte[HASH_BYTES];
                in.readFully(key);
                float[] vector = new float[MeaningModel.DIMENSIONS];
                for (int j = 0; j < vector.length; j++) {
                    vector[j] = in.readFloat();
                    if (!Float.isFinite(vector[j])) {
                        throw new IOException("not a file of vectors");
                    }
                }
                read.put(HexFormat.of().formatHex(key), vector);
            }
            vectors.putAll(read);
        }
    }

    private static final int HASH_BYTES = 32;

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
