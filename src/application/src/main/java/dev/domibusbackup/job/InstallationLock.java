package dev.domibusbackup.job;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.problem.SetProblem;

/**
 * One job at a time that changes or reads the installation. A lock of the operating system on a file in our folder of
 * the server's data: it ends with the process, however that ends, and holds against a second copy of us.
 */
@ApplicationScoped
public class InstallationLock {

    @Inject
    private Environment environment;

    private FileChannel channel;
    private FileLock lock;
    private String holder;

    /**
     * Takes the lock for a job that is to begin. DB-JOB-002 when anybody has it, also when this very job has: then
     * somebody else has begun it, and it ends with him.
     */
    public synchronized void begin(String job) {
        if (holder != null) {
            throw JobProblem.BUSY.exception("job", holder);
        }
        acquire(job);
    }

    /** Takes the lock for a job; a job that has it already keeps it. Otherwise the problem DB-JOB-002. */
    public synchronized void acquire(String job) {
        if (job.equals(holder)) {
            return;
        }
        if (holder != null) {
            throw JobProblem.BUSY.exception("job", holder);
        }
        Path file = environment.server().paths().ownData().resolve("job.lock");
        DurableFiles.createPrivateFolder(file.getParent());
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = tryLock();
            if (lock == null) {
                channel.close();
                throw JobProblem.BUSY.exception("job", "of another deployment of Domibus Backup");
            }
        } catch (IOException e) {
            throw SetProblem.WRITE_FAILED.caused(e, "path", file, "reason", e.getMessage());
        }
        holder = job;
    }

    private FileLock tryLock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    /** Gives the lock back, if the job has it. */
    public synchronized void release(String job) {
        if (!job.equals(holder)) {
            return;
        }
        holder = null;
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock could not be given back", e);
        }
    }

    /** The job that has the lock. */
    public synchronized Optional<String> holder() {
        return Optional.ofNullable(holder);
    }

    @PreDestroy
    void releaseAtUndeployment() {
        if (holder != null) {
            release(holder);
        }
    }
}
