package dev.domibusbackup.activemq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.activemq.broker.BrokerProcess;
import dev.domibusbackup.problem.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that lack something are refused, or lack nothing that counts: never is less read without a word. */
class DamagedStoreIT {

    private static final String QUEUE = "domibus.backend.jms.inQueue";
    private static final String SCHEDULED = "domibus.scheduled";
    private static final int READY_COUNT = 2500;
    private static final int SCHEDULED_COUNT = 300;

    @TempDir
    private static Path sound;
    private static BrokerStores stores;

    @TempDir
    private Path folder;
    private int found;

    @BeforeAll
    static void fill() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(sound)) {
            FilledBroker filled = new FilledBroker(broker);
            filled.plain(QUEUE, READY_COUNT, 0);
            filled.plain(SCHEDULED, SCHEDULED_COUNT, FilledBroker.HOUR);
            broker.stop();
            stores = ReadMessages.stores(broker);
        }
        assertThat(journals(stores.kahaDb())).as("several journals, so that one can be missing").hasSizeGreaterThan(2);
    }

    @Test
    void a_lost_index_is_made_anew_and_said_so() throws IOException {
        BrokerStores clone = cloned("clone");
        withoutIndex(clone.kahaDb());
        withoutIndex(clone.scheduler().orElseThrow());

        ReadMessages read = ReadMessages.of(clone, folder);

        assertThat(read.queues().get(QUEUE)).hasSize(READY_COUNT);
        assertThat(read.queues().get(SCHEDULED)).hasSize(SCHEDULED_COUNT);
        assertThat(read.summary()).isEqualTo(new StoreSummary(true, true, 0, 0));
        assertThat(read.summary().warnings(clone)).extracting(warning -> warning.code())
                .containsExactly("DB-AMQ-014", "DB-AMQ-014");
    }

    @Test
    void a_spoilt_index_is_made_anew_and_said_so() throws IOException {
        BrokerStores clone = cloned("clone");
        overwrite(clone.kahaDb().resolve("db.data"), 0, 4096);

        ReadMessages read = ReadMessages.of(clone, folder);

        assertThat(read.queues().get(QUEUE)).hasSize(READY_COUNT);
        assertThat(read.summary().indexRebuilt()).isTrue();
    }

    @Test
    void a_truncated_journal_is_found_or_lacks_nothing() throws IOException {
        List<Path> journals = journals(stores.kahaDb());
        for (int i = 0; i < journals.size(); i++) {
            for (double part : new double[] {0.1, 0.5, 0.97}) {
                long length = (long) (used(journals.get(i)) * part);
                BrokerStores clone = cloned("cut-" + i + "-" + part);
                cut(clone.kahaDb().resolve(journals.get(i).getFileName()), length);
                assertFoundOrWhole(clone, "file " + i + " cut at " + part);
            }
        }
        assertThat(found).isGreaterThan(journals.size());
    }

    @Test
    void a_truncated_journal_is_found_also_without_an_index() throws IOException {
        List<Path> journals = journals(stores.kahaDb());
        for (Path journal : List.of(journals.get(0), journals.get(journals.size() - 1))) {
            long length = used(journal) * 2 / 3;
            BrokerStores clone = cloned("cut-" + journal.getFileName());
            cut(clone.kahaDb().resolve(journal.getFileName()), length);
            withoutIndex(clone.kahaDb());
            assertFoundOrWhole(clone, journal + " cut at " + length);
        }
    }

    @Test
    void a_missing_journal_is_found() throws IOException {
        BrokerStores clone = cloned("clone");
        Files.delete(clone.kahaDb().resolve(journals(stores.kahaDb()).get(1).getFileName()));

        assertThatThrownBy(() -> ReadMessages.of(clone, folder))
                .isInstanceOf(ProblemException.class).hasMessageContaining("DB-AMQ-008");
    }

    @Test
    void damage_inside_a_journal_is_found() throws IOException {
        BrokerStores clone = cloned("clone");
        Path journal = clone.kahaDb().resolve(journals(stores.kahaDb()).get(0).getFileName());
        overwrite(journal, used(journal) / 2, 1);

        assertThatThrownBy(() -> ReadMessages.of(clone, folder))
                .isInstanceOf(ProblemException.class).hasMessageContaining("DB-AMQ-008");
    }

    @Test
    void a_truncated_scheduler_store_is_found() throws IOException {
        BrokerStores clone = cloned("clone");
        Path store = clone.scheduler().orElseThrow();
        Path journal = journals(store).get(0);
        cut(journal, used(journal) * 2 / 3);

        assertFoundOrWhole(clone, "scheduler");
        assertThat(found).isOne();
    }

    /** What was cut may have been of no use any more: acknowledgements, and what had been acknowledged. */
    private void assertFoundOrWhole(BrokerStores clone, String what) throws IOException {
        try {
            ReadMessages read = ReadMessages.of(clone, folder);
            assertThat(read.counts()).as(what).containsExactly(new StoredQueue(QUEUE, READY_COUNT, 0),
                    new StoredQueue(SCHEDULED, 0, SCHEDULED_COUNT));
        } catch (ProblemException e) {
            assertThat(e).as(what).hasMessageContaining("DB-AMQ-008");
            found++;
        }
    }

    private BrokerStores cloned(String name) throws IOException {
        return StoreClone.of(stores, folder.resolve(name));
    }

    private static List<Path> journals(Path store) throws IOException {
        List<Path> journals = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(store, "db-*.log")) {
            files.forEach(journals::add);
        }
        // db-10.log comes after db-9.log
        journals.sort((one, other) -> Integer.compare(number(one), number(other)));
        return journals;
    }

    private static int number(Path journal) {
        return Integer.parseInt(journal.getFileName().toString().replaceAll("\\D", ""));
    }

    /** Where the zeros begin with which a journal is made; behind them is the five bytes' mark of its end. */
    private static long used(Path journal) throws IOException {
        byte[] bytes = Files.readAllBytes(journal);
        int used = bytes.length - (bytes[bytes.length - 1] == '4' ? 5 : 0);
        while (used > 0 && bytes[used - 1] == 0) {
            used--;
        }
        return used;
    }

    private static void withoutIndex(Path store) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(store)) {
            for (Path file : files) {
                if (!file.getFileName().toString().startsWith("db-")) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void cut(Path file, long length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        }
    }

    private static void overwrite(Path file, long from, int length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] bytes = new byte[length];
            open.seek(from);
            open.readFully(bytes);
            for (int i = 0; i < length; i++) {
                bytes[i] ^= (byte) 0x55;
            }
            open.seek(from);
            open.write(bytes);
        }
    }
}
