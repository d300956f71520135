package dev.domibusbackup.server.tomee;

import java.util.Optional;

import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.server.MessageSource;

/** The messages of one queue of a broker that has ended: none can come, none can expire. */
final class StoredMessages implements MessageSource {

    private final Optional<MessageFileReader> file;

    /** @param file empty for a queue without messages */
    StoredMessages(Optional<MessageFileReader> file) {
        this.file = file;
    }

    @Override
    public Optional<PortableMessage> next() {
        return file.filter(MessageFileReader::hasNext).map(MessageFileReader::next);
    }

    @Override
    public long arrivedAfterCut() {
        return 0;
    }

    @Override
    public long addedSinceCut() {
        return 0;
    }

    @Override
    public long expiredSinceCut() {
        return 0;
    }

    @Override
    public void close() {
        file.ifPresent(MessageFileReader::close);
    }
}
