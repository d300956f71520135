package dev.domibusbackup.activemq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.activemq.reader.Reader;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the program says, or fails to say: less than everything is never taken for everything. */
class StoreReaderTest {

    private static final int KILLED = 137;

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream frames = new DataOutputStream(bytes);

    @Test
    void a_whole_stream_is_read_to_its_end() throws Exception {
        begin();
        queue("q", 2, 0, 2);
        end(1, 2);

        try (StoreReader reader = opened(0)) {
            assertThat(reader.nextQueue()).contains(new StoredQueue("q", 2, 0));
            assertThat(reader.next().map(PortableMessage::body)).contains(new Body.Text("text"));
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isEmpty();
            assertThat(reader.nextQueue()).isEmpty();
            assertThat(reader.nextQueue()).isEmpty();
        }
        assertThat(folder.resolve("copy/contents")).doesNotExist();
    }

    @Test
    void a_stream_that_is_cut_anywhere_is_never_taken_for_a_whole_one() throws Exception {
        begin();
        queue("q", 2, 0, 2);
        end(1, 2);
        byte[] whole = bytes.toByteArray();
        // a Java for every cut: between and inside the frames
        for (int length : new int[] {0, 10, whole.length / 2, whole.length - 13, whole.length - 1}) {
            assertThatThrownBy(() -> readAll(Arrays.copyOf(whole, length), 0)).as("%s of %s", length, whole.length)
                    .isInstanceOf(ProblemException.class).hasMessageContaining("DB-AMQ-013");
        }
    }

    @Test
    void a_killed_program_is_told_from_one_that_failed_and_one_without_memory() throws Exception {
        begin();
        assertThatThrownBy(() -> readAll(bytes.toByteArray(), KILLED)).hasMessageContaining("DB-AMQ-013")
                .hasMessageContaining("exit code 137");
        assertThatThrownBy(() -> readAll(bytes.toByteArray(), 1)).hasMessageContaining("DB-AMQ-011")
                .hasMessageContaining("words of the program");
        assertThatThrownBy(() -> readAll(bytes.toByteArray(), 3)).hasMessageContaining("DB-AMQ-012");
    }

    @Test
    void counts_that_do_not_agree_are_found() throws Exception {
        begin();
        queue("q", 3, 0, 2);
        end(1, 2);
        assertThatThrownBy(() -> readAll(bytes.toByteArray(), 0)).hasMessageContaining("DB-AMQ-013")
                .hasMessageContaining("2 indexed messages of q in place of 3");
        bytes.reset();
        begin();
        queue("q", 2, 0, 2);
        end(2, 2);
        assertThatThrownBy(() -> readAll(bytes.toByteArray(), 0)).hasMessageContaining("1 queues in place of 2");
    }

    @Test
    void a_problem_in_the_midst_of_messages_is_told_as_it_is() throws Exception {
        begin();
        frames.writeByte('Q');
        string("q");
        frames.writeLong(2);
        frames.writeLong(0);
        message();
        frames.writeByte('P');
        string("MESSAGE_UNREADABLE");
        string("ID:7 of queue q");
        string("it is torn");
        assertThatThrownBy(() -> readAll(bytes.toByteArray(), 2)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("DB-AMQ-009").hasMessageContaining("ID:7 of queue q").hasMessageContaining("torn");
    }

    @Test
    void a_program_of_another_version_is_refused() throws Exception {
        frames.writeUTF("domibus-backup-activemq-reader");
        frames.writeInt(2);
        assertThatThrownBy(() -> readAll(bytes.toByteArray(), 0)).hasMessageContaining("DB-AMQ-013")
                .hasMessageContaining("domibus-backup-activemq-reader 2");
    }

    private void begin() throws IOException {
        frames.writeUTF("domibus-backup-activemq-reader");
        frames.writeInt(1);
        frames.writeByte('S');
        frames.writeBoolean(false);
        frames.writeBoolean(false);
        frames.writeBoolean(false);
        frames.writeInt(0);
        frames.writeLong(0);
    }

    private void queue(String name, long indexed, long jobs, int messages) throws IOException {
        frames.writeByte('Q');
        string(name);
        frames.writeLong(indexed);
        frames.writeLong(jobs);
        for (int i = 0; i < messages; i++) {
            message();
        }
        frames.writeByte('E');
        frames.writeLong(messages);
        frames.writeLong(0);
    }

    private void message() throws IOException {
        frames.writeByte('M');
        string("ID:1");
        string("ID:1");
        frames.writeLong(1000);
        string(null);
        string(null);
        frames.writeByte('0');
        frames.writeByte(4);
        frames.writeBoolean(true);
        frames.writeLong(0);
        frames.writeBoolean(false);
        frames.writeInt(0);
        frames.writeInt(0);
        frames.writeByte('t');
        string("text");
    }

    private void end(int queues, long messages) throws IOException {
        frames.writeByte('Z');
        frames.writeInt(queues);
        frames.writeLong(messages);
    }

    private void string(String text) throws IOException {
        frames.writeInt(text == null ? -1 : text.length());
        if (text != null) {
            frames.writeChars(text);
        }
    }

    private StoreReader opened(int exit) throws Exception {
        return opened(bytes.toByteArray(), exit);
    }

    private StoreReader opened(byte[] said, int exit) throws IOException, URISyntaxException {
        Path store = Files.createDirectories(folder.resolve("copy/kahadb"));
        Files.write(store.resolve("frames"), said);
        Files.writeString(store.resolve("exit"), Integer.toString(exit));
        Path classes = Path.of(Reader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return StoreReader.open(new StoreCopy(folder.resolve("copy"), store, Optional.empty(),
                new BrokerStores(store, Optional.empty())), new ReaderProgram(List.of(classes), "64m", folder));
    }

    private void readAll(byte[] said, int exit) throws Exception {
        try (StoreReader reader = opened(said, exit)) {
            while (reader.nextQueue().isPresent()) {
                while (reader.next().isPresent()) {
                    // all of it
                }
            }
        }
    }
}
