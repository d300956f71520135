package dev.domibusbackup.activemq;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Stores for a test that changes them. */
final class StoreClone {

    private StoreClone() {
    }

    static BrokerStores of(BrokerStores stores, Path folder) throws IOException {
        Path kahaDb = folder.resolve("kahadb");
        Path scheduler = folder.resolve("scheduler");
        copy(stores.kahaDb(), kahaDb);
        copy(stores.scheduler().orElseThrow(), scheduler);
        return new BrokerStores(kahaDb, Optional.of(scheduler));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
