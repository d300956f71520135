package dev.domibusbackup.job.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.porting.Decision;
import dev.domibusbackup.porting.MessageCounts;
import dev.domibusbackup.porting.MessageFilter;
import dev.domibusbackup.porting.MessageVerdict;
import dev.domibusbackup.porting.QueuePlan;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.Hashes;
import dev.domibusbackup.set.Manifest;

/**
 * Reads every file that is to be imported to its end, bodies included, before the first message is sent: what is
 * damaged is found while nothing is changed. Counts the messages by what becomes of them.
 */
final class FileCheck {

    private final PortRun run;
    private final Manifest manifest;
    private final List<Problem> problems = new ArrayList<>();

    FileCheck(PortRun run, Manifest manifest) {
        this.run = run;
        this.manifest = manifest;
    }

    /** Everything that is wrong with the set, as far as it is to be imported. */
    List<Problem> check() {
        checkManifest();
        Progress progress = run.progress("check-files", "messages");
        progress.expect(run.plan().imported().stream().mapToLong(QueuePlan::messages).sum());
        for (QueuePlan queue : run.plan().imported()) {
            try {
                checkHash(queue);
                run.plan().counted(queue, read(queue, progress));
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        }
        return problems;
    }

    private void checkManifest() {
        run.repository().sealedHashes(run.set().id()).forEach(expected -> {
            String actual = run.set().manifestHash();
            if (!actual.equals(expected)) {
                problems.add(SetProblem.MANIFEST_CHANGED.with("id", run.set().id(), "actual", actual, "expected",
                        expected));
            }
        });
    }

    /** The body files are held against the hashes in the lines of the message file, while those are read. */
    private void checkHash(QueuePlan queue) {
        Artifact artifact = manifest.artifacts().stream().filter(each -> each.path().equals(queue.artifact()))
                .findFirst().orElseThrow(() -> SetProblem.MANIFEST_CONTRADICTS.exception("id", manifest.id(),
                        "contradiction", "the queue " + queue.from() + " lies in " + queue.artifact()
                                + ", which is no artifact"));
        Path file = run.set().folder().resolve(artifact.path());
        if (!Files.isRegularFile(file)) {
            throw SetProblem.ARTIFACT_MISSING.exception("artifact", artifact.path(), "id", manifest.id());
        }
        String actual = hash(file);
        if (!actual.equals(artifact.sha256())) {
            problems.add(SetProblem.HASH_DIFFERS.with("artifact", artifact.path(), "id", manifest.id(), "actual",
                    actual, "expected", artifact.sha256()));
        }
    }

    private static String hash(Path file) {
        try {
            return Hashes.of(file);
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", file, "reason", e.getMessage());
        }
    }

    private FileCounts read(QueuePlan queue, Progress progress) {
        MessageFilter filter = run.plan().filter(queue);
        MessageCounts verdicts = new MessageCounts();
        // what was sent before has not expired for us, and what had expired then was counted then
        ImportTally done = run.state().begun() ? run.positions().read(run.job(), queue.from()) : ImportTally.NONE;
        long expired = done.expired();
        Instant now = Instant.now();
        try (MessageFileReader reader = MessageFileReader.open(run.set().folder().resolve(queue.artifact()))) {
            while (reader.hasNext()) {
                run.checkStop();
                PortableMessage message = reader.next();
                MessageVerdict verdict = filter.judge(message);
                verdicts.add(verdict, message.header().id());
                Instant expiration = message.header().expiration();
                if (reader.count() > done.position() && verdict.decision() == Decision.IMPORT && expiration != null
                        && !expiration.isAfter(now)) {
                    expired++;
                }
                progress.add(1);
            }
            if (!reader.queue().equals(queue.from())) {
                throw SetProblem.CONTENT_DIFFERS.exception("artifact", queue.artifact(), "id", manifest.id(),
                        "difference", "it holds the queue " + reader.queue() + " instead of " + queue.from());
            }
            if (reader.count() != queue.messages()) {
                throw SetProblem.COUNT_DIFFERS.exception("artifact", queue.artifact(), "id", manifest.id(), "what",
                        "messages", "actual", reader.count(), "expected", queue.messages());
            }
        }
        return new FileCounts(verdicts, expired);
    }
}
