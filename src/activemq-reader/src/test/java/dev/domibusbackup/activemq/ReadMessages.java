package dev.domibusbackup.activemq;

import dev.domibusbackup.activemq.broker.BrokerProcess;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All messages of two stores, by queue, as the product reads them.
 *
 * @param queues  messages of each queue in the order in which they were given
 * @param counts  the queues' own counts
 * @param summary what was found at the beginning
 */
record ReadMessages(Map<String, List<PortableMessage>> queues, List<StoredQueue> counts, StoreSummary summary) {

    static ReaderProgram program(Path folder) throws IOException {
        return new ReaderProgram(List.of(Path.of(System.getProperty("reader.jar"))), "256m",
                Files.createDirectories(folder));
    }

    static BrokerStores stores(BrokerProcess broker) {
        return new BrokerStores(broker.kahaDb(), Optional.of(broker.scheduler()));
    }

    /** Copies under the guard and reads the copy. */
    static ReadMessages of(BrokerStores stores, Path work) throws IOException {
        ReaderProgram program = program(work);
        Path folder = work.resolve("copy-" + System.nanoTime());
        try (StoreGuard guard = StoreGuard.take(stores, program); StoreCopy copy = guard.copy(folder)) {
            return of(copy, program);
        }
    }

    static ReadMessages of(StoreCopy copy, ReaderProgram program) throws IOException {
        Map<String, List<PortableMessage>> queues = new LinkedHashMap<>();
        List<StoredQueue> counts = new ArrayList<>();
        try (StoreReader reader = StoreReader.open(copy, program)) {
            for (Optional<StoredQueue> queue = reader.nextQueue(); queue.isPresent(); queue = reader.nextQueue()) {
                counts.add(queue.get());
                List<PortableMessage> messages = new ArrayList<>();
                for (Optional<PortableMessage> next = reader.next(); next.isPresent(); next = reader.next()) {
                    messages.add(inMemory(next.get()));
                }
                queues.put(queue.get().name(), messages);
            }
            return new ReadMessages(queues, counts, reader.summary());
        }
    }

    /** The same message with its contents, which are gone with the next. */
    private static PortableMessage inMemory(PortableMessage message) throws IOException {
        Body body = message.body();
        if (body instanceof Body.Bytes bytes) {
            body = new Body.Bytes(Content.of(bytes.content().toByteArray()));
        } else if (body instanceof Body.ObjectBody object) {
            body = new Body.ObjectBody(Content.of(object.serialized().toByteArray()));
        } else if (body instanceof Body.MapBody map) {
            Map<String, TypedValue> entries = new LinkedHashMap<>();
            for (Map.Entry<String, TypedValue> entry : map.entries().entrySet()) {
                entries.put(entry.getKey(), inMemory(entry.getValue()));
            }
            body = new Body.MapBody(entries);
        } else if (body instanceof Body.StreamBody stream) {
            List<TypedValue> values = new ArrayList<>();
            for (TypedValue value : stream.values()) {
                values.add(inMemory(value));
            }
            body = new Body.StreamBody(values);
        }
        return new PortableMessage(message.header(), message.properties(), body);
    }

    private static TypedValue inMemory(TypedValue value) throws IOException {
        return value.value() instanceof Content content ? TypedValue.of(content.toByteArray()) : value;
    }
}
