package dev.domibusbackup.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one message in work: those it wrote, which go when it is rolled back, and those that have done their
 * service, which go when it is committed. As with the real one this is no transaction: a kill between the file and the
 * commit leaves a file without a row.
 */
public final class UnitOfWork {

    private final List<Path> written = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    void wrote(Path file) {
        written.add(file);
    }

    /** What is to be done once the row is committed. */
    public void afterCommit(Runnable act) {
        afterCommit.add(act);
    }

    void deleteAfterCommit(Path file) {
        afterCommit(() -> delete(file));
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    void rolledBack() {
        written.forEach(UnitOfWork::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }
}
