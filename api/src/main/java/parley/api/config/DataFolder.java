package parley.api.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one folder in which an installation keeps everything: {@code parley.db}, {@code logs/}, {@code cache/} and, where
 * wanted, {@code parley.yaml}. It belongs to its owner alone.
 */
public record DataFolder(Path path) {
    /**
     * Finds the folder: {@code option} (--data), {@code $PARLEY_DATA}, or else {@code parley} in
     * {@code ${XDG_DATA_HOME:-~/.local/share}}. Makes nothing.
     *
     * @throws ConfigException when what was given is no path
     */
    public static DataFolder find(@Nullable Path option, Map<String, String> environment) throws ConfigException {
        if (option != null) {
            return new DataFolder(option.toAbsolutePath().normalize());
        }
        String given = environment.getOrDefault("PARLEY_DATA", "");
        if (!given.isBlank()) {
            return new DataFolder(path("PARLEY_DATA", given));
        }
        String share = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = share.isBlank() || !path("XDG_DATA_HOME", share).isAbsolute()
                ? Path.of(System.getProperty("user.home", "."), ".local", "share")
                : path("XDG_DATA_HOME", share);
        return new DataFolder(base.resolve("parley").toAbsolutePath().normalize());
    }

    private static Path path(String variable, String text) throws ConfigException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new ConfigException(variable + ": expected a folder, and this is no path");
        }
    }

    public Path logs() {
        return path.resolve("logs");
    }

    /** Where the operator's own courses are, one folder each. */
    public Path courses() {
        return path.resolve("courses");
    }

    /** Where authors' own prompts are, and the versions and labels of all. */
    public Path prompts() {
        return path.resolve("prompts");
    }

    /** Where recogniser models are that an operator has installed. */
    public Path models() {
        return path.resolve("models");
    }

    public Path cache() {
        return path.resolve("cache");
    }

    /** Settings of this installation, which need not exist. */
    public Path settings() {
        return path.resolve(ConfigReader.FILE_NAME);
    }

    /**
     * Makes the folder and those in it, for their owner alone, where they are missing.
     *
     * @throws ConfigException when that can't be done; the message names the folder and what to do
     */
    public void create() throws ConfigException {
        create(path);
        create(logs());
        create(cache());
        if (!Files.isWritable(path)) {
            throw new ConfigException("The data folder " + path
                    + " can't be written: correct its permissions, or choose another with --data");
        }
    }

    private static void create(Path folder) throws ConfigException {
        try {
            Files.createDirectories(folder, ownerOnly(folder));
        } catch (FileAlreadyExistsException e) {
            throw new ConfigException("The data folder can't be made: " + e.getFile()
                    + " is a file; move it away, or choose another folder with --data");
        } catch (IOException e) {
            String why = e instanceof FileSystemException system && system.getReason() != null
                    ? system.getReason()
                    : "it can't be written";
            throw new ConfigException("The data folder " + folder + " can't be made (" + why
                    + "): correct the permissions above it, or choose another with --data");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
