package parley.tutor.store.jdbi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import parley.tutor.store.JournalUnavailable;

/**
 * Names what went wrong with the store in one line for a user. Only the driver's own exception is kept as the cause:
 * Jdbi's quotes the statement's arguments, which hold what the learner said.
 */
record StoreFailures(Path folder) {
    /** Less free space than this counts as none: SQLite reports some full disks as input/output errors. */
    private static final long NO_SPACE_BYTES = 1L << 20;

    /**
     * The failure of doing {@code verb} ("save", "read", "open").
     *
     * @throws RuntimeException {@code thrown} itself, when no database stands behind it: then it is a bug
     */
    JournalUnavailable of(String verb, RuntimeException thrown) {
        SQLException cause = sqlCause(thrown);
        if (cause == null) {
            throw thrown;
        }
        return of(verb, cause);
    }

    JournalUnavailable of(String verb, SQLException cause) {
        String reason = switch (cause) {
            case SQLiteException sqlite -> reason(sqlite);
            case SQLTransientConnectionException busy -> "it is busy; try again in a moment";
            case SQLException other -> "its database failed (" + other.getSQLState() + ")";
        };
        if (reason.equals(DISK_FULL)) {
            return new JournalUnavailable(
                    "The disk is full: nothing more can be saved in " + folder
                            + ". Free some space and go on; nothing that was acknowledged is lost.",
                    cause);
        }
        return new JournalUnavailable(
                "Parley could not " + verb + " its data in " + folder + ": " + reason + ".", cause);
    }

    JournalUnavailable damaged(String what) {
        return new JournalUnavailable("The data in " + folder + " is damaged: " + what + ".");
    }

    private static final String DISK_FULL = "the disk is full";

    private String reason(SQLiteException e) {
        SQLiteErrorCode code = e.getResultCode();
        // The low byte of an extended code is its family:
        // https://sqlite.org/rescode.html#primary_result_codes_versus_extended_result_codes
        int family = code.code & 0xff;
        if (family == SQLiteErrorCode.SQLITE_FULL.code) {
            return DISK_FULL;
        }
        if (family == SQLiteErrorCode.SQLITE_IOERR.code) {
            return isFull() ? DISK_FULL : "the disk reports an input/output error (" + code + ")";
        }
        if (family == SQLiteErrorCode.SQLITE_BUSY.code || family == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return "another program keeps it locked; close that program or try again in a moment";
        }
        if (family == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return SqliteStore.FILE_NAME + " is not a database; move it away or choose another data folder";
        }
        if (family == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return SqliteStore.FILE_NAME + " is damaged; restore it from a backup or choose another data folder";
        }
        if (family == SQLiteErrorCode.SQLITE_READONLY.code
                || family == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || family == SQLiteErrorCode.SQLITE_PERM.code) {
            return SqliteStore.FILE_NAME + " cannot be written; correct its permissions or choose another data folder";
        }
        if (family == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
            // Not a failure of the disk but of the caller, such as writing to a conversation never opened.
            throw new IllegalStateException("The journal refused an event (" + code + ")");
        }
        return "its database failed (" + code + ")";
    }

    private boolean isFull() {
        try {
            return Files.getFileStore(folder).getUsableSpace() < NO_SPACE_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable SQLException sqlCause(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return sql.getCause() instanceof SQLException deeper ? deeper : sql;
            }
        }
        return null;
    }
}
