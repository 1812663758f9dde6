package parley.tutor.store.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import parley.prompts.library.PromptStore;
import parley.tutor.models.routing.SpendLedger;
import parley.tutor.store.Journal;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.LearnerRecords;

/**
 * The store of one installation: one SQLite file in the data folder. Thread-safe.
 *
 * <p>One connection writes, a few read beside it. The write-ahead log is synced before a commit returns
 * ({@code synchronous=FULL}), so that what was acknowledged survives a kill and a power cut. Several processes may open
 * the same folder ({@code chat} beside {@code serve}); SQLite takes their writes one after another.
 */
public final class SqliteStore implements AutoCloseable {
    /**
     * The database's name in the data folder. SQLite keeps {@code -wal} and {@code -shm} files beside it, with the same
     * permissions.
     */
    public static final String FILE_NAME = "parley.db";

    /** Held only while the schema is brought up to date, so that two processes don't do it at once. */
    private static final String LOCK_NAME = "parley.lock";

    /** Reads of histories take milliseconds; more readers than this only wait on the same disk. */
    private static final int READERS = 4;

    /** How long a write waits for another process's write, or for the one writer; then it fails as busy. */
    private static final Duration WAIT_LIMIT = Duration.ofSeconds(5);

    private static final Duration READER_IDLE_LIMIT = Duration.ofMinutes(1);

    private static final Object OPENING = new Object();

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final Jdbi writer;
    private final Jdbi reader;
    private final StoreFailures failures;
    private final JdbiJournal journal;
    private final JdbiRecords records;
    private final JdbiPromptStore prompts;
    private final Rebuild rebuild;

    private SqliteStore(Path folder, HikariDataSource writers, HikariDataSource readers) {
        this.writers = writers;
        this.readers = readers;
        this.writer = jdbi(writers);
        this.reader = jdbi(readers);
        this.failures = new StoreFailures(folder);
        var events = new StoredEvents(failures);
        this.journal = new JdbiJournal(writer, reader, failures, events, this::close);
        this.records = new JdbiRecords(writer, reader, failures, events);
        this.prompts = new JdbiPromptStore(writer, reader, failures);
        this.rebuild = new Rebuild(writer, events);
    }

    /**
     * Opens the store of {@code folder}; creates the folder (for its owner alone) and the database where there is none,
     * and brings an older schema up to date, and what an older version made of the journal.
     *
     * @throws JournalUnavailable when the folder cannot be written, its database is not one, is damaged, or was written
     *     by a newer version; its message says which and what to do
     */
    public static SqliteStore open(Path folder) throws JournalUnavailable {
        Path home = folder.toAbsolutePath().normalize();
        createFolder(home);
        var failures = new StoreFailures(home);
        Path file = home.resolve(FILE_NAME);
        // In this process a file lock excludes nobody, hence both.
        synchronized (OPENING) {
            try (FileChannel channel = lockFile(home.resolve(LOCK_NAME))) {
                // Released with the channel, or by the system when this process dies.
                channel.lock();
                if (Files.notExists(file)) {
                    // Never opened by us when it exists: closing it would drop SQLite's own locks on it.
                    Files.createFile(file, ownerOnly(file, "rw-------"));
                }
                migrate(dataSource(file, SQLiteConfig.TransactionMode.DEFERRED), home, failures);
            } catch (IOException e) {
                throw new JournalUnavailable(
                        "The data folder " + home + " cannot be written ("
                                + e.getClass().getSimpleName()
                                + "): correct its permissions or choose another data folder.",
                        e);
            }
        }
        HikariDataSource writers =
                pool("parley-store-writer", dataSource(file, SQLiteConfig.TransactionMode.IMMEDIATE), 1);
        HikariDataSource readers =
                pool("parley-store-reader", dataSource(file, SQLiteConfig.TransactionMode.DEFERRED), READERS);
        var store = new SqliteStore(home, writers, readers);
        try {
            store.rebuild.whenOutdated();
        } catch (RuntimeException e) {
            store.close();
            throw failures.of("open", e);
        } catch (JournalUnavailable e) {
            store.close();
            throw e;
        }
        return store;
    }

    /** The journal kept here; closing it closes the store. */
    public Journal journal() {
        return journal;
    }

    /** What follows from the journal kept here. */
    public LearnerRecords records() {
        return records;
    }

    /**
     * The accounts of what models cost, kept here.
     *
     * @param clock tells when a reservation that nobody settled expires
     */
    public SpendLedger spend(Clock clock) {
        return new JdbiSpendLedger(writer, reader, clock);
    }

    /** The prompts kept here, for installations of several nodes. */
    public PromptStore prompts() {
        return prompts;
    }

    /**
     * Drops all that follows from the journal and makes it anew; learners' snapshots come back with their next reading.
     * Takes seconds for a million events, in which nothing can be saved.
     *
     * @throws JournalUnavailable when the store cannot be read or written; then everything is as it was
     */
    public void rebuild() throws JournalUnavailable {
        try {
            rebuild.run();
        } catch (RuntimeException e) {
            throw failures.of("rebuild", e);
        }
    }

    /** Closes all connections after the work in hand. May be called more than once. */
    @Override
    public void close() {
        writers.close();
        readers.close();
    }

    /** The one writer, for tests that narrow the database. */
    Jdbi writer() {
        return writer;
    }

    private static void createFolder(Path folder) throws JournalUnavailable {
        try {
            Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            throw new JournalUnavailable(
                    "The data folder " + folder + " cannot be made: a file stands in its place (" + e.getFile()
                            + "). Choose another data folder.",
                    e);
        } catch (IOException e) {
            throw new JournalUnavailable(
                    "The data folder " + folder + " cannot be made ("
                            + e.getClass().getSimpleName()
                            + "): correct the permissions above it or choose another data folder.",
                    e);
        }
        if (!Files.isWritable(folder)) {
            throw new JournalUnavailable("The data folder " + folder
                    + " cannot be written: correct its permissions or choose another data folder.");
        }
    }

    private static FileChannel lockFile(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly(file, "rw-------"));
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void migrate(SQLiteDataSource source, Path folder, StoreFailures failures)
            throws JournalUnavailable {
        // A plain question first: Flyway wraps a file that is no database in a page of text.
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA schema_version");
        } catch (SQLException e) {
            throw failures.of("open", e);
        }
        try {
            Flyway flyway = Flyway.configure(SqliteStore.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .loggers("slf4j")
                    .load();
            requireKnownSchema(flyway, folder);
            flyway.migrate();
        } catch (FlywayException e) {
            throw failures.of("open", e);
        }
    }

    private static void requireKnownSchema(Flyway flyway, Path folder) throws JournalUnavailable {
        boolean newer = Arrays.stream(flyway.info().all())
                .map(MigrationInfo::getState)
                .anyMatch(state -> state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED);
        if (newer) {
            throw new JournalUnavailable("The data in " + folder
                    + " was written by a newer Parley: update Parley or choose another data folder.");
        }
    }

    private static SQLiteDataSource dataSource(Path file, SQLiteConfig.TransactionMode mode) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(Math.toIntExact(WAIT_LIMIT.toMillis()));
        config.enforceForeignKeys(true);
        config.setTransactionMode(mode);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static HikariDataSource pool(String name, SQLiteDataSource source, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_LIMIT.toMillis());
        config.setIdleTimeout(READER_IDLE_LIMIT.toMillis());
        // A local file's connection does not age.
        config.setMaxLifetime(0);
        // The file was just opened; a disk that fails meanwhile is told of by the first use.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static Jdbi jdbi(HikariDataSource source) {
        Jdbi jdbi = Jdbi.create(source);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }
}
