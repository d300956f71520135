package dev.domibusbackup.job;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.files.DiskSpace;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.Unpacking;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.job.verify.DeepCheck;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.FolderSources;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.FolderEntry;
import dev.domibusbackup.set.VerificationWatcher;

/**
 * Unpacks every folder of a set, one after the other, into a folder of ours in the server's data and compares it with
 * hashes, listing and counts. What a killed process left there is removed by the next one.
 */
@ApplicationScoped
public class DeepFiles implements DeepCheck {

    private static final Unpacking.Attributes CONTENT_ALONE = new Unpacking.Attributes(false, false, false);

    @Inject
    private Environment environment;

    @Override
    public Kind kind() {
        return Kind.FILES;
    }

    @Override
    public Optional<String> obstacle(BackupSet set, Manifest manifest) {
        long needed = manifest.folders().stream().mapToLong(FolderEntry::bytes).max().orElse(0);
        Path data = environment.server().paths().ownData();
        DurableFiles.createPrivateFolder(data);
        long usable = DiskSpace.usableBytes(data);
        return usable > needed ? Optional.empty() : Optional.of("the largest folder of the set takes " + needed
                + " bytes unpacked, and " + data + " has " + usable + " left");
    }

    @Override
    public List<Problem> check(BackupSet set, Manifest manifest, VerificationWatcher watcher) {
        Path scratch = environment.server().paths().ownData().resolve("verification");
        List<Problem> problems = new ArrayList<>();
        for (FolderEntry folder : manifest.folders()) {
            try {
                DurableFiles.deleteTree(scratch);
                Unpacking.unpack(FolderSources.of(set, manifest, folder, path -> path).content(), scratch,
                        CONTENT_ALONE, file -> new Stoppable(Files.newInputStream(file), watcher));
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            } finally {
                DurableFiles.deleteTree(scratch);
            }
        }
        return problems;
    }

    /** Ends a reading when the operator asked to stop. */
    static final class Stoppable extends FilterInputStream {

        private final VerificationWatcher watcher;

        Stoppable(InputStream in, VerificationWatcher watcher) {
            super(in);
            this.watcher = watcher;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (watcher.isStopRequested()) {
                throw new StopRequested();
            }
            return in.read(buffer, offset, length);
        }
    }
}
