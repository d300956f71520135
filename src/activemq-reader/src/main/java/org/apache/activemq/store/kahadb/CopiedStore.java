package org.apache.activemq.store.kahadb;

import java.io.File;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.store.kahadb.disk.journal.DataFile;
import org.apache.activemq.store.kahadb.disk.journal.Location;
import org.apache.activemq.store.kahadb.disk.page.Transaction;

/**
 * A copy of a KahaDB, opened to be read. Whatever ActiveMQ would mend by leaving something out is an error here: what
 * the index knows beyond the end of the journal, and records that are not sound. In ActiveMQ's package, because the
 * index is visible there alone.
 */
public final class CopiedStore extends KahaDBStore {

    private final boolean indexMissing;
    private long beyondTheEnd;

    public CopiedStore(File folder, BrokerService broker) {
        setDirectory(folder);
        setBrokerService(broker);
        indexMissing = !new File(folder, "db.data").exists();
        setCheckForCorruptJournalFiles(true);
        setIgnoreMissingJournalfiles(false);
        setArchiveCorruptedIndex(true);
        // a copy needs neither cleaning nor the disk
        setCheckpointInterval(0);
        setCleanupInterval(0);
        setCleanupOnStop(false);
        setEnableIndexDiskSyncs(false);
        setConcurrentStoreAndDispatchQueues(false);
        setConcurrentStoreAndDispatchTopics(false);
    }

    @Override
    protected void recoverIndex(Transaction tx) throws IOException {
        Location end = journal.getLastAppendLocation();
        for (StoredDestination destination : storedDestinations.values()) {
            for (Iterator<Map.Entry<Location, Long>> entries = destination.locationIndex.iterator(tx);
                    entries.hasNext();) {
                beyondTheEnd += entries.next().getKey().compareTo(end) >= 0 ? 1 : 0;
            }
        }
        if (beyondTheEnd > 0) {
            throw new IOException("the journal ends at " + end + ", and " + beyondTheEnd
                    + " messages that the index knows lie beyond it");
        }
        for (DataFile file : journal.getFileMap().values()) {
            if (!file.getCorruptedBlocks().isEmpty()) {
                throw new IOException(file.getFile().getName() + " is damaged at " + file.getCorruptedBlocks());
            }
        }
        super.recoverIndex(tx);
    }

    /** Whether the index was made anew from the journal, because it was missing or could not be read. */
    public boolean isIndexRebuilt() {
        File[] spoilt = getDirectory().listFiles((folder, name) -> name.startsWith("db.data") && !name.equals("db.data"));
        return indexMissing || spoilt != null && spoilt.length > 0;
    }

    /** Entries of a queue in the index of places in the journal, which is not the one that messages are read by. */
    public long indexed(ActiveMQQueue queue) throws IOException {
        long[] count = {0};
        indexLock.lock();
        try {
            pageFile.tx().execute(tx -> {
                for (Iterator<Map.Entry<Location, Long>> entries
                        = getStoredDestination(convert(queue), tx).locationIndex.iterator(tx); entries.hasNext();) {
                    entries.next();
                    count[0]++;
                }
            });
        } finally {
            indexLock.unlock();
        }
        return count[0];
    }

    /** Transactions that an application prepared and neither committed nor rolled back. */
    public int prepared() {
        synchronized (preparedTransactions) {
            return preparedTransactions.size();
        }
    }
}
