package dev.domibusbackup.job.messages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.TestProgress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.FakeQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with two paused queues and an import into them, in chunks as the batch runtime does it. */
abstract class ImportScene {

    static final String A = "jms.queue.a";
    static final String B = "jms.queue.b";

    @TempDir
    Path base;
    final MemoryPositions positions = new MemoryPositions();
    final List<Problem> warnings = new ArrayList<>();
    FakeApplicationServer server;
    FakeQueue a;
    FakeQueue b;
    Progress progress;

    @BeforeEach
    void server() {
        server = new FakeApplicationServer(base);
        a = server.addQueue(A).paused(true);
        b = server.addQueue(B).paused(true);
    }

    /** Chunks of ten. */
    MessageImport run(ImportQueue... queues) {
        MessageImport work = work(queues);
        try (ImportReading reading = new ImportReading(work); ImportWriting writing = new ImportWriting(work)) {
            List<ImportItem> chunk = new ArrayList<>();
            for (Optional<ImportItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                chunk.add(item.get());
                if (chunk.size() == 10) {
                    commit(writing, chunk);
                }
            }
            commit(writing, chunk);
        } catch (RuntimeException e) {
            server.rollback();
            positions.rollback();
            throw e;
        }
        return work;
    }

    void commit(ImportWriting writing, List<ImportItem> chunk) {
        writing.write(chunk);
        server.commit();
        positions.commit();
        chunk.clear();
    }

    MessageImport work(ImportQueue... queues) {
        progress = TestProgress.of("import-messages", "messages");
        MessageImport work = new MessageImport("job", List.of(queues), server, positions, 10 << 10, progress,
                () -> { });
        work.begin();
        return work;
    }

    ImportQueue queue(String source, String target, List<PortableMessage> messages) throws IOException {
        return new ImportQueue(source, target, MessageFiles.write(base.resolve("set"), source, messages),
                messages.size(), MessageChoice.ALL);
    }

    static ImportTally tally(long sent) {
        return new ImportTally(sent, 0, 0, 0, Map.of());
    }

    static List<PortableMessage> texts(int count) {
        return names(count).stream().map(name -> text(name, MessageHeader.builder().id("ID:" + name))).toList();
    }

    static List<PortableMessage> everyThirdNonPersistent(int count) {
        return IntStream.range(0, count).mapToObj(number -> text("m" + number,
                MessageHeader.builder().id("ID:" + number).persistent(number % 3 != 0))).toList();
    }

    static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
    }

    static PortableMessage text(String text, MessageHeader.Builder header) {
        return new PortableMessage(header.build(), Map.of(), new Body.Text(text));
    }

    static List<String> texts(FakeQueue queue) {
        return queue.contents().stream().map(message -> ((Body.Text) message.body()).text()).toList();
    }
}
