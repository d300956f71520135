package dev.domibusbackup.activemq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.activemq.broker.BrokerProcess;
import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.files.ArchivedFolder;
import dev.domibusbackup.files.ArchivedFolder.Hashed;
import dev.domibusbackup.files.restore.FileTimes;
import dev.domibusbackup.files.restore.FolderRestore;
import dev.domibusbackup.files.restore.FolderSource;
import dev.domibusbackup.files.restore.RestorePlan;
import dev.domibusbackup.files.restore.RestoreState;
import dev.domibusbackup.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.jms.Connection;
import javax.jms.MessageConsumer;
import javax.jms.Session;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores of a set in the place of those of a broker, which then runs with them. */
class StoreRestoreIT {

    private static final String QUEUE = "domibus.backend.jms.inQueue";
    private static final String LATER = "domibus.scheduled";
    private static final List<StoredQueue> SAVED = List.of(new StoredQueue(QUEUE, 100, 0),
            new StoredQueue(LATER, 0, 5));

    @TempDir
    private static Path shared;
    private static List<Saved> saved;

    @TempDir
    private Path folder;

    /** An archive of a set. */
    private record Saved(String kind, ArchivedFolder content) {
    }

    @BeforeAll
    static void save() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(shared.resolve("data"))) {
            FilledBroker messages = new FilledBroker(broker);
            messages.plain(QUEUE, 100, 0);
            messages.plain(LATER, 5, FilledBroker.HOUR);
            broker.stop();
            saved = archives(ReadMessages.stores(broker));
        }
    }

    private static List<Saved> archives(BrokerStores stores) throws Exception {
        List<Saved> archives = new ArrayList<>();
        try (StoreGuard guard = StoreGuard.take(stores, ReadMessages.program(shared.resolve("work")))) {
            for (Path store : stores.folders()) {
                Path archive = shared.resolve(store.getFileName() + ".tar.gz");
                ArchiveResult result;
                try (OutputStream out = Files.newOutputStream(archive)) {
                    result = guard.archive(store, shared, out);
                }
                String hash = HexFormat.of().formatHex(
                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
                archives.add(new Saved(store.getFileName().toString(), new ArchivedFolder(new Hashed(archive, hash),
                        null, null, result.counts().files(), result.counts().bytes())));
            }
        }
        return archives;
    }

    @Test
    void a_broker_runs_with_the_restored_stores_and_the_old_ones_are_kept_until_the_end() throws Exception {
        BrokerStores stores = filledDifferently();
        ReaderProgram program = ReadMessages.program(folder.resolve("work"));
        FolderRestore restore = restore(stores);
        restore.stage(Files::newInputStream);
        assertThat(ReadMessages.of(stores, folder.resolve("work")).counts()).as("staged")
                .containsExactly(new StoredQueue("domibus.only.here", 7, 0));

        try (StoreGuard guard = StoreGuard.takeWhatIs(stores, program)) {
            restore.swap();
        }
        RestoredStores restored = new RestoredStores(stores, program);
        restored.checkPlaces(stores);
        assertThat(restored.check(SAVED, folder.resolve("copy"))).isEmpty();
        assertThat(folder.resolve("copy")).doesNotExist();

        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"))) {
            assertThat(received(broker, QUEUE, 100)).isEqualTo(100);
            broker.stop();
        }
        assertThat(ReadMessages.of(stores, folder.resolve("work")).counts())
                .contains(new StoredQueue(QUEUE, 0, 0), new StoredQueue(LATER, 0, 5));
        restore.commit();
        assertThat(stores.kahaDb().getParent()).isDirectoryNotContaining("glob:**.old");
    }

    @Test
    void taken_back_the_broker_has_what_it_had() throws Exception {
        BrokerStores stores = filledDifferently();
        FolderRestore restore = restore(stores);
        restore.stage(Files::newInputStream);
        restore.swap();

        FolderRestore.left(folder.resolve("journal")).orElseThrow().undo();

        assertThat(ReadMessages.of(stores, folder.resolve("work")).counts())
                .containsExactly(new StoredQueue("domibus.only.here", 7, 0));
    }

    @Test
    void the_stores_of_a_running_broker_are_not_swapped() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"))) {
            ReaderProgram program = ReadMessages.program(folder.resolve("work"));
            assertThatThrownBy(() -> StoreGuard.takeWhatIs(ReadMessages.stores(broker), program))
                    .hasMessageContaining("DB-AMQ-004");
            broker.stop();
        }
    }

    @Test
    void stores_come_to_where_there_are_none() throws Exception {
        BrokerStores stores = new BrokerStores(folder.resolve("data/kahadb"),
                Optional.of(folder.resolve("data/activemq_data/localhost/scheduler")));
        Files.createDirectories(stores.scheduler().orElseThrow().getParent());
        ReaderProgram program = ReadMessages.program(folder.resolve("work"));
        FolderRestore restore = restore(stores);
        restore.stage(Files::newInputStream);
        try (StoreGuard guard = StoreGuard.takeWhatIs(stores, program)) {
            restore.swap();
        }
        assertThat(restore.state()).isEqualTo(RestoreState.SWAPPED);

        assertThat(new RestoredStores(stores, program).check(SAVED, folder.resolve("copy"))).isEmpty();
    }

    @Test
    void a_queue_that_holds_another_number_than_the_set_says_is_told() throws Exception {
        BrokerStores stores = filledDifferently();
        RestoredStores restored = new RestoredStores(stores, ReadMessages.program(folder.resolve("work")));

        assertThatThrownBy(() -> restored.check(SAVED, folder.resolve("copy")))
                .isInstanceOfSatisfying(ProblemException.class, failure -> assertThat(failure.problems())
                        .hasSize(2).allMatch(problem -> problem.code().equals("DB-AMQ-023"))
                        .anyMatch(problem -> problem.fact().contains("100 ready and 0 scheduled"))
                        .anyMatch(problem -> problem.fact().contains("0 ready and 5 scheduled")));
    }

    @Test
    void a_broker_that_will_look_elsewhere_is_told() throws IOException {
        BrokerStores here = new BrokerStores(folder.resolve("kahadb"), Optional.empty());
        BrokerStores there = new BrokerStores(folder.resolve("other"), Optional.empty());

        assertThatThrownBy(() -> new RestoredStores(here, ReadMessages.program(folder.resolve("work")))
                .checkPlaces(there)).hasMessageContaining("DB-AMQ-022").hasMessageContaining("other");
    }

    private BrokerStores filledDifferently() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"))) {
            new FilledBroker(broker).plain("domibus.only.here", 7, 0);
            broker.stop();
            return ReadMessages.stores(broker);
        }
    }

    private FolderRestore restore(BrokerStores stores) {
        List<FolderSource> sources = new ArrayList<>();
        for (Saved store : saved) {
            Path target = store.kind().equals("kahadb") ? stores.kahaDb() : stores.scheduler().orElseThrow();
            sources.add(new FolderSource(target.toString(), store.kind(), store.content(), target));
        }
        return new FolderRestore(RestorePlan.of("job", sources, List.of(), FileTimes.KEEP),
                folder.resolve("journal"));
    }

    private static int received(BrokerProcess broker, String queue, int expected) throws Exception {
        Connection connection = broker.connect(false);
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            int received = 0;
            while (received < expected && consumer.receive(30_000) != null) {
                received++;
            }
            return received;
        } finally {
            connection.close();
        }
    }
}
