package dev.domibusbackup.activemq;

import dev.domibusbackup.problem.ActiveMqProblem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders in which a broker keeps its messages. Those that wait for their time are in the scheduler store alone.
 *
 * @param kahaDb    folder of KahaDB
 * @param scheduler folder of the scheduler store; empty when the broker has none
 */
public record BrokerStores(Path kahaDb, Optional<Path> scheduler) {

    /** Every store's lock; a broker has it as long as it runs. */
    static final String LOCK = "lock";

    public BrokerStores {
        Objects.requireNonNull(kahaDb, "kahaDb");
        Objects.requireNonNull(scheduler, "scheduler");
    }

    /** Both folders, or the one. */
    public List<Path> folders() {
        return Stream.concat(Stream.of(kahaDb), scheduler.stream()).toList();
    }

    /**
     * Makes sure that the folders are there and hold journals. A broker makes a scheduler store at its first start
     * with support for it.
     */
    public void check() {
        folders().forEach(BrokerStores::checkStore);
    }

    private static void checkStore(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw ActiveMqProblem.STORE_MISSING.exception("path", folder, "reason", "it does not exist");
        }
        if (!holdsJournals(folder)) {
            throw ActiveMqProblem.STORE_MISSING.exception("path", folder, "reason", "it has no file db-*.log");
        }
    }

    /** Whether a broker has ever used the folder as a store. */
    static boolean holdsJournals(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> journals = Files.newDirectoryStream(folder, "db-*.log")) {
            return journals.iterator().hasNext();
        } catch (IOException e) {
            throw ActiveMqProblem.STORE_MISSING.caused(e, "path", folder, "reason", String.valueOf(e.getMessage()));
        }
    }

    /** The lock files that there are: one that never was made nobody can have. */
    List<Path> locks() {
        return folders().stream().map(folder -> folder.resolve(LOCK))
                .filter(lock -> Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)).toList();
    }
}
