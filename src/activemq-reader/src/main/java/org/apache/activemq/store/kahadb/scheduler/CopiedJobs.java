package org.apache.activemq.store.kahadb.scheduler;

import java.io.File;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.store.kahadb.disk.journal.DataFile;
import org.apache.activemq.store.kahadb.disk.journal.Location;
import org.apache.activemq.util.ByteSequence;

/**
 * A copy of a scheduler store, opened to be read. Nothing in it falls due: nobody starts its dispatching. In
 * ActiveMQ's package, because the jobs' places in the journal are visible there alone; and {@code getAllJobs} would
 * have all their messages in memory.
 */
public final class CopiedJobs extends JobSchedulerStoreImpl {

    private final boolean indexMissing;
    private final AtomicReference<IOException> damage = new AtomicReference<>();

    /** A job: where it is and when it is due. */
    public static final class Entry {

        private final String id;
        private final Location place;
        private final long due;
        private final boolean repeated;

        private Entry(JobLocation job) {
            id = job.getJobId();
            place = job.getLocation();
            due = job.getNextTime();
            repeated = job.isCron() || job.getRepeat() != 0;
        }

        public String id() {
            return id;
        }

        /** Milliseconds since 1970. */
        public long due() {
            return due;
        }

        /** Whether it sends its message more than once. */
        public boolean isRepeated() {
            return repeated;
        }
    }

    /** What is done with each job. */
    @FunctionalInterface
    public interface Visitor<E extends Exception> {
        void visit(Entry job) throws IOException, E;
    }

    public CopiedJobs(File folder) {
        setDirectory(folder);
        indexMissing = !new File(folder, "scheduleDB.data").exists();
        setUseLock(false);
        setCheckForCorruptJournalFiles(true);
        setIgnoreMissingJournalfiles(false);
        setArchiveCorruptedIndex(true);
        setCleanupOnStop(false);
        setEnableIndexDiskSyncs(false);
    }

    /**
     * Called when journal and index are open, and before ActiveMQ mends them; a copy needs no checkpoints. What
     * ActiveMQ would make of the places of damage is one object for every byte.
     */
    @Override
    protected void startCheckpoint() {
        try {
            Location end = journal.getLastAppendLocation();
            for (DataFile file : journal.getFileMap().values()) {
                if (!file.getCorruptedBlocks().isEmpty()) {
                    throw new IOException(file.getFile().getName() + " is damaged at " + file.getCorruptedBlocks());
                }
            }
            long[] beyondTheEnd = {0};
            each(job -> beyondTheEnd[0] += job.place.compareTo(end) >= 0 ? 1 : 0);
            if (beyondTheEnd[0] > 0) {
                throw new IOException("the journal ends at " + end + ", and " + beyondTheEnd[0]
                        + " jobs that the index knows lie beyond it");
            }
        } catch (IOException e) {
            damage.set(e);
            setCheckForCorruptJournalFiles(false);
        }
    }

    /** What the opening found; to be asked also when it failed. */
    public void check() throws IOException {
        if (damage.get() != null) {
            throw damage.get();
        }
    }

    /** Whether the index was made anew from the journal, because it was missing or could not be read. */
    public boolean isIndexRebuilt() {
        File[] spoilt = getDirectory().listFiles(
                (folder, name) -> name.startsWith("scheduleDB.data") && !name.equals("scheduleDB.data"));
        return indexMissing || spoilt != null && spoilt.length > 0;
    }

    /** All jobs of the scheduler that brokers use, earliest first. */
    public <E extends Exception> void each(Visitor<E> visitor) throws IOException, E {
        JobSchedulerImpl scheduler = scheduler();
        readLockIndex();
        try {
            Iterator<JobLocation> jobs = scheduler.getAllScheduledJobs(getPageFile().tx());
            while (jobs.hasNext()) {
                visitor.visit(new Entry(jobs.next()));
            }
        } finally {
            readUnlockIndex();
        }
    }

    /** The message of a job as it was marshalled. */
    public ByteSequence payload(Entry job) throws IOException {
        return getPayload(job.place);
    }

    private JobSchedulerImpl scheduler() throws IOException {
        try {
            return (JobSchedulerImpl) getJobScheduler("JMS");
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
