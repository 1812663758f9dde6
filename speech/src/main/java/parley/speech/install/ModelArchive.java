package parley.speech.install;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Unpacks a zipped Vosk model; what its entries say of their places is not believed. */
final class ModelArchive {
    private static final long MOST_BYTES = 8L << 30;
    private static final int MOST_ENTRIES = 10_000;

    private ModelArchive() {}

    /**
     * Unpacks {@code zip} into {@code folder}, which must not be there.
     *
     * @return the folder of the model: this one, or the one folder in it
     * @throws InstallFailure when it is no zip, holds no Vosk model, or would write elsewhere
     */
    static Path unpack(Path zip, Path folder) throws InstallFailure, IOException {
        Files.createDirectories(folder);
        long left = MOST_BYTES;
        int entries = 0;
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries++;
                Path target = folder.resolve(
                        Paths.get("/" + entry.getName()).normalize().toString().substring(1));
                if (entry.getName().contains("..") || !target.normalize().startsWith(folder)) {
                    throw new InstallFailure("the archive names a place outside of itself; nothing was installed");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    left -= copy(in, target, left);
                }
                if (left <= 0 || entries > MOST_ENTRIES) {
                    throw new InstallFailure("the archive unpacks to more than a model is large");
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw noZip();
        }
        if (entries == 0) {
            // Of a file that does not even begin as one the reader only finds that nothing is in it.
            throw noZip();
        }
        return model(folder);
    }

    private static InstallFailure noZip() {
        return new InstallFailure("the file is empty, damaged, or no zip archive");
    }

    private static long copy(InputStream in, Path target, long most) throws IOException {
        long written = 0;
        try (OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0 && written <= most; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                written += read;
            }
        }
        return written;
    }

    private static Path model(Path folder) throws InstallFailure, IOException {
        if (isModel(folder)) {
            return folder;
        }
        try (var inside = Files.list(folder)) {
            return inside.filter(ModelArchive::isModel)
                    .findFirst()
                    .orElseThrow(() -> new InstallFailure(
                            "the archive holds no Vosk model: am/final.mdl and conf/mfcc.conf are missing"));
        }
    }

    static boolean isModel(Path folder) {
        return Files.isRegularFile(folder.resolve("am/final.mdl"))
                && Files.isRegularFile(folder.resolve("conf/mfcc.conf"));
    }
}
