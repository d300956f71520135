package dev.domibusbackup.activemq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.activemq.broker.BrokerProcess;
import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to a running broker is left alone, and what is archived or copied is nobody's meanwhile. */
class StoreGuardIT {

    private static final String QUEUE = "domibus.backend.jms.inQueue";

    @TempDir
    private static Path shared;
    private static BrokerStores filled;

    @TempDir
    private Path folder;

    /** A hundred messages and five that wait. */
    @BeforeAll
    static void fill() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(shared)) {
            FilledBroker messages = new FilledBroker(broker);
            messages.plain(QUEUE, 100, 0);
            messages.plain("later", 5, FilledBroker.HOUR);
            broker.stop();
            filled = ReadMessages.stores(broker);
        }
    }

    @Test
    void the_stores_of_a_running_broker_are_refused_and_it_keeps_its_lock() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"))) {
            new FilledBroker(broker).plain(QUEUE, 10, 0);
            BrokerStores stores = ReadMessages.stores(broker);
            ReaderProgram program = ReadMessages.program(folder.resolve("work"));

            assertThatThrownBy(() -> StoreGuard.take(stores, program)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("DB-AMQ-004").hasMessageContaining(broker.kahaDb().toString());
            assertThatThrownBy(() -> StoreGuard.take(stores, program)).hasMessageContaining("DB-AMQ-004");

            broker.stop();
            StoreGuard.take(stores, program).close();
        }
    }

    @Test
    void a_guarded_store_can_be_locked_by_nobody_else_until_it_is_let_go() throws Exception {
        BrokerStores stores = stopped();
        Path lock = stores.kahaDb().resolve("lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            try (StoreGuard guard = StoreGuard.take(stores, ReadMessages.program(folder.resolve("work")))) {
                assertThat(guard.stores()).isEqualTo(stores);
                assertThat(channel.tryLock()).isNull();
            }
            FileLock free = channel.lock();
            assertThat(free.isValid()).isTrue();
        }
    }

    @Test
    void both_stores_are_archived_as_they_are() throws Exception {
        BrokerStores stores = stopped();
        ReaderProgram program = ReadMessages.program(folder.resolve("work"));
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        try (StoreGuard guard = StoreGuard.take(stores, program)) {
            for (Path store : stores.folders()) {
                Path archive = folder.resolve(store.getFileName() + ".tar.gz");
                try (OutputStream out = Files.newOutputStream(archive)) {
                    ArchiveResult result = guard.archive(store, folder, out);
                    assertThat(result.warnings()).isEmpty();
                }
                Path target = Files.createDirectory(unpacked.resolve(store.getFileName()));
                assertThat(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", target.toString()).inheritIO()
                        .start().waitFor()).isZero();
            }
        }
        ReadMessages read = ReadMessages.of(new BrokerStores(unpacked.resolve("kahadb"),
                Optional.of(unpacked.resolve("scheduler"))), folder.resolve("work"));
        assertThat(read.counts()).containsExactly(new StoredQueue(QUEUE, 100, 0), new StoredQueue("later", 0, 5));
    }

    @Test
    void only_a_folder_that_was_made_as_a_copy_is_opened() throws Exception {
        BrokerStores stores = stopped();
        ReaderProgram program = ReadMessages.program(folder.resolve("work"));
        Map<Path, String> before = content(stores.kahaDb());
        StoreCopy original = new StoreCopy(Files.createDirectory(folder.resolve("other")), stores.kahaDb(),
                stores.scheduler(), stores);

        assertThatThrownBy(() -> StoreReader.open(original, program)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("DB-AMQ-007");
        assertThat(content(stores.kahaDb())).isEqualTo(before);
    }

    @Test
    void a_copy_is_gone_when_it_is_closed_and_the_original_is_as_it_was() throws Exception {
        BrokerStores stores = stopped();
        Map<Path, String> before = content(stores.kahaDb());

        ReadMessages read = ReadMessages.of(stores, folder.resolve("work"));

        assertThat(read.queues().get(QUEUE)).hasSize(100);
        assertThat(content(stores.kahaDb())).isEqualTo(before);
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void a_folder_that_is_no_store_is_refused() throws Exception {
        BrokerStores none = new BrokerStores(folder.resolve("kahadb"), Optional.empty());
        ReaderProgram program = ReadMessages.program(folder.resolve("work"));

        assertThatThrownBy(() -> StoreGuard.take(none, program)).hasMessageContaining("DB-AMQ-005");
        Files.createDirectory(folder.resolve("kahadb"));
        assertThatThrownBy(() -> StoreGuard.take(none, program)).hasMessageContaining("DB-AMQ-005");
    }

    @Test
    void too_little_memory_for_a_message_is_said_so() throws Exception {
        BrokerStores stores;
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"))) {
            new FilledBroker(broker).send(QUEUE, List.of(new PortableMessage(MessageHeader.builder().build(), Map.of(),
                    new Body.Bytes(Content.of(new byte[24 << 20])))), false, 0);
            broker.stop();
            stores = ReadMessages.stores(broker);
        }
        ReaderProgram full = ReadMessages.program(folder.resolve("work"));
        ReaderProgram little = new ReaderProgram(full.classPath(), "32m", full.folder());

        try (StoreGuard guard = StoreGuard.take(stores, little); StoreCopy copy = guard.copy(folder.resolve("copy"));
                StoreReader reader = StoreReader.open(copy, little)) {
            assertThatThrownBy(() -> {
                reader.nextQueue();
                reader.next();
            }).isInstanceOf(ProblemException.class).hasMessageContaining("DB-AMQ-012").hasMessageContaining("32m");
        }
    }

    @Test
    void a_program_that_does_not_run_is_told_in_its_own_words() throws Exception {
        BrokerStores stores = stopped();
        ReaderProgram none = new ReaderProgram(List.of(Files.createDirectory(folder.resolve("empty"))), "64m", folder);

        assertThatThrownBy(() -> StoreGuard.take(stores, none)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("DB-AMQ-011").hasMessageContaining("ClassNotFoundException");
    }

    /** The stores of a stopped broker, of a test's own. */
    private BrokerStores stopped() throws IOException {
        return StoreClone.of(filled, folder.resolve("data"));
    }

    private static Map<Path, String> content(Path store) throws Exception {
        Map<Path, String> content = new TreeMap<>();
        try (var files = Files.newDirectoryStream(store)) {
            for (Path file : files) {
                content.put(file, Files.size(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return content;
    }
}
