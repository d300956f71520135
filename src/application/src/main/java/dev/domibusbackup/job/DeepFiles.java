package dev.domibusbackup.job;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.job.verify.DeepCheck;
import dev.domibusbackup.job.verify.ScratchUnpacking;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.FolderSources;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.FolderEntry;
import dev.domibusbackup.set.VerificationWatcher;

/** Unpacks every folder of a set beside everything and compares it with the set. */
@ApplicationScoped
public class DeepFiles implements DeepCheck {

    @Inject
    private Environment environment;

    @Override
    public Kind kind() {
        return Kind.FILES;
    }

    @Override
    public Optional<String> obstacle(BackupSet set, Manifest manifest) {
        return scratch().obstacle(ScratchUnpacking.folders(manifest.folders()));
    }

    @Override
    public List<Problem> check(BackupSet set, Manifest manifest, VerificationWatcher watcher) {
        List<Problem> problems = new ArrayList<>();
        for (FolderEntry folder : ScratchUnpacking.folders(manifest.folders())) {
            try {
                scratch().run(FolderSources.of(set, manifest, folder, path -> path),
                        file -> new Stoppable(Files.newInputStream(file), watcher));
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        }
        return problems;
    }

    private ScratchUnpacking scratch() {
        return new ScratchUnpacking(environment.server().paths().ownData());
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
