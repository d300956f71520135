package dev.domibusbackup.job.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.DatabaseRestore;
import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.mysql.ClientProgram;
import dev.domibusbackup.database.mysql.MySqlRestore;
import dev.domibusbackup.database.mysql.ScratchSchema;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.problem.FileProblem;

/**
 * Loads dumps into scratch schemas, where nobody looks at them, and counts them against the manifest.
 *
 * @param client  the client program
 * @param beside  a schema of the server where they are made
 * @param account who makes them
 * @param bound   how long one load may take
 */
public record ScratchLoad(ClientProgram client, DatabaseAddress beside, DatabaseAccount account, Duration bound) {

    private static final int BUFFER = 1 << 16;

    /** Drops what killed processes left. */
    public void sweep() {
        ScratchSchema.sweep(client, beside, account, bound);
    }

    /** Throws the problem that keeps scratch schemas from being made. */
    public void tryOne(ExpectedSchema expected) {
        ScratchSchema.create(client, beside, account, expected, bound).close();
    }

    /** Opens a dump, compressed as it is, for who wants to watch or end its reading. */
    @FunctionalInterface
    public interface Opener {

        /** Reads a file. */
        InputStream open(Path file) throws IOException;
    }

    /**
     * Loads one dump, counts what came of it, and drops the schema.
     *
     * @param begun takes the load while it goes on, to watch it or to end it
     * @throws dev.domibusbackup.problem.ProblemException with every difference
     */
    public void load(ExpectedSchema expected, Path dump, Opener opener, Consumer<DatabaseRestore> begun) {
        try (ScratchSchema scratch = ScratchSchema.create(client, beside, account, expected, bound);
                InputStream in = new GZIPInputStream(opener.open(dump), BUFFER);
                DatabaseRestore restore = MySqlRestore.into(scratch, expected)) {
            restore.start(in);
            begun.accept(restore);
            restore.awaitEnd(bound);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopRequested();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", dump, "reason", String.valueOf(e.getMessage()));
        }
    }

    /** The usual way to open a dump. */
    public static InputStream plain(Path file) throws IOException {
        return Files.newInputStream(file);
    }
}
